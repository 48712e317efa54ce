#!/usr/bin/env python3
"""Both offices call each other at the same moments, while both go on writing: nobody waits for the other for ever, and
at the end both hold the other whole.

  030-both-at-once.py [N]     10 times unless told otherwise
"""
import sys, threading
from offices import agree, check, end, pair, scratch

many = int(sys.argv[1]) if len(sys.argv) > 1 else 10
a, b = pair(scratch())
try:
    for one in (a, b):
        one.serve()
    a.must("partner", "reach", "HG", "--address", b.url)
    b.must("partner", "reach", "KG", "--address", a.url)
    wrong = []

    def call(one, other):
        answer = one.run("exchange", "--with", other.code)
        if answer.status != 0 and "busy with another exchange" not in answer.error:
            wrong.append("%s: %d: %s" % (one.code, answer.status, answer.error))

    for n in range(many):
        work = [threading.Thread(target=call, args=way) for way in ((a, b), (b, a), (a, b))]
        work += [threading.Thread(target=one.add, args=("Lần %d của %s" % (n, one.code),)) for one in (a, b)]
        for one in work:
            one.start()
        for one in work:
            one.join()
    check(not wrong, "no call fails for anything but that the other is busy", *wrong[:5])
    last = a.run("exchange", "--with", "HG", "--format", "json")
    check(last.status == 0 and last.json()["rounds"] <= 2, "one more brings both to the same", last.error)
    check(not agree(a, b), "both hold the other whole and confirmed", *agree(a, b))
    for one, other in ((a, b), (b, a)):
        wanted = sorted("Lần %d của %s" % (n, one.code) for n in range(many))
        check(other.titles(one.code) == wanted, "%s has each record of %s once" % (other.code, one.code))
finally:
    a.stop()
    b.stop()
check(a.run("verify").status == 0, "KG is sound")
check(b.run("verify").status == 0, "HG is sound")
end()
