#!/usr/bin/env python3
"""What a twin gets. In every personal or private field of every kind a word of its own is planted; the covenant opens
some fields. Afterwards the twin has the words that the covenant opens and no other, and its report of us says what ours
says, also where single cases stay with us and only their sums were stated. Prints TAP.

  twin.py PROGRAM OFFICE TWIN       leaves open.txt and closed.txt, a word a line, in the current folder
"""
import random, sys

sys.dont_write_bytecode = True
from year_program import KINDS, end, kn, office, picture, say, told, work
from year_again import walk

twin = sys.argv[3]
rand = random.Random(8)
FIRST, LAST = "2020-01-01", "2020-12-31"
for code, name, kind, parent, at in [("KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", None, office), ("KG-CD", "Công đoàn cơ sở Kiên Giang", "union", "KG", office),
                                     ("HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", None, twin)]:
    kn("init", "--unit", code, "--name", name, "--kind", kind, *(["--parent", parent] if parent else []), at=at)

# ---------------------------------------------------------------- what the covenant opens
ordinary = [kind for kind in KINDS.values() if not kind["private"] and not kind["agreement"]]
opened, shut = set(), set()
for kind in KINDS.values():
    for i, field in enumerate(kind["fields"]):
        may = field["share"] != "own" and not kind["private"]
        (opened if may and (field["class"] == "none" or i % 2) else shut).add((kind["name"], field["name"]))
kn("partner", "card", "-o", work + "/KG.the", unit="KG")
kn("partner", "card", "-o", work + "/KG-CD.the", unit="KG-CD")
kn("partner", "card", "-o", work + "/HG.the", at=twin)
kn("partner", "add", work + "/HG.the", unit="KG")
for unit in ("KG", "KG-CD"):
    kn("partner", "add", work + "/%s.the" % unit, at=twin)
covenant = told("covenant", "propose", "title=Giao ước kết nghĩa", "parties=KG", "parties=KG-CD", "parties=HG", "sort=twinning", "starts=2019-01-01",
                *["opened=%s.%s" % pair for pair in sorted(opened) if pair[0] in {kind["name"] for kind in ordinary}], unit="KG")["id"]
kn("agree", covenant, unit="KG-CD")
counter = iter(range(1000, 10000))


def exchange():
    for unit, to, here, there in [("KG", "HG", office, twin), ("KG-CD", "HG", office, twin), ("HG", "KG", twin, office), ("KG", "HG", office, twin), ("KG-CD", "HG", office, twin)]:
        path = "%s/%d.goi" % (work, next(counter))
        kn("send", "--to", to, "-o", path, unit=unit, at=here)
        kn("receive", path, at=there)


exchange()
kn("agree", covenant, at=twin)
exchange()

# ---------------------------------------------------------------- a word in every field
planted, records = {}, {}  # (kind, field, part, round) -> word; kind -> id
# What has a form of its own. Whoever finds such a number in a file does not know whose it is, so it is not looked for.
FORMS = {("score", "points", "points"): "5", ("campaign", "season_from"): "15/11", ("campaign", "season_to"): "10/2", ("donor", "weight"): "73",
         ("donor", "before"): "12", ("donor", "not_before"): "2027-11-23", ("donor", "born"): "1971", ("address", "born"): "1971", ("member", "born"): "1971",
         ("officer", "born"): "1971", ("member", "children", "born"): "2009", ("consent", "child_born"): "2001", ("bank_line", "paid_in"): None,
         ("turn", "deduction"): "1000", ("meeting", "swaps"): None,
         ("fund", "goods"): None, ("fund", "roster"): None, ("receipt", "number"): None, ("help", "verified_by"): None,
         ("help", "verified"): None, ("unit", "valid_from"): "2020-01-01"}


def value_of(field, place, turn):
    """Something that this field may hold; texts and amounts can be told from all others."""
    if place in FORMS or place[-1].endswith("_quantity"):  # a fund counts money or goods, not both
        return FORMS.get(place)
    if field["type"] == "list":
        parts = [value_of(part, place + (part["name"],), turn) or "" for part in field["parts"]]
        return " | ".join(parts)
    if field["type"] == "ref":
        return records.get(field["links_to"])
    if field["type"] == "file":
        return "@" + picture(next(counter) % 256)
    if field["type"] in ("text", "money"):
        planted[place + (turn,)] = ("zq%dx" if field["type"] == "text" else "7%d13579") % next(counter)
        return planted[place + (turn,)]
    return {"date": "2020-05-05", "moment": "2020-05-05T08:00", "period": "2020-05-01/2020-05-31", "count": "7", "flag": "yes",
            "choice": field["choices"][turn % len(field["choices"])]["code"] if field.get("choices") else ""}[field["type"]]


def plant(kind, turn):
    """One record with all its fields."""
    typed = {field["name"]: value_of(field, (kind["name"], field["name"]), turn) for field in kind["fields"]}
    id = told("add", kind["name"], *["%s=%s" % item for item in typed.items() if item[1]], "--author", "zqauthor", unit="KG")["id"]
    records[kind["name"]] = id
    if kind["name"] == "help":  # who confirmed it is written by that act
        planted["help", "verified_by", turn] = "zqsecond%d" % turn
        kn("confirm", id, "--author", "zqsecond%d" % turn, unit="KG")
    for field in kind["fields"]:  # a picture is known by its digest
        if field["type"] == "file":
            planted[kind["name"], field["name"], turn] = told("show", id, unit="KG")[field["name"]]


def needs(kind):
    return {f["links_to"] for f in kind["fields"] if f["type"] == "ref" and f["required"]} - {kind["name"]}


writable = [kind for kind in KINDS.values() if not kind["agreement"] and kind["name"] != "unit"]
for turn in range(2):
    waiting = list(writable)
    while waiting:
        kind = next(k for k in waiting if turn or needs(k) <= set(records))
        plant(kind, turn)
        waiting.remove(kind)
kn("amend", records["activity"], "labour_days=8", "--why", "zqwhy", unit="KG")

# ---------------------------------------------------------------- single cases that stay, and their sums
def some_day():
    return "2020-%02d-%02d" % (rand.randint(1, 12), rand.randint(1, 28))


for i in range(12):
    money = str(rand.randrange(100_000, 900_000, 1000))
    known = money if i % 6 else "khoảng %d triệu đồng" % (i + 2)
    kn("add", "help", "address=" + records["address"], "held=" + some_day(), "cash=" + known, "amount=" + known, *(["field=%d" % rand.randint(1, 7)] if i % 4 else []),
       *(["counted_in=" + records["activity"]] if i % 5 == 0 else []), unit="KG")
    kn("add", "activity", "held=" + some_day(), "title=Hoạt động %d" % i, "field=%d" % rand.randint(1, 7), "state=delivered", "value=" + money, "people=%d" % i, unit="KG")
worker = told("add", "member", "name=Lê Thị Ở Lại", "joined=2020-02-02", unit="KG-CD")["id"]
for i in range(6):
    kn("add", "visit", "member=" + worker, "held=" + some_day(), "occasion=illness", "amount=" + ("trên 3 triệu đồng" if i == 2 else str(rand.randrange(100_000, 900_000, 1000))), unit="KG-CD")
    kn("add", "child_care", "held=" + some_day(), "occasion=tet", "children=%d" % rand.randint(1, 9), "amount=150000", unit="KG-CD")


def numbers(at, *words, unit=None):
    """Every number of a report but how many records it opens to: single cases that stayed here are none there."""
    return {path: value for path, value in walk(told("report", *words, "--from", FIRST, "--to", LAST, unit=unit, at=at))
            if not path.endswith("/entries") and not path.startswith(("/books", "/checks", "/period"))}


def same(name):
    for report in (["joint", "--of", "KG,HG"], ["indicators", "--of", "KG,HG"]):
        ours, theirs = numbers(office, *report, unit="KG"), numbers(twin, *report)
        wrong = ["%s: %s here, %s there" % (path, ours.get(path), theirs.get(path)) for path in sorted(set(ours) | set(theirs)) if ours.get(path) != theirs.get(path)]
        say(ours and not wrong, "%s: the twin's %s report says the same %d numbers" % (name, report[0], len(ours)), *wrong[:20])


def checks(at, unit=None):
    return {check["name"]: check["ok"] for check in told("report", "joint", "--of", "KG,HG", "--from", FIRST, "--to", LAST, unit=unit, at=at)["checks"]}


exchange()
say((checks(office, "KG").get("statements_own"), checks(twin)["statements"]) == (False, False), "before the sums are stated both reports say so", checks(office, "KG"), checks(twin))
for unit in ("KG", "KG-CD"):
    kn("state", "--from", FIRST, "--to", LAST, unit=unit)
exchange()
say(all(checks(office, "KG").values()) and all(checks(twin).values()), "then neither has anything to say", checks(office, "KG"), checks(twin))
same("stated")
rough = [path for path, value in numbers(twin, "joint", "--of", "KG,HG").items() if path.endswith("/text") and str(value).startswith("about VND")]
say(rough, "what is known roughly and stays with us is told roughly by the twin (%d figures)" % len(rough), numbers(twin, "joint", "--of", "KG,HG"))
kn("undo", told("list", "help", "--of", "KG", unit="KG")[0]["id"], "--why", "ghi trùng", unit="KG")
kn("add", "visit", "member=" + worker, "held=2020-12-31", "occasion=illness", "amount=77000", unit="KG-CD")
say(checks(office, "KG").get("statements_own") is False, "when a case changes, our report says that the partners do not know")
for unit in ("KG", "KG-CD"):
    kn("state", "--from", FIRST, "--to", LAST, unit=unit)
exchange()
same("stated again")
left = [kind["name"] for kind in KINDS.values() if kind["private"] and told("list", kind["name"], "--of", "KG,KG-CD", at=twin)]
say(not left, "no private record is there, only sums", left)

# ---------------------------------------------------------------- which words went
is_open = lambda place: place[:2] in opened and not KINDS[place[0]]["private"]
arrived = "".join(kn("list", kind["name"], "--of", "KG", "--format", "json", at=twin) for kind in ordinary)
# Amounts and digests of the twin's lists stand as they were written; texts too.
missing = [place for place, word in planted.items() if is_open(place) and word not in arrived]
say(not missing, "the twin has all %d words of the fields that the covenant opens" % sum(map(is_open, planted)), missing)
closed = {place: word for place, word in planted.items() if not is_open(place)}
personal = {(kind["name"], field["name"]) for kind in KINDS.values() for field in kind["fields"] if not kind["agreement"] and kind["name"] != "unit"
            and field["type"] in ("text", "list", "file") and (kind["private"] or field["class"] != "none") and (kind["name"], field["name"]) not in opened}
unasked = {pair for pair in personal if pair not in {place[:2] for place in closed}} - {pair[:2] for pair in FORMS}
unasked = {pair for pair in unasked if not all(part["type"] not in ("text", "money") for f in KINDS[pair[0]]["fields"] if f["name"] == pair[1] for part in f.get("parts", [{"type": "text"}]))}
say(not unasked, "each personal or private field that is closed has a word of its own (%d fields)" % len({place[:2] for place in closed}), unasked)
seen = [place for place, word in closed.items() if word in arrived]
say(not seen and "zqauthor" not in arrived and "zqwhy" not in arrived, "none of the %d closed words came, nor who wrote and why" % len(closed), seen)
own = "".join(kn("list", kind["name"], "--of", "KG", "--format", "json", unit="KG") for kind in writable)
lost = [place for place, word in planted.items() if word not in own]
say(not lost, "in our own book all %d words stand" % len(planted), lost)
with open("closed.txt", "w") as f:
    f.write("\n".join([*closed.values(), "zqauthor", "zqwhy"]) + "\n")
with open("open.txt", "w") as f:
    f.write("\n".join(planted[place] for place in planted if is_open(place)) + "\n")
end()
