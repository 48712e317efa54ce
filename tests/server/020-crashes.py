#!/usr/bin/env python3
"""The server is killed while entries are written: what was acknowledged is there once, and the office is sound.

  tests/server/020-crashes.py [ROUNDS]      20 unless said otherwise; on a server that waits for its disk
"""
import contextlib, json, os, pathlib, random, re, subprocess, sys, tempfile, threading, time

top = pathlib.Path(__file__).resolve().parent.parent.parent
if not os.environ.get("KN_TEST_PG_DURABLE"):
    os.environ["KN_TEST_PG_DURABLE"] = "yes"
    os.execv(top / "tests/postgres", ["postgres", "run", "--durable", sys.executable, "-B", __file__, *sys.argv[1:]])

rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
program = os.environ.get("KETNGHIA", str(top / "build/src/ketnghia"))
office = os.environ["KN_TEST_PG"]
data, programs = os.environ["KN_TEST_PG_DATA"], os.environ["KN_TEST_PG_BIN"]
as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
folder = tempfile.TemporaryDirectory()
os.environ["KETNGHIA_STATE"] = folder.name
count = 0


def check(name, holds, told=""):
    global count
    count += 1
    print("%sok %d - %s" % ("" if holds else "not ", count, name))
    for line in str(told if not holds else "").splitlines():
        print("# " + line)


def kn(*words):
    return subprocess.run([program, "--lang", "en", "--file", office, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def control(*words):
    """The server, as the account that it runs as; its settings stand in the file that it left."""
    return subprocess.run([*as_other, programs + "/pg_ctl", "-D", data, "-w", "-l", data + "/../log", *words], cwd="/", stdout=subprocess.DEVNULL)


def backends():
    return [int(p) for p in subprocess.run(["ps", "-eo", "pid,args"], stdout=subprocess.PIPE, text=True).stdout.splitlines()
            for p in re.findall(r"^ *(\d+) postgres: ketnghia postgres \[local\]", p)]


def mine(pid):
    """Only backends of this test's own server."""
    try:
        parent = int(re.search(r"PPid:\s*(\d+)", open("/proc/%d/status" % pid).read()).group(1))
        return parent == int(open(data + "/postmaster.pid").readline())
    except (OSError, ValueError, AttributeError):
        return False


options = open(data + "/postmaster.opts").read().split(" ", 1)[1]
options = re.sub(r'"-D" "[^"]*"', "", options).replace('"', "").strip()
check("the office is made", kn("init", "--unit", "HG", "--name", "Hội", "--kind", "chapter").returncode == 0)
acknowledged, unknown, strange, stop = [], [], [], threading.Event()


def write():
    n = 0
    while not stop.is_set():
        n += 1
        done = kn("add", "activity", "held=1/2/2020", "title=Việc %d" % n, "field=1", "state=delivered", "value=1000")
        if done.returncode == 0:
            acknowledged.append(n)
        elif done.returncode != 1 or not re.search(r"server|connection|disk", done.stderr):
            strange.append("exit %d: %s" % (done.returncode, done.stderr))
        elif "not known" in done.stderr:
            unknown.append(n)


writer = threading.Thread(target=write, daemon=True)
writer.start()
random.seed(int(os.environ.get("SEED", "1")))
for i in range(rounds):
    before = len(acknowledged)
    deadline = time.monotonic() + 20
    while len(acknowledged) < before + 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(random.random() * 0.15)
    if i % 2 == 0:
        control("-m", "immediate", "stop")
        control("-o", options, "start")
    else:
        for pid in [p for p in backends() if mine(p)]:
            with contextlib.suppress(ProcessLookupError):  # it has ended by itself since it was listed
                os.kill(pid, 9)
stop.set()
writer.join()
for attempt in range(50):
    listed = kn("list", "activity", "--format", "json")
    if listed.returncode == 0:
        break
    time.sleep(0.2)
stored = [int(r["title"].split()[1]) for r in json.loads(listed.stdout)]
check("%d entries were acknowledged in %d crashes" % (len(acknowledged), rounds), len(acknowledged) >= rounds)
check("each of them is there", not set(acknowledged) - set(stored), sorted(set(acknowledged) - set(stored)))
check("none is there twice", len(stored) == len(set(stored)))
check("nothing else is there but what nobody could know", not set(stored) - set(acknowledged) - set(unknown), sorted(set(stored) - set(acknowledged) - set(unknown)))
check("every failure was said in a sentence, exit 1", not strange, "\n".join(strange[:5]))
check("the office is sound", kn("verify").returncode == 0)

# Ended by the administrator in the midst of an import: nothing of it is written.
rows = "".join("%d/3/2020;Tặng quà %d;1;đã trao;1000\n" % (i % 28 + 1, i) for i in range(4000))
sheet = pathlib.Path(folder.name) / "sheet.csv"
sheet.write_text("Ngày thực hiện;Nội dung hoạt động;Lĩnh vực;Trạng thái;Trị giá (đồng)\n" + rows)
importing = subprocess.Popen([program, "--lang", "en", "--file", office, "import", "activity", str(sheet)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
for attempt in range(200):
    busy = subprocess.run([programs + "/psql", "-AtqXd", office, "-c", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'ketnghia' AND "
                           "xact_start < now() - interval '0.1 s' AND backend_xid IS NOT NULL"], stdout=subprocess.PIPE, text=True, cwd="/").stdout
    if busy.strip() not in ("", "0"):
        break
    time.sleep(0.02)
told = importing.communicate()[1]
check("an import that is cut off exits 1", importing.returncode == 1, "exit %d %s" % (importing.returncode, told))
check("... with a sentence", "connection to the database server was lost" in told and "nothing of this was written" in told, told)
check("... and nothing of it is there", len(json.loads(kn("list", "activity", "--format", "json").stdout)) == len(stored))
check("the office is sound", kn("verify").returncode == 0)

# A server that does not wait for its disk is named once.
control("-m", "fast", "stop")
control("-o", options + " -c fsync=off", "start")
told = kn("list", "activity")
check("a server without fsync is warned of in one sentence", told.returncode == 0 and told.stderr.count("fsync") == 1, told.stderr)

# A page of the server's own files is lost: verify names the table.
path = subprocess.run([programs + "/psql", "-AtqXd", office, "-c", "SELECT pg_relation_filepath('body')"], stdout=subprocess.PIPE, text=True, cwd="/").stdout.strip()
control("-m", "fast", "stop")
with open(data + "/" + path, "r+b") as file:
    file.seek(100)
    file.write(os.urandom(500))
control("-o", options, "start")
done = kn("verify")
check("a lost page is found", done.returncode == 3, "exit %d %s%s" % (done.returncode, done.stdout, done.stderr))
check("... and the table named", re.search(r"^body: ", done.stdout, re.M) is not None, done.stdout + done.stderr)
print("1..%d" % count)
