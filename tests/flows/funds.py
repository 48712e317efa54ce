#!/usr/bin/env python3
"""Rounds of rotating funds made up from a seed and written through the real program: money and goods, every rhythm, one to
three turns at a meeting, arrears, guarantors who pay, leavers, counter-entries. Each is counted again here by adding up
what was handed over; hledger and beancount check the exported books and come to the same balances. Prints TAP.

  funds.py PROGRAM FILE|ADDRESS [SEED] [ROUNDS]
"""
import csv, datetime, json, os, random, subprocess, sys, tempfile

program, office = sys.argv[1:3]
seed = int(sys.argv[3]) if len(sys.argv) > 3 else 2020
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 6
work = tempfile.mkdtemp()
os.chdir(work)
count = failures = 0
UNITS = [("", 1000), ("kg gạo", 1), ("chỉ vàng 24K", 1)]
RHYTHMS = {"week": 7, "fortnight": 14, "month": 31, "quarter": 92}


def say(good, name, *why):
    global count, failures
    count += 1
    failures += not good
    print("%sok %d - %s" % ("" if good else "not ", count, name), flush=True)
    for line in [] if good else why:
        print("\n".join("# " + part for part in str(line).splitlines()))


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if done.returncode != 0:
        say(False, " ".join(command[:6]), done.stdout.decode()[-500:], done.stderr.decode()[-500:])
        print("1..%d" % count)
        sys.exit(1)
    return done.stdout.decode()


def kn(*words):
    return run(program, "--file", office, "--lang", "en", *words)


def write(kind, rows):
    """Rows of one kind as one sheet; their ids in the order of the rows."""
    if not rows:
        return []
    names = sorted({name for row in rows for name in row})
    with open("sheet.csv", "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f)
        out.writerow(names)
        out.writerows([row.get(name, "") for name in names] for row in rows)
    did = json.loads(kn("import", kind, "sheet.csv", "--format", "json"))
    if did["wrong"] or did["new"] != len(rows):
        say(False, "every row of %s is taken" % kind, {k: did[k] for k in ("read", "new", "same")}, did["wrong"][:5])
        print("1..%d" % count)
        sys.exit(1)
    new = sorted(json.loads(kn("list", kind, "--format", "json")), key=lambda r: r["entry"])[-len(rows):]
    return [r["id"] for r in new]


kn("init", "--unit", "KG-CD", "--name", "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang", "--kind", "union")
people = write("member", [{"name": "Nguyễn Thị Phương Thảo %d" % (i + 1)} for i in range(14)])


class Round:
    """What each member put in and took out, and nothing else."""

    def __init__(self, number, rand):
        self.rand, self.ended = rand, number % 4 != 2
        self.goods, grain = UNITS[number % len(UNITS)]
        self.every = list(RHYTHMS)[number % len(RHYTHMS)]
        self.each = 1 + number % 3
        self.members = rand.sample(people, rand.randint(3, 9))
        self.grain, self.share = grain, grain * rand.randint(5, 60)
        self.deduction = grain if number % 2 else 0
        self.due, self.paid, self.got, self.surety = ({m: 0 for m in self.members} for _ in range(4))
        self.guarantor = {m: rand.choice([p for p in people if p != m]) for m in self.members[::2]}
        self.turns, self.left, self.box, self.gifts = set(), set(), 0, 0
        self.meetings, self.contributions, self.taken = [], [], []
        words = ["name=Góp vốn %d" % number, "holder=Lê Văn Tâm", "started=2020-01-03", "members=%d" % len(self.members),
                 "every=" + self.every, "order=lots", "agreement=01/TT-CĐCS", "turns=%d" % self.each,
                 "roster=" + "\n".join("%s | %d |  | %s" % (m, i + 1, self.guarantor.get(m, "")) for i, m in enumerate(self.members))]
        words += ["goods=" + self.goods, "contribution_quantity=%d" % self.share] if self.goods else ["contribution=%d đồng" % self.share]
        self.id = json.loads(kn("add", "fund", *words, "--format", "json"))["id"]

    def field(self, name):
        return name + "_quantity" if self.goods else name

    def waiting(self):
        return [m for m in self.members if m not in self.turns and m not in self.left]

    def meet(self, **lists):
        number = len(self.meetings) + 1
        held = datetime.date(2020, 1, 3) + datetime.timedelta(days=RHYTHMS[self.every] * (number - 1))
        self.meetings.append({"fund": self.id, "number": str(number), "held": held.isoformat(), **lists})

    def pay(self, member, due, paid):
        row = {"at": len(self.meetings) - 1, "member": member, self.field("due"): str(due), self.field("paid"): str(paid)}
        if paid and member in self.guarantor and member in self.turns and self.rand.random() < 0.5:
            row["substitute"] = self.guarantor[member]
            self.surety[member] += paid
        self.contributions.append(row)
        self.due[member] += due
        self.paid[member] += paid
        self.box += paid

    def hold(self):
        lists = {}
        if self.meetings and self.rand.random() < 0.2:
            member, amount = self.rand.choice(self.members), self.grain * self.rand.randint(1, 3)
            lists[self.field("corrections")] = "%s | paid_more | %d | 1" % (member, amount)
            self.paid[member] += amount
            self.box += amount
        leaver = self.rand.choice(self.waiting()) if len(self.waiting()) > 2 and self.rand.random() < 0.2 else None
        if leaver:
            lists["leavers"] = leaver
        self.meet(**lists)
        for member in self.members:
            if member in self.left:
                continue
            behind = self.due[member] - self.paid[member] + self.share
            paid = max(0, behind) if self.rand.random() < 0.75 else self.grain * self.rand.randint(0, max(0, behind) // self.grain)
            self.pay(member, self.share, paid)
        if leaver:
            self.left.add(leaver)
        after = -(-len(self.waiting()) // self.each) - 1
        for member in self.rand.sample(self.waiting(), min(self.each, len(self.waiting()))):
            amount = max(0, min(self.box, self.due[member] - self.got[member] + self.share * after))
            deduction = self.deduction if amount > self.deduction else 0
            self.taken.append({"at": len(self.meetings) - 1, "member": member, "form": "lots", self.field("amount"): str(amount),
                               **({self.field("deduction"): str(deduction)} if deduction else {})})
            self.turns.add(member)
            self.got[member] += amount
            self.box -= amount
            self.gifts += deduction

    def settle(self):
        self.meet()
        for member in self.members:
            lacks = self.got[member] - self.paid[member]
            if lacks > 0:
                self.pay(member, max(0, self.got[member] - self.due[member]), lacks)
        lines = []
        for member in self.members:
            claim = self.paid[member] - self.got[member]
            if claim > 0:
                lines.append("%s | %s | %d" % (member, "refund" if member in self.left else "supplement", claim))
                self.got[member] += claim
                self.box -= claim
        self.meetings[-1][self.field("payments")] = "\n".join(lines)

    def write(self):
        for turn in range(99):
            if not self.waiting() or (not self.ended and turn == 2):
                break
            self.hold()
        if self.ended:
            self.settle()
        ids = write("meeting", self.meetings)
        for kind, rows in (("contribution", self.contributions), ("turn", self.taken)):
            for row in rows:
                at = row.pop("at")
                row.update(fund=self.id, meeting=ids[at], held=self.meetings[at]["held"])
            write(kind, rows)
        if self.ended:
            kn("amend", self.id, "ended=" + self.meetings[-1]["held"], "--why", "hết vòng")


def journals(name, fund):
    """Balances of every account as hledger and beancount reckon them, after both found the book sound."""
    kn("report", "fund", "--record", fund, "--format", "hledger", "-o", name + ".journal")
    kn("report", "fund", "--record", fund, "--format", "beancount", "-o", name + ".beancount")
    run("hledger", "check", "-s", "-f", name + ".journal")
    run("bean-check", name + ".beancount")
    told = csv.reader(run("hledger", "bal", "-E", "-N", "--flat", "-O", "csv", "-f", name + ".journal").splitlines())
    queried = csv.reader(run("bean-query", "-q", "-f", "csv", name + ".beancount", "SELECT account, sum(number) GROUP BY account").splitlines())
    return [{row[0].strip().lower(): int((row[1].split() or ["0"])[0].replace(".", "")) for row in list(rows)[1:] if row} for rows in (told, queried)]


for number in range(rounds):
    one = Round(number, random.Random("%d %d" % (seed, number)))
    one.write()
    what = "round %d of seed %d (%s, %s, %d at a meeting, %s)" % (
        number, seed, one.goods or "đồng", one.every, one.each, "ended" if one.ended else "goes on")
    fund = json.loads(kn("report", "fund", "--record", one.id, "--format", "json"))
    wrong = [(key, got, fund[key]) for key, got in (("box", one.box), ("gift_box", one.gifts), ("paid", sum(one.paid.values())),
                                                   ("received", sum(one.got.values())), ("counted_in", one.goods or "đồng")) if fund[key] != got]
    for member in fund["members"]:
        m = member["id"]
        for key, got in (("paid", one.paid[m]), ("received", one.got[m]), ("turns", int(m in one.turns)), ("left", m in one.left),
                         ("paid_by_guarantor", one.surety[m])):
            if member[key] != got:
                wrong.append((m, key, got, member[key]))
        if member["to_get"] - member["owed"] != one.paid[m] - one.got[m]:
            wrong.append((m, "net", one.paid[m] - one.got[m], member))
    if one.ended and (fund["box"] or any(m["owed"] or m["to_get"] for m in fund["members"])):
        wrong.append("not even at the end")
    say(not wrong and not fund["findings"], what + " is what was handed over", wrong, fund["findings"])
    wanted = {"assets:box": fund["box"], "assets:gift": fund["gift_box"]}
    for member in fund["members"]:
        wanted["assets:owed:" + member["id"].lower()] = member["owed"]
        wanted["liabilities:stake:" + member["id"].lower()] = -member["to_get"]
    for name, books in zip(("hledger", "beancount"), journals("round%d" % number, one.id)):
        differs = {account: (amount, books.get(account, 0)) for account, amount in wanted.items() if amount != books.get(account, 0)}
        say(not differs, "%s agrees on %d accounts of round %d" % (name, len(wanted), number), differs)
print("1..%d" % count)
sys.exit(failures > 0)
