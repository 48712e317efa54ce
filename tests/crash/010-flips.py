#!/usr/bin/env python3
"""Changes bytes of a small office file, one at a time: `verify` must say so (exit 3) or the byte carries no meaning.

  010-flips.py        300 places spread over the file, 100 over the pages that hold its definitions, and its first 100
  010-flips.py all    every byte
"""
import concurrent.futures, os, shutil, sqlite3, subprocess, sys, tempfile

program = os.environ.get("KETNGHIA") or os.path.join(os.path.dirname(__file__), "../../build/src/ketnghia")
work = tempfile.mkdtemp()
office = os.path.join(work, "so.ketnghia")


def run(*words, file=office):
    return subprocess.run([program, "--file", file, "--lang", "en", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)


def dump(path):
    """Every row of every table and the definitions, or None when SQLite itself cannot read them."""
    try:
        with sqlite3.connect("file:%s?mode=ro&immutable=1" % path, uri=True) as db:
            db.text_factory = bytes
            tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
            rows = list(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name"))
            for table in tables:
                rows += list(db.execute('SELECT * FROM "%s" ORDER BY 1, 2' % table.decode() if table not in (b"version", b"side_key") else "SELECT * FROM %s" % table.decode()))
            return rows
    except sqlite3.DatabaseError:
        return None


def definitions(count):
    """Places spread over the pages of the list of tables, which are few and each of whose bytes means something."""
    with sqlite3.connect("file:%s?mode=ro" % office, uri=True) as db:
        pages = [row[0] for row in db.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno")]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    spread = [i * len(pages) * size // count for i in range(count)]
    return [(pages[place // size] - 1) * size + place % size for place in spread]


def pack(path):
    """The same office in pages of 512 bytes: a sixth of the bytes, nearly all of which mean something."""
    db = sqlite3.connect(path, isolation_level=None)
    for words in ("PRAGMA journal_mode = DELETE", "PRAGMA page_size = 512", "VACUUM", "PRAGMA journal_mode = WAL"):
        db.execute(words)
    db.close()


def try_share(original, before, share, number):
    """Changes the places of one share, (turn, place) each, in a copy of its own: how many were named, how many carry no meaning, and what was silent."""
    copy = os.path.join(work, "copy-%d.ketnghia" % number)
    shutil.copy(office + ".head", copy + ".head")
    named = meaningless = 0
    silent = []
    for turn, at in share:
        changed = bytearray(original)
        changed[at] ^= 1 << (turn % 8)
        for beside in ("-wal", "-shm"):
            if os.path.exists(copy + beside):
                os.unlink(copy + beside)
        with open(copy, "wb") as f:
            f.write(changed)
        done = run("verify", copy)
        if done.returncode == 3 and done.stdout.strip():
            named += 1
        elif done.returncode == 0 and dump(copy) == before:
            meaningless += 1
        else:
            silent.append((at, done.returncode, (done.stdout + done.stderr).decode(errors="replace")[-200:]))
    return named, meaningless, silent


def main():
    run("init", "--unit", "HG", "--name", "Hội Chữ thập đỏ tỉnh Hậu Giang", "--kind", "chapter")
    run("add", "campaign", "name=Tết vì người nghèo", "sort=movement", "starts=1/1/2020")
    for day in (5, 6, 7):
        run("add", "activity", "held=%d/1/2020" % day, "title=Trao quà", "field=1", "state=delivered", "value=71,2 triệu", "campaigns=2")
    run("add", "member", "name=Nguyễn Thị Mai", "joined=1/1/2019")
    run("amend", "HG-3", "value=72 triệu", "--why", "gõ nhầm")
    run("people", "add", "lan", "--role", "recorder")
    run("log", "checkpoint")
    pack(office)
    sound = run("verify")
    assert sound.returncode == 0, sound.stdout + sound.stderr
    original = open(office, "rb").read()
    before = dump(office)
    every = len(sys.argv) > 1 and sys.argv[1] == "all"
    count = len(original) if every else min(len(original), int(sys.argv[1]) if len(sys.argv) > 1 else 300)
    places = range(len(original)) if every else [i * len(original) // count for i in range(count)] + definitions(100) + list(range(100))
    turns = list(enumerate(places))
    workers = os.cpu_count() or 1
    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        shares = list(pool.map(lambda number: try_share(original, before, turns[number::workers], number), range(workers)))
    named = sum(share[0] for share in shares)
    meaningless = sum(share[1] for share in shares)
    silent = sorted(place for share in shares for place in share[2])
    for place in silent[:20]:
        print("# byte %d: exit %d: %s" % place)
    print("# %d places of %d bytes: %d named, %d without meaning, %d silent" % (len(places), len(original), named, meaningless, len(silent)))
    print("%s 1 - no change of a byte stays silent" % ("ok" if not silent else "not ok"))
    print("%s 2 - changes are named" % ("ok" if named > 0 else "not ok"))
    print("1..2")
    shutil.rmtree(work)
    return bool(silent) or named == 0


sys.exit(main())
