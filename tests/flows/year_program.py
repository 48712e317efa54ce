"""The program as the tests of a year drive it: commands, sheets, what was written and with which number. Nothing here
adds anything up."""
import csv, json, os, struct, subprocess, sys, tempfile, zlib

program, office = sys.argv[1:3]
work = tempfile.mkdtemp()
count = failures = 0


def say(good, name, *why):
    global count, failures
    count += 1
    failures += not good
    print("%sok %d - %s" % ("" if good else "not ", count, name), flush=True)
    for line in [] if good else why:
        print("\n".join("# " + part for part in str(line).splitlines()))


def end():
    print("1..%d" % count)
    sys.exit(failures > 0)


def kn(*words, unit=None, fails=False, lang="en", at=None):
    command = [program, "--file", at or office, "--lang", lang] + (["--unit", unit] if unit else []) + list(words)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300)
    if (done.returncode != 0) != fails:
        say(False, " ".join(words[:3]), done.stdout.decode()[-500:], done.stderr.decode()[-500:])
        end()
    return done.stdout.decode()


def told(*words, unit=None, at=None):
    return json.loads(kn(*words, "--format", "json", unit=unit, at=at))


KINDS = {kind["name"]: kind for kind in told("kinds")}


def choices_of(kind, name):
    """Codes of a choice field; "list.part" for one in a list."""
    fields, at = KINDS[kind]["fields"], name.split(".")
    for step in at:
        field = next(f for f in fields if f["name"] == step)
        fields = field.get("parts", [])
    return [c["code"] for c in field["choices"]]


def label_of(kind, name, code):
    field = next(f for f in KINDS[kind]["fields"] if f["name"] == name)
    return next((c["label"] for c in field["choices"] if c["code"] == code), "")


class Written:
    """One record: what was typed, and whether it still counts."""

    def __init__(self, unit, kind, id, fields):
        self.unit, self.kind, self.id, self.fields, self.live = unit, kind, id, fields, True

    def __getitem__(self, name):
        return self.fields.get(name, "")


records = []


def of_kind(kind, units=None):
    return [r for r in records if r.live and r.kind == kind and (units is None or r.unit in units)]


def find(id):
    return next(r for r in records if r.id == id)


def write(unit, kind, rows):
    """Rows of one kind as one sheet. Returns their ids."""
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
        end()
    new = sorted((r for r in told("list", kind, "--of", unit) if r["id"] not in known), key=lambda r: r["entry"])
    for row, record in zip(rows, new):
        records.append(Written(unit, kind, record["id"], dict(row)))
    return [r["id"] for r in new]


def words_of(fields):
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            yield "%s=%s" % (name, item)


def add(unit, kind, **fields):
    """One record by the command; a list is a field said several times. Returns its id."""
    id = told("add", kind, *words_of(fields), unit=unit)["id"]
    records.append(Written(unit, kind, id, fields))
    return id


def amend(id, why="đối chiếu lại", **fields):
    record = find(id)
    kn("amend", id, *words_of(fields), "--why", why, unit=record.unit)
    record.fields.update(fields)


def sweep(unit, kind, base, **lists):
    """Rows that use every choice of every choice field of a kind once. base: of a row's number, its other fields. lists:
    "list.part" and a pattern with %s for the choice."""
    fields = [f["name"] for f in KINDS[kind]["fields"] if f["type"] == "choice"]
    parts = {name.replace("__", "."): pattern for name, pattern in lists.items()}
    many = max([len(choices_of(kind, name)) for name in fields] + [len(choices_of(kind, name)) for name in parts])
    rows = []
    for i in range(many):
        row = {}
        for name in fields:
            row[name] = choices_of(kind, name)[i % len(choices_of(kind, name))]
        for name, pattern in parts.items():
            row[name.split(".")[0]] = pattern % choices_of(kind, name)[i % len(choices_of(kind, name))]
        row.update(base(i, row))
        rows.append(row)
    return write(unit, kind, rows)


def picture(green=32):
    """A small PNG of one colour, as a file."""
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    path = os.path.join(work, "picture-%d.png" % green)
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 2, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress((b"\0" + bytes([208, green, 48]) * 32) * 32)) + chunk(b"IEND", b""))
    return path
