"""A year's figures computed again, from what was typed and by this file's own reading of the rules; nothing of the
program is asked for a sum. Each figure has the amount, how finely and with which word it is known, and how many records
make it."""
import datetime, re
from year_program import choices_of, find, label_of, of_kind

CHAPTER, UNION, COMMUNES = "HG", "HG-CD", ["VT", "LM"]
CHAPTERS = [CHAPTER] + COMMUNES
HOUSES = {"HG": ["HG", "HG-CD"], "VT": ["VT"], "LM": ["LM"]}
# The day that places a record in time.
DAY = {"activity": "held", "work": "opened", "help": "held", "blood_drive": "held", "visit": "held", "child_care": "held", "rights_case": "held",
       "member": "joined", "address": "surveyed", "sponsorship": "from", "contribution": "held", "turn": "held", "upper_drive": "held",
       "model": "registered", "receipt": "received", "distribution": "distributed", "fee": "month", "party_building": "held", "award": "held"}


class Figure:
    def __init__(self):
        self.sum, self.step, self.over, self.entries = 0, 1, False, 0

    def add(self, amount):
        vnd, step, over = amount
        self.sum, self.entries, self.over = self.sum + vnd, self.entries + 1, self.over or over
        self.step = max(self.step, step if vnd else 1)


def amount_of(text):
    """ "5000000", "trên 5,1 tỷ đồng": đồng, how finely, whether more than that."""
    if text.isdigit():
        return int(text), 1, False
    over, number, unit = re.fullmatch(r"(trên )?([0-9,]+) (tỷ|triệu) đồng", text).groups()
    size = {"tỷ": 10 ** 9, "triệu": 10 ** 6}[unit]
    whole, _, decimals = number.partition(",")
    return int(whole + decimals) * size // 10 ** len(decimals), size // 10 ** len(decimals), bool(over)


def day_of(record):
    text = record[DAY[record.kind]]
    return text.split("/")[-1]  # a period lies where it ends; what has no day was written later than all of this


def within(record, start, stop):
    return start <= day_of(record) <= stop


# What is counted: of which kinds which fields. Along the seven fields only what has a field of work and is not told in
# another record; delivered unless something else is said; in chapters' books alone.
GIVEN = {"value": [("activity", "value"), ("work", "value"), ("help", "amount")], "cash": [("activity", "cash"), ("help", "cash")],
         "goods": [("activity", "goods")], "people": [("activity", "people")], "times": [("activity", "times")], "known_of": [("activity", "known_of")],
         "female": [("activity", "female")], "children_helped": [("activity", "children")], "elderly_helped": [("activity", "elderly")],
         "households": [("activity", "households")], "gifts": [("activity", "gifts")], "addresses_helped": [("activity", "addresses")],
         "help_value": [("help", "amount")], "help_cash": [("help", "cash")]}
STATED = {"value_pledged": "pledged", "value_raised": "raised", "value_allocated": "allocated"}
NUMBER_OF = {"activities": "activity", "blood_drives": "blood_drive", "visits": "visit", "rights_cases": "rights_case", "members": "member",
             "addresses": "address", "sponsorships": "sponsorship", "helps": "help", "turns": "turn", "upper_drives": "upper_drive", "models": "model",
             "works": "work", "receipts": "receipt", "party_building": "party_building", "awards": "award"}
SUM_OF = {"blood_target": "blood_drive.target", "blood_registered": "blood_drive.registered", "blood_came": "blood_drive.came",
          "blood_donors": "blood_drive.donors", "bags_250": "blood_drive.bags_250", "bags_350": "blood_drive.bags_350", "bags_450": "blood_drive.bags_450",
          "bags_other_ml": "blood_drive.other_ml", "blood_target_bags": "blood_drive.target_bags", "blood_deferred": "blood_drive.deferred",
          "blood_eligible": "blood_drive.eligible", "bags_other": "blood_drive.bags_other", "visit_money": "visit.amount", "children": "child_care.children",
          "child_care_money": "child_care.amount", "help_given": "help.amount", "contributions": "contribution.paid", "received": "receipt.amount",
          "distributed": "distribution.amount", "fees_due": "fee.due", "fees_paid": "fee.paid", "child_gifts": "child_care.gifts",
          "opinions": "party_building.opinions", "introduced": "party_building.introduced", "admitted": "party_building.admitted",
          "work_value": "work.value", "land_given": "work.land_m2"}
# Several numbers of one record, each worth so many.
OF_DRIVES = {"blood_bags": {"bags_250": 1, "bags_350": 1, "bags_450": 1, "bags_other": 1},
             "blood_ml": {"bags_250": 250, "bags_350": 350, "bags_450": 450, "other_ml": 1}, "blood_gifts": {"gifts": 1, "meals": 1, "travel": 1}}
MEASURES = set(GIVEN) | set(STATED) | set(NUMBER_OF) | set(SUM_OF) | set(OF_DRIVES) | {"labour_days", "apheresis_bags", "apheresis_ml"}
MONEY = {"value", "cash", "goods", "help_value", "help_cash", "blood_gifts", "visit_money", "child_care_money", "help_given", "contributions", "received",
         "distributed", "fees_due", "fees_paid", "work_value"} | set(STATED)


def told_elsewhere(record, state, asked, start, stop):
    """The same gift in another record: of the own book always, of another one when that counts in the same figure."""
    if not record["counted_in"]:
        return False
    other = find(record["counted_in"])
    if other.unit == record.unit:
        return True
    return other.unit in asked and other.live and other["state"] == state and within(other, start, stop)


def addends(measure, units, asked, start, stop):
    """(record, amount) of everything that a figure of these units adds up, beside all that are asked for."""
    rows = lambda kind, own=units: [r for r in of_kind(kind, own) if within(r, start, stop)]
    chapters = [u for u in units if u in CHAPTERS]
    if measure in GIVEN or measure in STATED:
        state = STATED.get(measure, "delivered")
        for kind, name in GIVEN["value"][:2] if measure in STATED else GIVEN[measure]:
            for r in rows(kind, chapters):
                right = kind == "help" or r["state"] == state
                if right and r["field"] and r[name] and not told_elsewhere(r, state, asked, start, stop):
                    yield r, amount_of(r[name])
    elif measure == "labour_days":
        for r in rows("activity", chapters) + rows("work", chapters):
            if r["state"] == "delivered" and r["labour_days"]:
                yield r, amount_of(r["labour_days"])
    elif measure in NUMBER_OF:
        for r in rows(NUMBER_OF[measure]):
            yield r, (1, 1, False)
    elif measure in SUM_OF:
        kind, name = SUM_OF[measure].split(".")
        for r in rows(kind):
            if r[name]:
                yield r, amount_of(r[name])
    elif measure in OF_DRIVES:
        for r in rows("blood_drive"):
            if any(r[name] for name in OF_DRIVES[measure]):
                yield r, (sum(int(r[name] or 0) * worth for name, worth in OF_DRIVES[measure].items()), 1, False)
    else:
        for r in rows("blood_drive"):
            parts = [[part.strip() for part in item.split("|")] for item in r["apheresis"].splitlines()]
            if parts:
                yield r, (sum(int(bags) * (int(ml) if measure == "apheresis_ml" else 1) for _, ml, bags in parts), 1, False)


def figure(measure, units, start, stop, asked=None, only=lambda record: True):
    answer = Figure()
    for record, amount in addends(measure, units, asked or units, start, stop):
        if only(record):
            answer.add(amount)
    return answer


# ---------------------------------------------------------------- as reports print it
def digits(number):
    return "{:,}".format(number)


def money_text(answer):
    vnd = answer.sum - answer.sum % answer.step if answer.over else (answer.sum * 2 + answer.step) // 2 // answer.step * answer.step
    word = "over " if answer.over else "about " if vnd != answer.sum else ""
    if vnd >= 10 ** 9 and vnd % 10 ** 8 == 0:
        text = "VND %s billion" % (digits(vnd // 10 ** 9) + (".%d" % (vnd % 10 ** 9 // 10 ** 8) if vnd % 10 ** 9 else ""))
    elif vnd >= 10 ** 6 and vnd % 10 ** 6 == 0:
        text = "VND %s million" % digits(vnd // 10 ** 6)
    else:
        text = "VND " + digits(vnd)
    return word + text


def text_of(measure, answer):
    return money_text(answer) if measure in MONEY else "%02d" % answer.sum if answer.sum < 100 else digits(answer.sum)


def json_of(measure, answer):
    return {"vnd": answer.sum, "step": answer.step, "qualifier": "trên" if answer.over else "=", "text": text_of(measure, answer), "entries": answer.entries}


def percent_hundredths(part, whole):
    """Exact where two decimals are, else to one decimal; what is less than the whole is never the whole."""
    if part * 10000 % whole == 0:
        return part * 10000 // whole
    tenths = (part * 2000 + whole) // 2 // whole
    return 9990 if part < whole and tenths == 1000 else tenths * 10


def percent_text(hundredths):
    rest = "%02d" % (hundredths % 100)
    return digits(hundredths // 100) + ("." + rest.rstrip("0") if rest != "00" else "") + "%"


def percent(part, whole):
    return percent_text(percent_hundredths(part, whole)) if whole > 0 else None


# ---------------------------------------------------------------- whole reports
def indicators_json(houses, start, stop):
    asked = [unit for house in houses for unit in HOUSES[house]]
    measures = {}
    for measure in MEASURES:
        row = {"units": {h: json_of(measure, figure(measure, HOUSES[h], start, stop, asked)) for h in houses}}
        if len(houses) > 1:
            row["total"] = json_of(measure, figure(measure, asked, start, stop, asked))
        measures[measure] = row
    return measures


def year_before(day):
    then = datetime.date.fromisoformat(day)
    return (then.replace(year=then.year - 1) if (then.month, then.day) != (2, 29) else then.replace(year=then.year - 1, day=28)).isoformat()


def period_before(start, stop):
    """The same days a year earlier; the last of February stays the last."""
    after = datetime.date.fromisoformat(stop) + datetime.timedelta(days=1)
    if (after.month, after.day) == (3, 1):
        return year_before(start), (datetime.date(after.year - 1, 3, 1) - datetime.timedelta(days=1)).isoformat()
    return year_before(start), year_before(stop)


def campaign_is(id):
    return lambda record: id in record["campaigns"].split("; ") if record["campaigns"] else False


def plan_rows(unit, start, stop, order):
    """A plan, what was done of it in this unit's own book within both periods, the same days a year before."""
    rows = []
    for plan in of_kind("plan", [unit]):
        first, last = plan["period"].split("/")
        first, last = max(first, start), min(last, stop)
        if first > last:
            continue
        measure = plan["measure"]
        only = campaign_is(plan["campaign"]) if plan["campaign"] else lambda record: True
        target = Figure()
        target.add(amount_of(plan["value"] if measure in MONEY else plan["count"]))
        done = figure(measure, [unit], first, last, only=only)
        before = figure(measure, [unit], *period_before(first, last), only=only)
        rows.append((order.index(measure), int(plan.id.rsplit("-", 1)[1]), plan, target, done, before if before.entries else None))
    return [row[2:] for row in sorted(rows, key=lambda row: row[:2])]


def plan_json(unit, plan, target, done, before):
    measure = plan["measure"]
    text = money_text(target) if measure in MONEY else digits(target.sum)
    row = {"unit": unit, "measure": measure, "period": plan["period"],
           "plan": {"vnd": target.sum, "step": target.step, "qualifier": "trên" if target.over else "=", "text": text}, "done": json_of(measure, done),
           "basis": plan["basis"], "assigned_by": plan["assigned_by"]}
    if percent(done.sum, target.sum):
        row["percent"] = percent(done.sum, target.sum)
    if before:
        row["before"] = json_of(measure, before)
        if percent(done.sum, before.sum):
            row["percent_before"] = percent(done.sum, before.sum)
    return row


def field_is(code):
    return lambda record: record["field"] == code


def period_json(house, start, stop, order):
    units = HOUSES[house]
    total = json_of("value", figure("value", units, start, stop))
    fields = {code: json_of("value", figure("value", units, start, stop, only=field_is(code))) for code in "1234567"}
    plans = [plan_json(unit, *row) for unit in units for row in plan_rows(unit, start, stop, order)]
    return {"total": total, "units": [{"total": total, "fields": fields}], **({"plans": plans} if plans else {})}


def joint_json(houses, start, stop):
    """What stands in two of the books counts once in the whole and in none of the others' parts."""
    asked = [unit for house in houses for unit in HOUSES[house]]
    part = lambda units, only=lambda record: True: json_of("value", figure("value", units, start, stop, asked, only))
    return {"total": part(asked), "units": [{"total": part(HOUSES[h]), "fields": {code: part(HOUSES[h], field_is(code)) for code in "1234567"}} for h in houses]}


def walk(value, path=""):
    """Every number and every text with a digit in a document, with its place."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, path + "/" + key)
    elif isinstance(value, list):
        for i, part in enumerate(value):
            yield from walk(part, "%s/%d" % (path, i))
    elif not isinstance(value, bool) and (isinstance(value, (int, float)) or (isinstance(value, str) and re.search("[0-9]", value))):
        yield path, value


# ---------------------------------------------------------------- the report as it is read, line by line
COUNTS = ["activities", "people", "times", "households", "gifts", "addresses_helped", "blood_drives", "blood_registered", "blood_donors", "bags_250",
          "bags_350", "bags_450"]
GROUPS = ["poor", "agent_orange", "elderly", "children", "disabled", "disaster", "patients", "community", "other"]


def count_lines(units, start, stop, label, unit_of):
    for measure in COUNTS:
        all_of = figure(measure, units, start, stop)
        if not all_of.entries:
            continue
        yield "%s %s %s" % (label[measure], unit_of[measure], digits(all_of.sum))
        if measure not in GIVEN:
            continue
        for group in GROUPS + [""]:
            part = figure(measure, units, start, stop, only=lambda r: r["group"] == group)
            if part.entries and any(r["group"] for r, _ in addends(measure, units, units, start, stop)):
                yield "– %s %s" % (label_of("activity", "group", group) if group else "for whom is not said", digits(part.sum))


def clauses(name, units, start, stop, only):
    """ "Hậu Giang 12 activities, value ..., 2 blood drives, 350 people gave blood (reached 87.5% of the plan)"."""
    said = []
    for measure, words in [("activities", "%s activities"), ("value", "value %s"), ("blood_drives", "%s blood drives"), ("blood_donors", "%s people gave blood")]:
        answer = figure(measure, units, start, stop, only=only)
        if answer.sum:
            said.append(words % text_of(measure, answer))
            if measure == "blood_donors" and figure("blood_target", units, start, stop, only=only).sum:
                planned = figure("blood_target", units, start, stop, only=only).sum
                reached = percent_hundredths(answer.sum, planned)
                said[-1] += " (exceeded the plan by %s)" % percent_text(reached - 10000) if reached > 10000 else " (reached %s of the plan)" % percent_text(reached)
    return "%s %s" % (name, ", ".join(said)) if said else ""


def campaign_lines(unit, name, start, stop):
    """Each movement, what stands under none, and what is said more than once."""
    named = 0
    for campaign in of_kind("campaign", [unit]):
        line = clauses(name, [unit], start, stop, campaign_is(campaign.id))
        sort = label_of("campaign", "sort", campaign["sort"])
        if line:
            yield "- %s “%s”: %s." % (sort[:1].upper() + sort[1:], campaign["name"], line)
        named += figure("value", [unit], start, stop, only=campaign_is(campaign.id)).sum
    none = lambda record: not record["campaigns"]
    line = clauses(name, [unit], start, stop, none)
    if line:
        yield "- Other activities: %s." % line
    twice = named + figure("value", [unit], start, stop, only=none).sum - figure("value", [unit], start, stop).sum
    if twice:
        yield ("What was done under several of them is said under each: VND %s stands more than once, so these values add up to more than the total."
               % digits(twice))


def union_lines(units, names, start, stop):
    text = lambda measure, **of: text_of(measure, figure(measure, units, start, stop, only=lambda r: all(r[k] == v for k, v in of.items())))
    yield ("The executive committees of the unions represented and protected the lawful rights and interests of members and workers (%s cases); "
           "visited members who were ill or in difficulty in good time (%s visits); cared for the children of officials and employees of their offices "
           "(%s children); took part in the activities launched by the union above (%s drives); took part in building the Party (%s activities) and a "
           "clean, strong government (%s activities)." % (text("rights_cases"), text("visits"), text("children"), text("upper_drives", sort="union"),
                                                          text("party_building", sort="party"), text("party_building", sort="government")))
    any_of = lambda *measures: any(figure(measure, units, start, stop).sum for measure in measures)
    if any_of("opinions", "introduced", "admitted"):
        yield ("Party and government building: %s opinions given, %s outstanding members introduced to the Party, %s admitted."
               % (text("opinions"), text("introduced"), text("admitted")))
    if any_of("awards"):
        yield "%s honours: %s of persons, %s of collectives." % (text("awards"), text("awards", sort="person"), text("awards", sort="collective"))
    if any_of("fees_paid"):
        yield "Union fees collected: %s." % text("fees_paid")
    for unit in units:
        by_day = sorted([r for r in of_kind("model", [unit]) if day_of(r) <= stop], key=lambda r: (day_of(r), int(r.id.rsplit("-", 1)[1])))
        for level in choices_of("model", "level") + [""]:
            kept = [r for r in by_day if r["sort"] == "dan_van_kheo" and r["level"] == level]
            many = lambda name: "%02d" % sum(int(r[name] or 0) for r in kept)
            at = " at " + label_of("model", "level", level) if level else ""
            if kept and int(many("individuals")) + int(many("collectives")) == 0:
                yield ("- %s: %d models of “skilful mass mobilisation”%s about %s." % (names[unit], len(kept), at, ", ".join("“%s”" % r["name"] for r in kept)))
            elif kept:
                yield ("- %s: %s individuals and %s collectives registered to keep %d models of “skilful mass mobilisation”%s about %s."
                       % (names[unit], many("individuals"), many("collectives"), len(kept), at, ", ".join("“%s”" % r["name"] for r in kept)))
        for model in by_day:
            if model["sort"] != "dan_van_kheo":
                yield "- %s: carried out the %s “%s”." % (names[unit], label_of("model", "sort", model["sort"]), model["name"])
        opened = sorted([r for r in of_kind("work", [unit]) if r["opened"] and within(r, start, stop)], key=lambda r: (r["opened"], int(r.id.rsplit("-", 1)[1])))
        if len(opened) > 3:
            yield "- %s: completed %02d works, 00 of them with a plaque: %s." % (names[unit], len(opened), ", ".join("“%s”" % r["name"] for r in opened))
        for work in opened if len(opened) <= 3 else []:
            yield "- %s: completed the work “%s”." % (names[unit], work["name"])
        for fund in [r for r in of_kind("fund", [unit]) if r["started"] <= stop]:
            pot = Figure()
            pot.add(amount_of(fund["pot"] or fund["contribution"]))
            yield "- %s: model of a rotating capital fund, “%s”: %s %s per member." % (names[unit], fund["name"], label_of("fund", "every", fund["every"]),
                                                                                      money_text(pot))


def period_lines(house, names, start, stop, order, label, unit_of):
    """Every line of the report of a period that holds a number or names what stands out, in full."""
    units, name = HOUSES[house], names[house]
    seven = [label_of("activity", "field", code) for code in "1234567"]
    by_field = [figure("value", units, start, stop, only=field_is(code)) for code in "1234567"]
    for code, words, answer in zip("1234567", seven, by_field):
        yield "%s %s %s" % (code, words, digits(answer.sum))
    yield "Total %s" % digits(sum(answer.sum for answer in by_field))
    yield from count_lines(units, start, stop, label, unit_of)
    for unit in units:
        for i, (plan, target, done, before) in enumerate(plan_rows(unit, start, stop, order)):
            measure = plan["measure"]
            what = label[measure] + ("" if measure in MONEY else " (%s)" % unit_of[measure])
            if plan["campaign"]:
                what += " – “%s”" % find(plan["campaign"])["name"]
            cells = [str(i + 1), what, money_text(target) if measure in MONEY else digits(target.sum), text_of(measure, done), percent(done.sum, target.sum) or "",
                     text_of(measure, before) if before else "–", (percent(done.sum, before.sum) or "") if before else ""]
            yield " ".join(cell for cell in cells if cell)
    yield from campaign_lines(house, name, start, stop)
    yield from union_lines(units, names, start, stop)
