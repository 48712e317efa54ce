#!/usr/bin/env python3
"""A year in the life of a chapter, its union and two communes, made up from a seed and written through the real
program; every figure of the year is then computed again here, from what was written and by this file's own reading of
the rules, and compared. Prints TAP.

  year.py PROGRAM FILE|ADDRESS [SEED]
"""
import csv, datetime, json, os, random, re, subprocess, sys, tempfile

program, office = sys.argv[1:3]
rand = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 2020)
work = tempfile.mkdtemp()
YEAR = 2020
count = failures = 0


def say(good, name, *why):
    global count, failures
    count += 1
    failures += not good
    print("%sok %d - %s" % ("" if good else "not ", count, name), flush=True)
    for line in [] if good else why:
        print("\n".join("# " + part for part in str(line).splitlines()))


def kn(*words, unit=None, fails=False):
    command = [program, "--file", office, "--lang", "en"] + (["--unit", unit] if unit else []) + list(words)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if (done.returncode != 0) != fails:
        say(False, " ".join(words[:3]), done.stdout.decode()[-500:], done.stderr.decode()[-500:])
        print("1..%d" % count)
        sys.exit(1)
    return done.stdout.decode()


def told(*words, unit=None):
    return json.loads(kn(*words, "--format", "json", unit=unit))


CHAPTER, UNION, COMMUNES = "HG", "HG-CD", ["VT", "LM"]
CHAPTERS = [CHAPTER] + COMMUNES
for code, name, kind, parent in [
    ("HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", None),
    ("HG-CD", "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang", "union", "HG"),
    ("VT", "Hội Chữ thập đỏ xã Vị Thanh", "chapter", None),
    ("LM", "Hội Chữ thập đỏ phường Long Mỹ", "chapter", None),
]:
    kn("init", "--unit", code, "--name", name, "--kind", kind, *(["--parent", parent] if parent else []))

# ---------------------------------------------------------------- writing
records = []  # {unit, kind, id, fields, live}
BY_KIND = {}


def day():
    return datetime.date(YEAR, 1, 1) + datetime.timedelta(days=rand.randrange(366))


def write(unit, kind, rows):
    """Rows of one kind as one sheet; what was written is remembered with its id."""
    known = {r["id"] for r in told("list", kind, "--of", unit)}
    names = sorted({name for row in rows for name in row})
    path = os.path.join(work, "sheet.csv")
    with open(path, "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(names)
        for row in rows:
            out.writerow([row.get(name, "") for name in names])
    did = told("import", kind, path, unit=unit)
    if did["wrong"] or did["new"] != len(rows):
        say(False, "every row of %s of %s is taken" % (kind, unit), {k: did[k] for k in ("read", "new", "same")}, did["wrong"][:5])
        print("1..%d" % count)
        sys.exit(1)
    new = sorted((r for r in told("list", kind, "--of", unit) if r["id"] not in known), key=lambda r: r["entry"])
    for row, record in zip(rows, new):
        records.append({"unit": unit, "kind": kind, "id": record["id"], "fields": dict(row), "live": True})
        BY_KIND.setdefault(kind, []).append(records[-1])
    return [r["id"] for r in new]


def number(id):
    return id.rsplit("-", 1)[1]


def vnd(low, high, step=1000):
    return rand.randrange(low, high, step)


campaigns = {}
for unit in CHAPTERS:
    campaigns[unit] = write(unit, "campaign", [
        {"name": "Tết vì người nghèo và nạn nhân chất độc da cam", "sort": "movement", "starts": "2019-12-01", "ends": "2020-02-29"},
        {"name": "Tháng Nhân đạo", "sort": "month", "starts": "2020-05-01", "ends": "2020-05-31"},
        {"name": "Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo", "sort": "movement", "starts": "2008-01-01"}])

for unit, many in [(CHAPTER, 120), (COMMUNES[0], 60), (COMMUNES[1], 60)]:
    rows = []
    for i in range(many):
        cash, goods = vnd(0, 50_000_000), vnd(0, 50_000_000)
        people = rand.randrange(0, 400)
        known = rand.randrange(0, people + 1)
        rows.append({
            "held": day().isoformat(), "title": "Hoạt động số %d của %s" % (i, unit), "field": str(rand.randint(1, 7)),
            "state": rand.choice(["pledged", "raised", "allocated", "delivered", "delivered", "delivered"]),
            "value": str(cash + goods), "cash": str(cash), "goods": str(goods), "people": str(people), "known_of": str(known),
            "female": str(rand.randint(0, known)), "times": str(rand.randrange(0, 900)), "households": str(rand.randrange(0, 50)),
            "gifts": str(rand.randrange(0, 200)), "labour_days": str(rand.randrange(0, 30)),
            "campaigns": "; ".join(rand.sample(campaigns[unit], rand.randint(0, 3))),
            "place": rand.choice(["xã Vị Trung", "phường 4", "xã Long Phú"])})
    ids = write(unit, "activity", rows)
    write(unit, "activity", [  # the same gift told once more: not counted again
        {"held": day().isoformat(), "title": "Đã tính ở nơi khác %d" % i, "field": "1", "state": "delivered", "value": "5000000",
         "people": "10", "counted_in": ids[i]} for i in range(3)])
    write(unit, "work", [
        {"name": "Cầu số %d" % i, "sort": "bridge", "field": "1", "state": rand.choice(["raised", "delivered"]), "value": str(vnd(50_000_000, 300_000_000)),
         "labour_days": str(rand.randrange(10, 90)), "started": "2020-02-01", "opened": day().isoformat()} for i in range(4)])
    write(unit, "blood_drive", [
        {"held": day().isoformat(), "title": "Đợt %d" % i, "target": "120", "registered": str(100 + i), "came": str(90 + i), "deferred": str(i),
         "donors": str(85 + i), "bags_250": str(rand.randrange(60)), "bags_350": str(rand.randrange(30)), "bags_450": str(rand.randrange(5))} for i in range(5)])

addresses = write(CHAPTER, "address", [
    {"code": "ĐC-%d" % i, "sort": "household", "commune": "Vị Thuỷ", "name": "Nguyễn Văn %s" % chr(65 + i), "born": str(1950 + i), "surveyed": "2020-01-%02d" % (i + 1),
     "state": state} for i, state in enumerate(["proposed", "approved", "waiting", "helped", "helped", "paused", "left"])])
sponsorships = write(CHAPTER, "sponsorship", [
    {"address": id, "sponsor": "Công ty %d" % i, "amount": "500000", "rhythm": "monthly", "from": "2020-01-01"} for i, id in enumerate(addresses[3:6])])
write(CHAPTER, "help", [
    {"address": rand.choice(addresses[3:6]), "held": day().isoformat(), "field": "1", "cash": str(money), "amount": str(money), "note": "lần %d" % i}
    for i, money in enumerate(vnd(200_000, 900_000) for _ in range(20))])
donors = write(CHAPTER, "donor", [{"name": "Trần Thị %s" % chr(65 + i), "born": str(1980 + i), "consent": "yes"} for i in range(5)])
write(CHAPTER, "donation", [{"donor": rand.choice(donors), "held": day().isoformat(), "component": "whole", "ml": "350", "certificate": "GCN-%d" % i} for i in range(8)])
receipts = write(CHAPTER, "receipt", [
    {"received": "2020-01-%02d" % (i + 1), "donor_sort": "organisation", "donor": "Doanh nghiệp %d" % i, "consent": rand.choice(["yes", "no"]), "way": "cash",
     "amount": str(vnd(1_000_000, 9_000_000)), "campaign": campaigns[CHAPTER][0]} for i in range(6)])
write(CHAPTER, "distribution", [
    {"distributed": "2020-02-01", "campaign": campaigns[CHAPTER][0], "amount": "500000", "receipts": "%s | 500000" % id, "to_unit": "VT"} for id in receipts[:3]])
write(CHAPTER, "publication", [{"campaign": campaigns[CHAPTER][0], "what": "statement", "published_on": "2020-03-01", "where": "office", "place": "trụ sở"}])
write(CHAPTER, "bank_line", [{"booked": "2020-01-%02d" % (i + 1), "paid_in": str(1_000_000 + i), "text": "ủng hộ Tết %d" % i, "reference": "FT%d" % i} for i in range(4)])
write(CHAPTER, "officer", [{"name": "Đỗ Hoàng Sơn", "roles": "Phó Chủ tịch | HG | 2018-01-01"}])
write(CHAPTER, "direction", [{"content": "Nhiệm vụ %d" % i, "agreed": "2020-01-02", "due": "2020-12-31", "state": s} for i, s in enumerate(["agreed", "going", "done", "dropped"])])
write(CHAPTER, "rate", [{"table": "blood_gift", "key": "350", "from": "2020-06-01", "amount": "200000", "decision": "QĐ 01"}])

members = write(UNION, "member", [{"name": "Lê Thị %s" % chr(65 + i), "born": "198%d" % (i % 10), "joined": "2018-01-%02d" % (i + 1), "fee": "50000"} for i in range(12)])
write(UNION, "visit", [
    {"held": day().isoformat(), "member": rand.choice(members), "occasion": rand.choice(["illness", "funeral", "wedding", "quarterly", "tet"]), "amount": str(vnd(200_000, 600_000)),
     "note": "lần %d" % i} for i in range(30)])
write(UNION, "child_care", [{"held": "2020-06-01", "occasion": "childrens_day", "children": "14", "amount": "2800000"}, {"held": "2020-09-30", "occasion": "mid_autumn", "children": "15", "amount": "1500000"}])
write(UNION, "rights_case", [{"held": day().isoformat(), "subject": "pay", "content": "vụ %d" % i} for i in range(2)])
write(UNION, "fee", [{"member": id, "month": "2020-01-01/2020-01-31", "due": "50000", "paid": "50000", "paid_on": "2020-01-20"} for id in members])
write(UNION, "upper_drive", [{"held": day().isoformat(), "title": "Phong trào %d" % i, "sort": "union"} for i in range(5)])
write(UNION, "party_building", [{"held": "2020-03-03", "title": "Góp ý văn kiện Đại hội", "sort": "party", "opinions": "12"}])
models = write(UNION, "model", [{"name": "Mô hình %d" % i, "sort": "dan_van_kheo", "year": "2020", "state": s, "registered": "2020-02-0%d" % (i + 1)}
                                for i, s in enumerate(["registered", "kept", "effective", "recognised", "awarded"])])
write(UNION, "award", [{"held": "2020-11-11", "sort": "collective", "name": "Công đoàn cơ sở", "form": "merit", "model": models[0]}])
fund = write(UNION, "fund", [{"name": "Quỹ góp vốn xoay vòng 2020", "started": "2020-01-05", "contribution": "1000000", "members": "12", "pot": "12000000", "every": "month", "order": "list"}])[0]
write(UNION, "contribution", [{"fund": fund, "member": id, "held": "2020-01-05", "due": "1000000", "paid": "1000000"} for id in members])
write(UNION, "turn", [{"fund": fund, "member": members[0], "held": "2020-01-05", "amount": "12000000", "form": "list"}])

write(UNION, "meeting", [{"fund": fund, "number": "1", "held": "2020-01-05", "attendance": "\n".join("%s | present" % id for id in members)}])
write(CHAPTER, "plan", [{"period": "2020-01-01/2020-12-31", "measure": "value", "value": "5 tỷ đồng", "basis": "KH 01"}, {"period": "2020-01-01/2020-12-31", "measure": "people", "count": "20000"}])
write(CHAPTER, "consent", [{"name": "Trần Thị %s" % chr(65 + i), "donor": id, "purpose": "file", "text": "Tôi đồng ý", "way": "written", "given": "2020-01-02"} for i, id in enumerate(donors)])
write(CHAPTER, "data_request", [{"name": "Trần Thị A", "donor": donors[0], "sort": "see", "received": "2020-03-02", "answered": "2020-03-03", "done": "2020-03-05", "result": "done"}])
write(CHAPTER, "published", [{"title": "Kết quả năm 2019", "period": "2019-01-01/2019-12-31", "lines": "Tổng trị giá | | | | 30 tỷ đồng"}])
write(CHAPTER, "bank_rule", [{"words": "ủng hộ Tết", "campaign": campaigns[CHAPTER][0]}])
write(CHAPTER, "session", [{"title": "Giao lưu kết nghĩa", "began": "2020-08-12T07:30", "place": "Vị Thanh"}])
write(CHAPTER, "article", [{"title": "Giao lưu kết nghĩa", "written": "2020-08-12", "text": "Sáng nay"}])

# ---------------------------------------------------------------- corrections, undos
for record in rand.sample(BY_KIND["activity"], 15):
    value = vnd(1_000_000, 90_000_000)
    kn("amend", record["id"], "value=%d" % value, "state=delivered", "--why", "đối chiếu lại", unit=record["unit"])
    record["fields"].update(value=str(value), state="delivered")
for record in rand.sample(BY_KIND["activity"], 10) + rand.sample(BY_KIND["visit"], 3) + rand.sample(BY_KIND["blood_drive"], 2):
    kn("undo", record["id"], "--why", "ghi trùng", unit=record["unit"])
    record["live"] = False
batch_path = os.path.join(work, "batch.csv")
with open(batch_path, "w", encoding="utf-8") as f:
    f.write("held,title,field,state,value\n" + "".join("2020-07-%02d,Nhập nhầm %d,1,delivered,999000000\n" % (i + 1, i) for i in range(9)))
batch = told("import", "activity", batch_path, unit=CHAPTER)
kn("undo", str(batch["batch"]) if "-" in str(batch["batch"]) else "%s-%s" % (CHAPTER, batch["batch"]), "--why", "nhập nhầm tệp", unit=CHAPTER)

# ---------------------------------------------------------------- computed again
def live(kind, units=None):
    return [r["fields"] for r in BY_KIND.get(kind, []) if r["live"] and (units is None or r["unit"] in units)]


def total(rows, field):
    return sum(int(row.get(field) or 0) for row in rows)


def delivered(rows):
    return [r for r in rows if r.get("state") == "delivered" and not r.get("counted_in")]


def in_year(rows, field):
    return [r for r in rows if r[field].startswith(str(YEAR))]


def expected(house, state="delivered"):
    books = [house] + ([UNION] if house == CHAPTER else [])
    chapter = [house]
    acts, works, drives = live("activity", chapter), live("work", chapter), live("blood_drive", books)
    helps = live("help", chapter)
    done = delivered(acts)
    stated = lambda rows, s: [r for r in rows if r.get("state") == s and not r.get("counted_in")]
    return {
        "value": total(done, "value") + total(delivered(works), "value") + total(helps, "amount"),
        "value_pledged": total(stated(acts, "pledged"), "value") + total(stated(works, "pledged"), "value"),
        "value_raised": total(stated(acts, "raised"), "value") + total(stated(works, "raised"), "value"),
        "value_allocated": total(stated(acts, "allocated"), "value") + total(stated(works, "allocated"), "value"),
        "cash": total(done, "cash") + total(helps, "cash"), "goods": total(done, "goods"), "people": total(done, "people"), "times": total(done, "times"),
        "known_of": total(done, "known_of"), "female": total(done, "female"), "households": total(done, "households"), "gifts": total(done, "gifts"),
        "activities": len(acts), "blood_drives": len(drives), "blood_target": total(drives, "target"), "blood_registered": total(drives, "registered"),
        "blood_came": total(drives, "came"), "blood_deferred": total(drives, "deferred"), "blood_donors": total(drives, "donors"),
        "bags_250": total(drives, "bags_250"), "bags_350": total(drives, "bags_350"), "bags_450": total(drives, "bags_450"),
        "blood_bags": sum(total(drives, f) for f in ("bags_250", "bags_350", "bags_450")),
        "blood_ml": total(drives, "bags_250") * 250 + total(drives, "bags_350") * 350 + total(drives, "bags_450") * 450,
        "visits": len(live("visit", books)), "visit_money": total(live("visit", books), "amount"), "children": total(live("child_care", books), "children"),
        "child_care_money": total(live("child_care", books), "amount"), "rights_cases": len(live("rights_case", books)),
        "upper_drives": len(live("upper_drive", books)), "models": len(live("model", books)), "helps": len(live("help", books)),
        "help_given": total(live("help", books), "amount"), "sponsorships": len(live("sponsorship", books)), "addresses": len(live("address", books)),
        "contributions": total(live("contribution", books), "paid"),
    }


report = told("report", "indicators", "--from", "%d-01-01" % YEAR, "--to", "%d-12-31" % YEAR, "--of", ",".join(CHAPTERS), unit=CHAPTER)["measures"]


def figure(answer):
    return answer["vnd"] if "vnd" in answer else answer.get("count")


for house in CHAPTERS:
    wrong = ["%s: %s here, %s by the program" % (name, value, figure(report[name]["units"][house]))
             for name, value in expected(house).items() if figure(report[name]["units"][house]) != value]
    say(not wrong, "every figure of the year of %s is the one computed again (%d)" % (house, len(expected(house))), *wrong)
sums = ["%s" % name for name, row in report.items() if figure(row["total"]) != sum(figure(u) for u in row["units"].values())]
say(not sums, "totals are the sums of their units", sums)

period = told("report", "period", "--from", "%d-01-01" % YEAR, "--to", "%d-12-31" % YEAR, unit=CHAPTER)
fields = period["units"][0]["fields"]
again = {}
for row in delivered(live("activity", [CHAPTER])) + delivered(live("work", [CHAPTER])):
    again[row["field"]] = again.get(row["field"], 0) + int(row["value"])
for row in live("help", [CHAPTER]):
    again[row["field"]] = again.get(row["field"], 0) + int(row["amount"])
say({f: fields[f]["vnd"] for f in "1234567"} == {f: again.get(f, 0) for f in "1234567"}, "along the seven fields too", fields, again)
say(period["total"]["vnd"] == sum(again.values()), "and they make the whole")

# Halves of the year make the year, whatever the day it is cut on.
cut = day()
parts = [told("report", "indicators", "--from", a, "--to", b, "--of", ",".join(CHAPTERS), unit=CHAPTER)["measures"]
         for a, b in [("%d-01-01" % YEAR, cut.isoformat()), ((cut + datetime.timedelta(days=1)).isoformat(), "%d-12-31" % YEAR)]]
torn = [name for name, row in report.items() if figure(row["total"]) != figure(parts[0][name]["total"]) + figure(parts[1][name]["total"])]
say(not torn, "cut at %s, the two parts make the year" % cut, torn)

# ---------------------------------------------------------------- every kind, every format, sound
written_by_hand = [k["name"] for k in told("kinds") if not k["agreement"]]
system = {"book", "key", "batch", "undo", "erase", "signed", "end", "statement", "closed", "succeeds"}
elsewhere = {"photo", "draw", "score", "unit"}  # a file, two acts of their own, and init
missing = [k for k in written_by_hand if k not in BY_KIND and k not in system | elsewhere]
say(not missing, "every kind that officers write is in use", missing)
states = {kind: sorted({r["fields"].get("state") for r in BY_KIND[kind]}) for kind in ("activity", "address", "direction", "model")}
say(all(len(s) >= 4 for s in states.values()), "their states are passed", states)
kn("rebuild")
say(told("report", "indicators", "--from", "%d-01-01" % YEAR, "--to", "%d-12-31" % YEAR, "--of", ",".join(CHAPTERS), unit=CHAPTER)["measures"] == report, "rebuilt, it says the same")
say("ound" in kn("verify"), "the books are sound")
print("1..%d" % count)
sys.exit(failures > 0)
