#!/usr/bin/env python3
"""A year in the life of a chapter, its union and two communes, made up from a seed and written through the real
program: every kind of record, every choice of every field, every act. Every figure of the year's reports is then
computed again (year_again.py), from what was written, and compared; no number of a report is left unasked. Prints TAP.

  year.py PROGRAM FILE|ADDRESS [SEED]
"""
import calendar, collections, csv, datetime, os, random, re, sys

sys.dont_write_bytecode = True
from year_program import KINDS, add, amend, choices_of, end, find, kn, label_of, of_kind, picture, records, say, sweep, told, work, write
from year_again import CHAPTER, CHAPTERS, COMMUNES, HOUSES, MEASURES, MONEY, UNION, indicators_json, joint_json, period_json, period_lines, walk

rand = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 2020)
YEAR, FIRST, LAST = 2020, "2020-01-01", "2020-12-31"
NAMES = {"HG": "Hội Chữ thập đỏ tỉnh Hậu Giang", "HG-CD": "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang",
         "VT": "Hội Chữ thập đỏ xã Vị Thanh", "LM": "Hội Chữ thập đỏ phường Long Mỹ"}
for code, kind in [("HG", "chapter"), ("HG-CD", "union"), ("VT", "chapter"), ("LM", "chapter"), ("CUM", "cluster"), ("TW", "national")]:
    kn("init", "--unit", code, "--name", NAMES.get(code, "Đơn vị " + code), "--kind", kind, *(["--parent", "HG"] if code == "HG-CD" else []))


def day(year=YEAR):
    return (datetime.date(year, 1, 1) + datetime.timedelta(days=rand.randrange(365))).isoformat()


def vnd(low, high, step=1000):
    return str(rand.randrange(low, high, step))


def letters(number):
    """Names without digits: no number of a report is a name."""
    return (letters(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)


def a_choice(kind, name):
    return rand.choice(choices_of(kind, name) + [""])


# ---------------------------------------------------------------- what the chapters do for people
def campaign_row(i, row):
    season = {"season_from": "15/11", "season_to": "10/2"} if i == 0 else {}
    return {"name": "Phong trào " + letters(i), "sort": row.get("sort", ""), "starts": "20%02d-01-01" % (8 + i), **season}


def activity(unit, i, year=YEAR):
    cash, goods, people = vnd(0, 50_000_000), vnd(0, 50_000_000), rand.randrange(0, 400)
    known = rand.randrange(0, people + 1)
    states = choices_of("activity", "state")
    return {"held": day(year), "title": "Hoạt động %d của %s năm %d" % (i, unit, year), "field": str(rand.randint(1, 7)),
            "state": rand.choice(states + ["delivered"] * 3), "value": str(int(cash) + int(goods)), "cash": cash, "goods": goods, "people": str(people),
            "known_of": str(known), "female": str(rand.randint(0, known)), "children": str(rand.randint(0, known // 2)),
            "elderly": str(rand.randint(0, known - known // 2)), "times": str(rand.randrange(0, 900)), "households": str(rand.randrange(0, 50)),
            "gifts": str(rand.randrange(0, 200)), "addresses": str(rand.randrange(0, 9)), "labour_days": str(rand.randrange(0, 30)),
            "sort": a_choice("activity", "sort"), "level": a_choice("activity", "level"), "group": a_choice("activity", "group"),
            "campaigns": "; ".join(rand.sample(campaigns[unit], rand.randint(0, 3))), "place": rand.choice(["xã Vị Trung", "phường Bốn", "xã Long Phú"])}


def drive(unit, i):
    component = choices_of("blood_drive", "apheresis.component")
    count = lambda most: str(rand.randrange(most))
    return {"held": day(), "title": "Đợt %d" % i, "target": "120", "target_bags": "110", "registered": str(100 + i), "came": str(90 + i), "deferred": str(i),
            "eligible": str(90), "donors": str(85 + i), "bags_250": count(60), "bags_350": count(30), "bags_450": count(5), "bags_other": count(3),
            "other_ml": count(900), "gifts": vnd(0, 900_000), "meals": vnd(0, 900_000) if i % 2 else "", "travel": vnd(0, 900_000),
            "apheresis": "%s | %d | %d" % (component[i % len(component)], 250, 1 + i) + ("\nwhole | 350 | 2" if i % 3 == 0 and "whole" in component else ""),
            "campaigns": rand.choice(campaigns[unit] + [""])}


campaigns, activities = {}, {}
for unit in CHAPTERS:
    campaigns[unit] = sweep(unit, "campaign", campaign_row)
for unit, many in [(CHAPTER, 120), (COMMUNES[0], 60), (COMMUNES[1], 60)]:
    activities[unit] = write(unit, "activity", [activity(unit, i) for i in range(many)])
    write(unit, "activity", [activity(unit, i, YEAR - 1) for i in range(12)])  # the same period of the year before
    write(unit, "activity", [  # the same gift told once more: not counted again
        {"held": day(), "title": "Đã tính ở nơi khác %d" % i, "field": "1", "state": "delivered", "value": "5000000", "people": "10", "counted_in": id}
        for i, id in enumerate(activities[unit][:3])])
    write(unit, "blood_drive", [drive(unit, i) for i in range(7)])
    sweep(unit, "work", lambda i, row: {
        "name": "Cầu %s %s" % (unit, letters(i)), "value": vnd(50_000_000, 300_000_000), "labour_days": str(rand.randrange(10, 90)), "started": "2020-01-01",
        "opened": day() if row["state"] == "delivered" or i % 2 else "", "land_m2": str(rand.randrange(900))},
        sponsors__sort="Nhà tài trợ | 50000000 | %s", checks__condition="2020-12-01 | Cán bộ | %s | | |")
# What one commune gave through the chapter stands in both books and counts once where both are asked for.
for i, id in enumerate(activities[CHAPTER][10:16]):
    add(COMMUNES[0], "activity", held=day(), title="Cùng trao với tỉnh %d" % i, field="2", state="delivered", value="7000000", people="7", counted_in=id)
for unit in CHAPTERS:  # the first and the last day belong to the year
    for at in (FIRST, LAST):
        add(unit, "activity", held=at, title="Ngày " + at, field="3", state="delivered", value="3000000", people="3")
# A sum that is known roughly makes the whole rough.
add(COMMUNES[1], "activity", held="2020-10-17", title="Ước tính mùa lũ", field="7", state="delivered", value="trên 5,1 tỷ đồng", people="4000")

# ---------------------------------------------------------------- addresses, blood, donations
officers = write(CHAPTER, "officer", [{"name": "Đỗ Hoàng Sơn", "roles": "Phó Chủ tịch | HG | 2018-01-01", "sex": "male"},
                                      {"name": "Trần Thị Bưởi", "roles": "Chủ tịch | HG | 2016-01-01", "sex": "female"}])
addresses = sweep(CHAPTER, "address", lambda i, row: {
    "code": "ĐC-%d" % i, "commune": "Vị Thuỷ", "name": "Nguyễn Văn " + letters(i), "born": str(1950 + i), "surveyed": day(), "health": "yếu",
    **({"left": "2020-12-20"} if row["state"] == "left" else {"why_left": ""})}, causes__cause="%s", needs__need="%s")
write(CHAPTER, "address", [{"code": "ĐC-R%d" % i, "sort": "person", "commune": "Vị Thuỷ", "name": "Lý Văn " + letters(i), "surveyed": day(), "state": "left",
                            "left": "2020-12-21", "why_left": why} for i, why in enumerate(choices_of("address", "why_left"))])
sponsorships = sweep(CHAPTER, "sponsorship", lambda i, row: {
    "address": addresses[i], "sponsor": "Nhà tài trợ " + letters(i), "amount": "500000", "from": day(), "ended": "2020-12-30"})
helps = sweep(CHAPTER, "help", lambda i, row: {"address": rand.choice(addresses), "held": day(), "cash": "300000", "amount": "300000", "note": "lần %d" % i})
write(CHAPTER, "help", [{"address": rand.choice(addresses), "held": day(), "field": str(rand.randint(1, 7)), "cash": money, "amount": money, "note": "thêm %d" % i,
                         "sponsorship": rand.choice(sponsorships + [""]), "counted_in": activities[CHAPTER][20] if i % 5 == 0 else ""}
                        for i, money in enumerate(vnd(200_000, 900_000) for _ in range(20))])
donors = sweep(CHAPTER, "donor", lambda i, row: {"name": "Trần Thị " + letters(i), "born": str(1980 + i), "consent": "yes"})
sweep(CHAPTER, "donation", lambda i, row: {"donor": rand.choice(donors), "held": day(), "ml": "350", "certificate": "GCN-%d" % i})
lines = write(CHAPTER, "bank_line", [{"booked": "2020-01-%02d" % (i + 1), "paid_in": str(1_000_000 + i), "text": "ủng hộ Tết %d" % i, "reference": "FT%d" % i}
                                     for i in range(4)])
receipts = sweep(CHAPTER, "receipt", lambda i, row: {
    "received": day(), "donor": "Doanh nghiệp " + letters(i), "amount": vnd(1_000_000, 9_000_000), "campaign": campaigns[CHAPTER][0],
    "bank_line": lines[i] if row["way"] == "bank" else ""})
write(CHAPTER, "distribution", [{"distributed": day(), "campaign": campaigns[CHAPTER][0], "amount": vnd(100_000, 900_000), "receipts": "%s | 100000" % id,
                                 "to_unit": "VT"} for id in receipts])
sweep(CHAPTER, "publication", lambda i, row: {"campaign": campaigns[CHAPTER][0], "published_on": "2020-03-01", "place": "trụ sở"})
write(CHAPTER, "bank_rule", [{"words": "ủng hộ Tết", "campaign": campaigns[CHAPTER][0]}])
sweep(CHAPTER, "consent", lambda i, row: {"name": "Trần Thị " + letters(i), "text": "Tôi đồng ý", "given": "2020-01-02"})
sweep(CHAPTER, "data_request", lambda i, row: {"name": "Trần Thị " + letters(i), "received": "2020-03-02", "answered": "2020-03-03", "done": "2020-03-05",
                                               "result_words": "đã trả lời"})

# ---------------------------------------------------------------- the union
members = sweep(UNION, "member", lambda i, row: {"name": "Lê Thị " + letters(i), "born": "198%d" % (i % 10), "joined": day(YEAR - i % 2), "fee": "50000",
                                                 **({"left": "2020-12-31"} if i == 5 else {"how_left": ""} if i else {"left": "2020-12-30"})})
members += write(UNION, "member", [{"name": "Phạm Thị " + letters(i), "joined": "2018-01-01"} for i in range(6)])
for how in choices_of("member", "how_left"):
    members.append(add(UNION, "member", name="Đã ra " + how, joined="2017-01-01", left="2019-05-05", how_left=how))
sweep(UNION, "visit", lambda i, row: {"held": day(), "member": members[i % 6], "amount": vnd(200_000, 600_000)})
write(UNION, "visit", [{"held": day(), "member": rand.choice(members[:6]), "occasion": "quarterly", "amount": vnd(200_000, 600_000), "note": "lần %d" % i}
                       for i in range(20)])
sweep(UNION, "child_care", lambda i, row: {"held": day(), "children": str(14 + i), "amount": vnd(100_000, 900_000), "gifts": str(i)})
sweep(UNION, "rights_case", lambda i, row: {"held": day(), "content": "vụ %d" % i})
write(UNION, "fee", [{"member": id, "month": "2020-%02d-01/2020-%02d-%d" % (i + 1, i + 1, calendar.monthrange(2020, i + 1)[1]), "due": "50000", "paid": "45000", "paid_on": "2020-12-20"}
                     for i, id in enumerate(members[:12])])
sweep(UNION, "upper_drive", lambda i, row: {"held": day(), "title": "Phong trào cấp trên " + letters(i)})
sweep(UNION, "party_building", lambda i, row: {"held": day(), "title": "Góp ý " + letters(i), "opinions": str(12 + i), "introduced": str(i), "admitted": "1"})
models = sweep(UNION, "model", lambda i, row: {"name": "Mô hình " + letters(i), "year": "2020", "registered": day(), "individuals": str(i), "collectives": "1",
                                               "owner": "Chị " + letters(i),
                                               "passages": row["passages"] + choices_of("model", "level")[i % len(choices_of("model", "level"))]}, passages__state="2020-11-01 | %s | QĐ | ")
sweep(UNION, "award", lambda i, row: {"held": day(), "name": "Người được khen " + letters(i)})
roster = "\n".join(members[:4])
funds = sweep(UNION, "fund", lambda i, row: {"name": "Quỹ " + letters(i), "started": "2020-01-05", "contribution": "1000000", "members": "4", "pot": "4000000",
                                             "roster": roster})
sweep(UNION, "meeting", lambda i, row: {"fund": funds[0], "number": str(i + 1), "held": "2020-%02d-05" % (i + 1)},
      attendance__there=members[0] + " | %s", payments__sort=members[1] + " | %s | 100000", corrections__sort=members[2] + " | %s | 1000 | 1",
      payments_quantity__sort=members[1] + " | %s | 1", corrections_quantity__sort=members[2] + " | %s | 1 | 1")
write(UNION, "contribution", [{"fund": funds[0], "member": id, "held": "2020-01-05", "due": "1000000", "paid": "1000000"} for id in members[:4]])
sweep(UNION, "turn", lambda i, row: {"fund": funds[0], "member": members[i], "held": "2020-0%d-05" % (i + 1), "amount": "4000000",
                                     **({"yielded_by": members[0]} if row["form"] == "yielded" else {})})
by_lot = [id for id in funds if find(id)["order"] == "lots"][-1]
sealed = told("draw", "seal", by_lot, unit=UNION)["id"]
drawn = told("draw", "open", sealed, "lúa vàng", "27", unit=UNION)
say(sorted(drawn["order"]) == sorted(members[:4]), "lots are drawn among the members", drawn)

# ---------------------------------------------------------------- papers, plans, sessions
order = choices_of("plan", "measure")
units_of = {}
for cells in csv.reader(kn("report", "indicators", "--from", FIRST, "--to", LAST, "--format", "csv", unit=CHAPTER).splitlines()):
    units_of.update({m: cells[1] for m in order if cells and cells[0] == label_of("plan", "measure", m)})
sweep(CHAPTER, "plan", lambda i, row: {"period": "2020-01-01/2020-12-31" if i % 3 else "2020-04-01/2020-09-30",
                                       **({"value": "5 tỷ đồng" if i % 2 else "1234567000"} if row["measure"] in MONEY else {"count": str(20 + 7 * i)})})
write(CHAPTER, "plan", [{"period": "2020-01-01/2020-12-31", "measure": "people", "count": "4000", "campaign": id} for id in campaigns[CHAPTER][:2]])
sweep(CHAPTER, "published", lambda i, row: {"title": "Báo cáo " + letters(i), "period": "2019-01-01/2019-12-31"}, lines__qualifier="Tổng trị giá | | | | 30 tỷ đồng | | | | | %s")
sweep(CHAPTER, "direction", lambda i, row: {"content": "Nhiệm vụ " + letters(i), "agreed": "2020-01-02", "due": "2020-12-31"})
sweep(CHAPTER, "rate", lambda i, row: {"key": "mục %d" % i, "from": "2020-06-01", "number": str(i + 1), "decision": "QĐ %d" % i})
documents = sweep(CHAPTER, "document", lambda i, row: {"summary": "Văn bản %d" % i, "number": str(i + 1), "issued": day(), "sender": "UBND" if row["way"] == "in" else ""})
session = write(CHAPTER, "session", [{"title": "Giao lưu kết nghĩa", "began": "2020-08-12T07:30", "ended": "2020-08-12T11:30", "place": "Vị Thanh",
                                      "chair": officers[1], "secretary": officers[0], "conclusion": "Hai bên nhất trí."}])[0]
photo = add(CHAPTER, "photo", taken="2020-08-12", caption="Ảnh lưu niệm", file="@" + picture(), session=session, people=officers)
write(CHAPTER, "article", [{"title": "Giao lưu kết nghĩa", "written": "2020-08-12", "text": "Sáng nay"}])

# ---------------------------------------------------------------- agreements, in every state
PARTIES = [CHAPTER, UNION] + COMMUNES


def covenant(i, *more):
    one = lambda name: choices_of("covenant", name)[i % len(choices_of("covenant", name))]
    return told("covenant", "propose", "title=Giao ước " + letters(i), *["parties=" + unit for unit in PARTIES], "starts=2020-01-01", "sort=" + one("sort"),
                "personal=" + one("personal"), "rhythm=" + one("rhythm"), "sessions=" + one("sessions"), "opened=activity.value", *more, unit=CHAPTER)["id"]


def agree(id, units):
    for unit in units:
        kn("agree", id, unit=unit)


def states_of(kind):
    return [a["state"] for a in told("agreements", unit=CHAPTER) if a["kind"] == kind]


covenants = [covenant(0), covenant(1), covenant(2), covenant(3, "ends=2020-06-30")]
seen = [states_of("covenant")]
agree(covenants[0], PARTIES[1:])
agree(covenants[1], PARTIES[1:2])
agree(covenants[2], PARTIES[1:])
agree(covenants[3], PARTIES[1:])
seen.append(states_of("covenant"))
kn("covenant", "end", covenants[2], "--why", "đã đổi giao ước", unit=COMMUNES[0])
agree(covenant(4, "replaces=" + told("agreements", unit=CHAPTER)[-1]["body_hash"]), PARTIES[1:])
seen.append(states_of("covenant"))
criteria = []
for i, settled in enumerate(choices_of("criterion", "settled")):
    items = ["items=I | Nội dung %s | %s | 10 | %s" % (letters(n), sort, "models | share | 3" if sort == "normal" else "") for n, sort in enumerate(choices_of("criterion", "items.sort"))]
    items += ["items=II | Chỉ tiêu %s | normal | 10 | value | %s | 5" % (letters(n), rule) for n, rule in enumerate(choices_of("criterion", "items.rule"))]
    if not i:
        items += ["items=III | Số liệu %s | normal | 1 | %s | share | 3" % (letters(n), measure) for n, measure in enumerate(choices_of("criterion", "items.measure"))]
        many = len(items)
    criteria.append(told("criteria", "propose", "title=Tiêu chí " + letters(i), *["parties=" + unit for unit in PARTIES[:2]], "period=năm 2020",
                         "settled=" + settled, *items, unit=CHAPTER)["id"])
agree(criteria[0], [UNION])
body = next(a["body_hash"] for a in told("agreements", unit=CHAPTER) if a["kind"] == "criterion" and a["state"] == "in_force")
for by in PARTIES[:2]:
    add(by, "score", held="2020-12-31", criteria=body, of=by, points=["%d | %d" % (n + 1, n % 4) for n in range(many)])
ranking = told("report", "emulation", "--record", criteria[0], "--propose", unit=CHAPTER)["id"]
minutes = told("report", "session", "--record", session, "--from", FIRST, "--to", LAST, "--propose", unit=CHAPTER)["id"]
joint = told("report", "joint", "--from", FIRST, "--to", LAST, "--propose", unit=CHAPTER)["id"]
agree(ranking, [UNION])
agree(minutes, PARTIES[1:])
for kind in ("ranking", "minutes"):
    say(states_of(kind) == ["in_force"], "%s stand in every book" % kind, states_of(kind))

# ---------------------------------------------------------------- every state passed, corrections, undos
for kind in ["activity", "address", "direction", "model", "work", "document"]:
    states = choices_of(kind, "state")
    one = next(r for r in of_kind(kind) if r["state"] == states[-1] and not r["counted_in"])  # ends where it began
    passed = []
    for state in states:
        amend(one.id, state=state, **({"opened": "2020-11-11"} if kind == "work" else {}))
        passed.append(told("show", one.id, unit=one.unit)["state"])
    say(passed == states, "%s passes %s" % (kind, ", ".join(passed)))
for record in rand.sample(of_kind("activity"), 15):
    amend(record.id, value=vnd(1_000_000, 90_000_000), state="delivered")
undos = {}
for record in rand.sample([r for r in of_kind("activity") if r.id not in activities[CHAPTER][:30]], 10) + rand.sample([r for r in of_kind("visit") if r["note"]], 3) + rand.sample(of_kind("blood_drive"), 2):
    undos[record] = told("undo", record.id, "--why", "ghi trùng", unit=record.unit)
    record.live = False
back = rand.choice(list(undos))  # an undo is undone
kn("undo", undos[back]["id"], "--why", "không trùng", unit=back.unit)
back.live = True
with open(os.path.join(work, "batch.csv"), "w", encoding="utf-8") as f:
    f.write("held,title,field,state,value\n" + "".join("2020-07-%02d,Nhập nhầm %d,1,delivered,999000000\n" % (i + 1, i) for i in range(9)))
batch = told("import", "activity", os.path.join(work, "batch.csv"), unit=CHAPTER)["batch"]
kn("undo", str(batch) if "-" in str(batch) else "%s-%s" % (CHAPTER, batch), "--why", "nhập nhầm tệp", unit=CHAPTER)
twice = [r for r in of_kind("activity", [CHAPTER]) if r["held"][:4] == "2020" and not r["counted_in"] and r.id not in activities[CHAPTER][:30]][:2]
kn("merge", twice[0].id, twice[1].id, "--why", "một việc ghi hai lần", unit=CHAPTER)
twice[0].live = False
kn("confirm", helps[0], "--author", "Trần Thị Bưởi", unit=CHAPTER)
kn("erase", addresses[1], "health", "--ground", "yêu cầu của đương sự", unit=CHAPTER)

# ---------------------------------------------------------------- everything was in use
lists = {kind: told("list", kind, "--of", ",".join(PARTIES + ["CUM", "TW"]), unit=CHAPTER) for kind in KINDS}
empty = [kind for kind in KINDS if not lists[kind]]
say(not empty, "every kind that a unit can write has records (%d)" % len(KINDS), empty)


def used(kind, path):
    """The codes that live records of a kind hold in a choice field, "list.part" for one in a list."""
    name, _, part = path.partition(".")
    for row in lists[kind]:
        for value in row[name] if part else [row]:
            yield value[part or name]


missing = []
for kind, described in KINDS.items():
    for field in described["fields"]:
        for path in [field["name"]] if field["type"] == "choice" else [field["name"] + "." + part["name"] for part in field.get("parts", []) if part["type"] == "choice"]:
            codes = set(used(kind, path))
            missing += ["%s.%s=%s" % (kind, path, code) for code in choices_of(kind, path) if code not in codes]
say(not missing, "every choice of every field is in use", missing)
say([sorted(set(states)) for states in seen] == [["proposed"], ["expired", "in_force", "proposed"], ["ended", "expired", "in_force", "proposed", "replaced"]],
    "agreements pass every state", seen)
steps = "".join(kn("show", id, unit=find(id).unit).partition("History:")[2] for id in [one.id, back.id, addresses[1]])
say(all(word in steps for word in ["  written, ", "  corrected, ", "  undone, ", "  a personal value erased, "]), "records are written, corrected, undone and erased", steps)
say("(no longer counts)" in steps, "an undo is undone", steps)
shown = told("show", helps[0], unit=CHAPTER)
say(shown["verified_by"] == "Trần Thị Bưởi" and shown["verified"], "a help is confirmed by a second person", shown)
say(told("show", addresses[1], unit=CHAPTER)["health"] is None, "what was erased is gone")
say(twice[0].id not in {row["id"] for row in told("list", "activity", "--of", CHAPTER)}, "what was merged is one")

# ---------------------------------------------------------------- computed again
def indicators(houses, start, stop):
    return told("report", "indicators", "--from", start, "--to", stop, "--of", ",".join(houses), unit=CHAPTER)["measures"]


def compare(name, theirs, ours, beside=()):
    """Every number of their document stands in ours with the same value, and none of ours is left out."""
    theirs = {path: value for path, value in walk(theirs) if not path.startswith(tuple(beside) or "-")}
    ours = {path: value for path, value in walk(ours)}
    wrong = ["%s: %s by the program, %s here" % (path, theirs.get(path), ours.get(path)) for path in sorted(set(theirs) | set(ours)) if theirs.get(path) != ours.get(path)]
    say(theirs and not wrong, "%s: each of its %d numbers is the one computed again" % (name, len(theirs)), *wrong[:30])


cut = rand.choice(of_kind("activity", [CHAPTER]))["held"].replace("2019", "2020")
after = (datetime.date.fromisoformat(cut) + datetime.timedelta(days=1)).isoformat()
whole = indicators(CHAPTERS, FIRST, LAST)
say(set(whole) == MEASURES, "every measure is computed again (%d)" % len(whole), set(whole) ^ MEASURES)
compare("indicators of the year", whole, indicators_json(CHAPTERS, FIRST, LAST))
compare("indicators to %s" % cut, indicators(CHAPTERS, FIRST, cut), indicators_json(CHAPTERS, FIRST, cut))
compare("indicators from %s" % after, indicators(CHAPTERS, after, LAST), indicators_json(CHAPTERS, after, LAST))
compare("indicators of one commune", indicators(COMMUNES[:1], FIRST, LAST), indicators_json(COMMUNES[:1], FIRST, LAST))
joint_told = told("report", "joint", "--from", FIRST, "--to", LAST, "--of", ",".join(CHAPTERS), unit=CHAPTER)
compare("joint report", joint_told, joint_json(CHAPTERS, FIRST, LAST), beside=("/books", "/period", "/checks"))
say(all(check["ok"] for check in joint_told["checks"]), "it agrees with itself", joint_told["checks"])
compare("indicators of the year before", indicators(CHAPTERS, "2019-01-01", "2019-12-31"), indicators_json(CHAPTERS, "2019-01-01", "2019-12-31"))
silent = [name for name, row in whole.items() if not row["total"]["entries"]]
say(not silent, "no measure of the year is empty", silent)

labels = {measure: label_of("plan", "measure", measure) for measure in order}
for house in CHAPTERS:
    for start, stop in [(FIRST, LAST), (FIRST, cut)]:
        told_period = told("report", "period", "--from", start, "--to", stop, unit=house)
        compare("period report of %s to %s" % (house, stop), told_period, period_json(house, start, stop, order), beside=("/books", "/period", "/units/0/code", "/units/0/name", "/checks"))
        say(all(check["ok"] for check in told_period["checks"]), "%s: it agrees with itself" % house, told_period["checks"])
        text = kn("report", "period", "--from", start, "--to", stop, unit=house)
        text = text[text.index("I. Results along"):text.index("The unit respectfully reports")]
        said = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines() if re.search("[0-9]|^- ", line)]
        said = [line for line in said if not re.match(r"The total value of humanitarian activity .* reached ", line)]
        expected = list(period_lines(house, NAMES, start, stop, order, labels, units_of))
        said, expected = collections.Counter(said), collections.Counter(line for line in expected if re.search("[0-9]|^- ", line))
        odd = ["program: " + line for line in (said - expected).elements()] + ["here: " + line for line in (expected - said).elements()]
        say(said and not odd, "%s to %s, as it is read: all %d lines that say something" % (house, stop, sum(said.values())), *odd[:20])
checkpoints = {unit: told("log", "checkpoint", unit=unit) for unit in HOUSES[CHAPTER]}
books = told("report", "period", "--from", FIRST, "--to", LAST, unit=CHAPTER)["books"]
say({b["code"]: (b["size"], b["root"]) for b in books} == {u: (c["size"], c["root"]) for u, c in checkpoints.items()}, "the report names the states of its books", books)

kn("rebuild")
say(indicators(CHAPTERS, FIRST, LAST) == whole, "rebuilt, it says the same")
say("ound" in kn("verify"), "the books are sound")
end()
