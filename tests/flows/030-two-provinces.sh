#!/bin/sh
# Two offices: cards, covenant, records, bundles by file, joint report; what is closed never leaves.
. "$(dirname "$0")/lib.sh"
a() { "$KETNGHIA" --file "$work/a.ketnghia" "$@"; }
b() { "$KETNGHIA" --file "$work/b.ketnghia" "$@"; }
a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
a partner card -o KG.the >/dev/null
b partner card -o HG.the >/dev/null
exits 2 "our own card is refused" a partner add KG.the
sed 's/Kiên Giang/Kiên Gianh/' KG.the >changed.the
exits 2 "a changed card is refused" b partner add changed.the
exits 0 "a card is taken" a partner add HG.the
exits 0 "... and the other" b partner add KG.the
exits 2 "wrong words are refused" b partner add KG.the --words "một hai ba bốn năm sáu"

cat >giao-uoc.txt <<'EOF'
title=Giao ước kết nghĩa
parties=KG
parties=HG
sort=twinning
starts=2020-01-01
opened=activity.held
opened=activity.title
opened=activity.field
opened=activity.state
opened=activity.value
opened=unit.code
opened=unit.name
opened=unit.unit_kind
EOF
exits 0 "a covenant is proposed" a covenant propose giao-uoc.txt --format json
covenant=$(json out 'd["id"]')
a add activity held=5/5/2020 title="Trao quà chung" field=1 state=delivered value="71,2 tỷ" place="NơiKínRiêng" description="MôTảKínRiêng" >/dev/null
a add member name="TênĐoànViênRiêng" joined=1/1/2019 >/dev/null
exits 0 "a bundle goes" a send --to HG -o 1.ketnghia
exits 0 "... and is received" b receive 1.ketnghia --format json
is 1 "$(json out 'len(d["agreements"])')" "the proposal is there to look at"
is 0 "$(b list activity --of KG --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "no record comes before the covenant is in force"
exits 0 "the other side agrees" b covenant accept "$covenant" --format json
is in_force "$(b covenant list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["state"])')" "it is in force in every party's book"
b add activity held=6/6/2020 title="Cầu nông thôn" field=7 state=delivered value="60 tỷ 383 triệu đồng" >/dev/null
b send --to KG -o 2.ketnghia >/dev/null
exits 0 "the agreement comes back" a receive 2.ketnghia --format json
is 1 "$(json out 'd["our_cosigned"]')" "with the confirmation of our book"
a send --to HG -o 3.ketnghia >/dev/null
exits 0 "now the records go" b receive 3.ketnghia
exits 0 "the same bundle again changes nothing" b receive 3.ketnghia --format json
is True "$(json out 'd["nothing_new"]')" "... and says so"

b report joint --from 2020-01-01 --to 2020-07-31 --format json >joint.json
is 131583000000 "$(json joint.json 'd["total"]["vnd"]')" "the joint total"
is "71200000000 60383000000" "$(json joint.json '"%d %d" % tuple(u["total"]["vnd"] for u in sorted(d["units"], key=lambda u: u["code"] != "KG"))')" "of its two parts"
is True "$(json joint.json 'all(c["ok"] for c in d["checks"] if c["name"] != "statements")')" "the figures agree with themselves"

for word in NơiKínRiêng MôTảKínRiêng TênĐoànViênRiêng; do
    if office_bytes b.ketnghia | grep -qa "$word"; then not_ok "$word is nowhere in the twin's file"; else ok "$word is nowhere in the twin's file"; fi
done
is 1 "$(b list member --of KG --format json | python3 -c 'import json,sys; print(1 + len(json.load(sys.stdin)))')" "private records never leave"

# Wrong bundles change nothing.
"$KETNGHIA" --file c.ketnghia init --unit CM --name "Hội Chữ thập đỏ tỉnh Cà Mau" --kind chapter >/dev/null
exits 2 "a bundle for someone else is refused" "$KETNGHIA" --file c.ketnghia receive 3.ketnghia
a add activity held=7/7/2020 title="Thêm" field=1 state=delivered value="5 triệu" >/dev/null
a send --to HG -o 4.ketnghia >/dev/null
size=$(wc -c <4.ketnghia)
refused=0 cases=0
for at in 0 100 600 1500 $((size / 3)) $((size / 2)) $((size - 2000)) $((size - 600)) $((size - 1)); do
    cases=$((cases + 1))
    python3 - "$at" <<'EOF'
import sys
data = bytearray(open("4.ketnghia", "rb").read())
data[int(sys.argv[1])] ^= 1
open("changed.ketnghia", "wb").write(data)
EOF
    b receive changed.ketnghia >/dev/null 2>&1 || refused=$((refused + 1))
done
is $cases $refused "a bundle with any byte changed is refused"
head -c $((size / 2)) 4.ketnghia >cut.ketnghia
exits 2 "a bundle cut short is refused" b receive cut.ketnghia
is 1 "$(b list activity --of KG --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "nothing of them was taken"
vkey() { "$KETNGHIA" --file "$work/a.ketnghia" log checkpoint --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["vkey"])'; }
reader() { /usr/bin/python3 -B "$top/tests/oracle/reader.py" "$@"; }
exits 0 "a stranger's reader takes the whole one for sound" reader bundle 4.ketnghia "$(vkey)"
exits 3 "... and the changed one not" reader bundle changed.ketnghia "$(vkey)"
exits 3 "... nor the one cut short" reader bundle cut.ketnghia "$(vkey)"
exits 0 "the whole one is taken" b receive 4.ketnghia
is 2 "$(b list activity --of KG --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "... with its record"
exits 0 "A is sound" a verify
exits 0 "B is sound" b verify

# A fork: a copy of the office goes another way.
office_copy a.ketnghia fork.ketnghia
mark_copy a.ketnghia fork.ketnghia
a add activity held=8/7/2020 title="Một đường" field=1 state=delivered value="1 triệu" >/dev/null
a send --to HG -o 5.ketnghia >/dev/null
b receive 5.ketnghia >/dev/null
"$KETNGHIA" --file fork.ketnghia add activity held=8/7/2020 title="Đường khác" field=1 state=delivered value="2 triệu" >/dev/null
"$KETNGHIA" --file fork.ketnghia add activity held=9/7/2020 title="Đường khác nữa" field=1 state=delivered value="2 triệu" >/dev/null
exits 0 "the copy does not know better" "$KETNGHIA" --file fork.ketnghia send --to HG -o 6.ketnghia
exits 3 "the twin finds the fork" b receive 6.ketnghia
exits 1 "exchange with that book stops" b send --to KG -o 7.ketnghia
exits 0 "the evidence is there for anyone" b partner evidence KG -o evidence
exits 3 "it convicts without any office's file" "$KETNGHIA" --file nowhere verify evidence
exits 0 "a stranger's reader says so too" reader evidence evidence "$(vkey)"
sed 's/^entry ./entry 9/' evidence >other
exits 2 "changed evidence convicts nobody" "$KETNGHIA" verify other
exits 3 "... says the stranger's reader" reader evidence other "$(vkey)"
exits 2 "there is none against others" a partner evidence HG

# An old copy of the file refuses to sign.
office_copy a.ketnghia old.ketnghia
a add activity held=10/7/2020 title="Mới hơn" field=1 state=delivered value="1 triệu" >/dev/null
a log checkpoint >/dev/null
mark_copy a.ketnghia old.ketnghia
exits 3 "an old copy refuses to sign" "$KETNGHIA" --file old.ketnghia log checkpoint
end
