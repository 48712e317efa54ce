#!/usr/bin/env python3
"""Cuts exchanges after a byte, in either direction, and exchanges again: nothing is lost, nothing comes twice, and two
rounds are enough.

  010-cuts.py        500 places        010-cuts.py N        010-cuts.py all        SEED=... repeats a run
"""
import os, random, sys
from offices import Wire, agree, check, end, pair, scratch

many = sys.argv[1] if len(sys.argv) > 1 else "500"
seed = int(os.environ.get("SEED") or random.randrange(1 << 30))
print("# SEED=%d" % seed)
chance = random.Random(seed)
random.seed(seed)
a, b = pair(scratch())
try:
    a.serve()
    port = int(b.serve().rsplit(":", 1)[1])
    wire = Wire("127.0.0.1", port)

    def exchange(url):
        return a.run("exchange", url, "--with", "HG", "--format", "json")

    def write(n):
        for one in (a, b):
            one.add("Lần %d của %s" % (n, one.code))

    write(0)
    wire.cut()
    first = exchange(wire.url)
    check(first.status == 0, "a whole exchange comes through", first.error)
    check(not agree(a, b), "both hold the other whole and confirmed", *agree(a, b))
    # A round with news of both sides, and the one that confirms it.
    write(1)
    wire.cut()
    exchange(wire.url)
    sizes = [tuple(size) for size in wire.sizes]
    check(len(sizes) == 2, "news of both sides take two calls", sizes)
    places = [(nth, way, k) for nth, size in enumerate(sizes, 1) for way in (0, 1) for k in range(size[way] + 1)]
    print("# %d places: %s" % (len(places), sizes))
    if many != "all":
        places = chance.sample(places, min(int(many), len(places)))
    failed, rounds, wrong, broken = 0, 0, [], 0
    written = 2
    for n, (nth, way, k) in enumerate(places):
        write(written)
        written += 1
        wire.cut(**{("up", "down")[way]: k}, nth=nth)
        cut = exchange(wire.url)
        failed += cut.status != 0
        broken += cut.status not in (0, 1)
        wire.cut()
        again = exchange(wire.url)
        if again.status != 0:
            wrong.append("%s: %s" % ((nth, way, k), again.error))
            continue
        rounds = max(rounds, again.json()["rounds"])
        wrong += ["%s: %s" % ((nth, way, k), why) for why in agree(a, b)]
    check(failed >= len(places) // 2, "calls were really cut (%d of %d)" % (failed, len(places)))
    check(broken == 0, "a cut is never taken for anything worse", broken)
    check(not wrong, "after each cut a whole exchange makes both agree", *wrong[:5])
    check(rounds <= 2, "in at most two rounds", rounds)
    for one, other in ((a, b), (b, a)):
        wanted = sorted("Lần %d của %s" % (n, one.code) for n in range(written))
        check(other.titles(one.code) == wanted, "%s has each record of %s once" % (other.code, one.code))
finally:
    a.stop()
    b.stop()
check(a.run("verify").status == 0, "KG is sound")
check(b.run("verify").status == 0, "HG is sound")
end()
