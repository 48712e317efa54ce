#!/usr/bin/env python3
"""Two offices on a line that goes down and up at random moments while they exchange: afterwards both hold the other
whole. In two network namespaces over TLS where the machine allows them, else over a wire of the test's own.

  020-apart.py [N]     100 times unless told otherwise; SEED=... repeats a run
"""
import os, random, sys, threading, time
from offices import Wire, agree, check, end, namespaces, pair, scratch

many = int(sys.argv[1]) if len(sys.argv) > 1 else 100
seed = int(os.environ.get("SEED") or random.randrange(1 << 30))
apart = namespaces()
print("# SEED=%d, %s" % (seed, "two network namespaces" if apart else "one machine"))
chance = random.Random(seed)
a, b = pair(scratch())
try:
    if apart:
        a.serve(before=apart.inside[0])
        url = b.serve("10.77.0.2:8443", before=apart.inside[1])
        line = apart
    else:
        a.serve()
        line = Wire("127.0.0.1", int(b.serve().rsplit(":", 1)[1]))
        url = line.url
    a.must("partner", "reach", "HG", "--address", url)

    def exchange(into):
        into.append(a.run("exchange", "--with", "HG", "--format", "json"))

    first = []
    exchange(first)
    check(first[0].status == 0, "the two reach each other", first[0].error)
    if apart:
        known = a.must("partner", "reach", "HG", "--format", "json").json()
        check(known["certificate"] == b.fingerprint, "the certificate that the start line names is pinned", known, b.fingerprint)
    failed, worse = 0, []
    for n in range(many):
        for one in (a, b):
            one.add("Lần %d của %s" % (n, one.code))
        answers = []
        worker = threading.Thread(target=exchange, args=(answers,))
        worker.start()
        time.sleep(chance.random() * 0.08)
        line.fail()
        time.sleep(chance.random() * 0.08)
        line.mend()
        worker.join()
        failed += answers[0].status != 0
        if answers[0].status not in (0, 1):
            worse.append(answers[0].error)
    print("# %d of %d exchanges failed" % (failed, many))
    check(not worse, "a line that is down is never taken for anything worse", *worse[:3])
    last = []
    for _ in range(10):  # the line needs a moment to come up
        last = []
        exchange(last)
        if last[0].status == 0:
            break
        time.sleep(0.2)
    check(last[0].status == 0, "with the line up they exchange", last[0].error)
    check(last[0].status == 0 and last[0].json()["rounds"] <= 2, "in at most two rounds")
    check(not agree(a, b), "both hold the other whole and confirmed", *agree(a, b))
    for one, other in ((a, b), (b, a)):
        wanted = sorted("Lần %d của %s" % (n, one.code) for n in range(many))
        check(other.titles(one.code) == wanted, "%s has each record of %s once" % (other.code, one.code))
finally:
    a.stop()
    b.stop()
    if apart:
        apart.end()
check(a.run("verify").status == 0, "KG is sound")
check(b.run("verify").status == 0, "HG is sound")
end()
