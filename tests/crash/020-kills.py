#!/usr/bin/env python3
"""Kills a writing process at random moments: nothing acknowledged is lost, the file stays sound.

  020-kills.py [N]     200 kills unless told otherwise; SEED=... repeats a run
"""
import json, os, random, shutil, signal, subprocess, sys, tempfile, time

program = os.environ.get("KETNGHIA") or os.path.join(os.path.dirname(__file__), "../../build/src/ketnghia")
work = tempfile.mkdtemp()
office = os.path.join(work, "so.ketnghia")
base = [program, "--file", office, "--lang", "en"]


def run(*words):
    return subprocess.run(base + list(words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


def main():
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    seed = int(os.environ.get("SEED") or random.randrange(1 << 30))
    print("# SEED=%d" % seed)
    chance = random.Random(seed)
    run("init", "--unit", "HG", "--name", "Hội Chữ thập đỏ tỉnh Hậu Giang", "--kind", "chapter")
    start = time.monotonic()
    run("add", "activity", "held=1/1/2020", "title=Đầu", "field=1", "state=delivered", "value=1 triệu")
    span = max(0.02, (time.monotonic() - start) * 1.3)
    acknowledged, killed, sound = {"Đầu"}, 0, True
    for n in range(kills):
        title = "Ghi %d" % n
        writer = subprocess.Popen(base + ["add", "activity", "held=2/1/2020", "title=" + title, "field=1", "state=delivered", "value=1 triệu"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(chance.random() * span)
        writer.send_signal(signal.SIGKILL)
        out, _ = writer.communicate()
        killed += writer.returncode == -signal.SIGKILL
        if out.startswith(b"activity "):
            acknowledged.add(title)
        if n % 20 == 19:
            sound = sound and run("verify").returncode == 0
    listed = run("list", "activity", "--format", "json")
    titles = {record["title"] for record in json.loads(listed.stdout)}
    lost = acknowledged - titles
    verified = run("verify")
    print("# %d processes, %d killed while they ran, %d acknowledged" % (kills, killed, len(acknowledged)))
    results = [(not lost, "nothing acknowledged is lost %s" % sorted(lost)[:5]), (sound and verified.returncode == 0, "the file is sound"),
               (killed >= kills // 10, "processes were really killed")]
    for n, (good, name) in enumerate(results, 1):
        print("%s %d - %s" % ("ok" if good else "not ok", n, name))
    print("1..%d" % len(results))
    shutil.rmtree(work)
    return not all(good for good, _ in results)


sys.exit(main())
