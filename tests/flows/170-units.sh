#!/bin/sh
# Names and codes over the years: a unit is renamed, one is divided, a code is used again, and a book that was forked goes on in
# a new volume.
. "$(dirname "$0")/lib.sh"
a() { kn --file a.ketnghia --lang en "$@"; }
b() { kn --file b.ketnghia --lang en "$@"; }
words_of() { "$1" partner list --format json >list; json list "[p['words'] for p in d if p['unit'] == '$2'][0]"; }
carry() { "$1" --unit "$2" send --to "$4" -o bundle >/dev/null && "$3" receive bundle >said 2>&1; status=$?; rm -f bundle; return $status; }
both() { carry "$1" "$2" "$3" "$4" && carry "$3" "$4" "$1" "$2"; }

# Renamed.
a init --unit KG --name "Hội Chữ thập đỏ tỉnh Rạch Giá" --kind chapter >/dev/null
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
a --unit KG add activity title="Quà" held=1/2/2021 field=1 value="2 tỷ" state=delivered >/dev/null
a --unit KG add activity title="Quà" held=1/2/2024 field=1 value="3 tỷ" state=delivered >/dev/null
exits 2 "a new name has its day and its document" a --unit KG rename "Hội Chữ thập đỏ tỉnh Kiên Giang"
exits 0 "a unit is renamed" a --unit KG rename "Hội Chữ thập đỏ tỉnh Kiên Giang" --date 1/1/2022 --document "QĐ 12/QĐ-TW" short_name="Kiên Giang"
a --unit KG report period --from 2021-01-01 --to 2021-12-31 >out
has out "Rạch Giá" "the report of 2021 keeps the older name"
has_not out "Kiên Giang báo cáo" "... and no other"
kn --file a.ketnghia --lang vi --unit KG report period --from 2024-01-01 --to 2024-12-31 >out
has out "Kiên Giang" "the report of 2024 has the new one"
has_not out "Rạch Giá" "... and no other"
a --unit KG report period --from 2021-01-01 --to 2021-12-31 --on 31/12/2021 >out
has_not out "KIÊN GIANG" "printed as on a day of 2021 it is headed as then"

# A partner, a covenant.
a partner card -o kg.the >/dev/null
b partner card -o hg.the >/dev/null
a partner add hg.the >/dev/null
b partner add kg.the >/dev/null
b partner compare KG --words "$(words_of b KG)" >/dev/null
a --unit KG covenant propose title="Kết nghĩa" parties=KG parties=HG sort=twinning starts=2020-01-01 --format json >out
covenant=$(json out 'd["id"]')
carry a KG b HG
b covenant accept "$covenant" >/dev/null
carry b HG a KG
both a KG b HG
b covenant list --format json >list
is "Hội Chữ thập đỏ tỉnh Kiên Giang" "$(json list '[p["name"] for p in d[0]["parties"] if p["code"] == "KG"][0]')" "a covenant names its parties as they are called now"

# The book of the first office was restored and written on twice: two histories.
office_copy a.ketnghia old.ketnghia
mark_copy a.ketnghia old.ketnghia
a --unit KG add activity title="Một" held=1/3/2026 field=1 value="5 tỷ" state=delivered >/dev/null
carry a KG b HG
kn --file old.ketnghia --unit KG add activity title="Hai" held=1/3/2026 field=1 value="7 tỷ" state=delivered >/dev/null
kn --file old.ketnghia --unit KG send --to HG -o forked >/dev/null
exits 3 "the partner sees two histories" b receive forked
exits 1 "a forked book is no book to close without a partner: it stays as it is" b --unit HG succeed KG
old() { kn --file old.ketnghia --lang en "$@"; }
exits 0 "the unit begins a new volume" old init --unit KG-2 --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter
exits 2 "which is of no other sort of unit" old --unit KG succeed KG --volume
exits 0 "... that rests on the last state that the partner confirmed" old --unit KG-2 succeed KG --volume
exits 1 "once" old --unit KG-2 succeed KG --volume
old lineage --format json >list
is "KG-2 KG new_volume" "$(json list '" ".join("%s %s %s" % (s["unit"], s["from"], s["state"]) for s in d["successions"])')" "at home it is the same unit"
old --unit KG-2 partner card -o kg2.the >/dev/null
b partner add kg2.the >/dev/null
carry old KG-2 b HG
b lineage --format json >list
is not_compared "$(json list 'd["successions"][0]["state"]')" "at the partner it only says so"
is "$(json list 'd["successions"][0]["size"]')" "$(old partner list --format json >mine && json mine '[p["our_cosigned"] for p in d][0]' >/dev/null; json list 'd["successions"][0]["size"]')" "the state is quoted"
b report joint --from 2024-01-01 --to 2024-12-31 --of KG-2 --format json >out
is 0 "$(json out 'd["total"]["vnd"]')" "nothing is carried over yet"
b partner compare KG-2 --words "$(words_of b KG-2)" >/dev/null
b lineage --format json >list
is new_volume "$(json list 'd["successions"][0]["state"]')" "with the six words compared it is the new volume"
b --unit HG report joint --from 2026-01-01 --to 2026-12-31 --of KG-2 --format json >out
is 5000000000 "$(json out 'd["total"]["vnd"]')" "and what the partner holds of the older one counts there"
is 2 "$(json out 'len(d["books"])')" "... of both books"
b covenant list --format json >list
is closed "$(json list '[c["state"] for c in d][0]')" "the covenant waits for the new volume"
exits 0 "it goes on with it" b --unit HG covenant change "$covenant" starts=2026-01-01 --format json
renewed=$(json out 'd["id"]')
carry b HG old KG-2
exits 0 "the new volume agrees" old --unit KG-2 covenant accept "$renewed"
both old KG-2 b HG
b covenant list --format json >list
is "in_force replaced" "$(json list '" ".join(sorted(c["state"] for c in d))')" "and the older text is replaced"
exits 0 "the new volume is sound" old verify

# Divided, and a code used again.
for unit in HAG CT ST; do kn --file c.ketnghia init --unit $unit --name "Hội Chữ thập đỏ $unit" --kind chapter >/dev/null; done
c() { kn --file c.ketnghia --lang vi "$@"; }
c --unit HAG add activity title="Quà" held=1/2/2024 field=1 value="4 tỷ" state=delivered --format json >out
older=$(json out 'd["id"]')
exits 0 "a unit is divided" c --unit HAG close --date 1/7/2025 --document "Nghị quyết 22/2003/QH11" --successor CT,ST
for unit in CT ST; do exits 0 "$unit goes on from it" c --unit $unit succeed HAG; done
c --unit CT report comparison --from 2025-01-01 --to 2025-12-31 --of CT,ST --format json >out
is "0 0" "$(json out '" ".join("%d" % u["total"]["vnd"] for u in d["units"])')" "its figures are in nobody's sum"
c --unit CT report comparison --from 2025-01-01 --to 2025-12-31 --of CT,ST >out
has out "được chia tách ngày 1/7/2025" "... which the paper says"
exits 1 "its book takes nothing" c --unit HAG add activity title="Muộn" held=1/8/2025 state=delivered
exits 0 "its code may be given to another book" c init --unit HAG --name "Hội Chữ thập đỏ khu vực mới" --kind chapter
exits 0 "which is written in" c --unit HAG add activity title="Mới" held=1/8/2025 field=1 value="1 tỷ" state=delivered
c --unit HAG list activity --of HAG --format json >list
is "Mới" "$(json list '" ".join(r["title"] for r in d)')" "and is not the older one"
c list activity --of HAG-2025 --format json >list
is "Quà HAG-2025-2" "$(json list '" ".join(r["title"] + " " + r["id"] for r in d)')" "the older one is called by its last year"
c lineage --format json >list
is "HAG-2025" "$(json list 'd["closings"][0]["unit"]')" "in every place"
is "CT<HAG-2025 ST<HAG-2025" "$(json list '" ".join(sorted(s["unit"] + "<" + s["from"] for s in d["successions"]))')" "... who goes on from it still does"
exits 1 "a code in use is not given twice" c init --unit CT --name "Khác" --kind chapter
exits 0 "all of it is sound" c verify
end
