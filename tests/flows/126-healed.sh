#!/bin/bash
# 126-healed: an old copy of an office's file asks its partner by stick, takes its own entries back, and goes on
# without a fork; what the partner never had is listed and comes back from a newer backup.
. "$(dirname "$0")/lib.sh"
a() { kn --file "$work/a.ketnghia" "$@"; }
b() { kn --file "$work/b.ketnghia" "$@"; }
titles() { "$@" list activity --format json | python3 -c 'import json,sys; print(" ".join(sorted(str(r.get("title")) for r in json.load(sys.stdin))))'; }
vkey() { a log checkpoint --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["vkey"])'; }
add() { a add activity held=2020-05-05 title="$1" place="NơiKín-$1" field=1 state=delivered value="1 triệu"; }

a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
a partner card -o KG.the >/dev/null
b partner card -o HG.the >/dev/null
a partner add HG.the >/dev/null
b partner add KG.the >/dev/null
printf '%s\n' title="Giao ước" parties=KG parties=HG sort=twinning starts=2020-01-01 opened=activity.held \
    opened=activity.title opened=activity.field opened=activity.state opened=activity.value >giao-uoc.txt
a covenant propose giao-uoc.txt --format json >out
covenant=$(json out 'd["id"]')
a send --to HG -o 1 >/dev/null && b receive 1 >/dev/null
b covenant accept "$covenant" >/dev/null
b send --to KG -o 2 >/dev/null && a receive 2 >/dev/null
add Một >/dev/null
office_copy a.ketnghia old.ketnghia
a backup older.ketnghia >/dev/null
add Hai >/dev/null
a add member name="TênRiêng" joined=1/1/2019 >/dev/null
erased=$(a add activity held=2020-06-06 title=Ba place=NơiBịXoá field=1 state=delivered value="2 triệu" --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])')
a send --to HG -o 3 >/dev/null && b receive 3 >/dev/null
b send --to KG -o 4 >/dev/null && a receive 4 >/dev/null
exits 0 "the newer file is kept aside" a backup newer.ketnghia
signed=$(a log checkpoint)

# The old copy comes back in its place.
office_copy old.ketnghia a.ketnghia
exits 3 "the old copy signs nothing" a log checkpoint
exits 3 "nothing is written into it" add Bốn
exits 0 "but it can be read" a list activity
exits 3 "it sends nothing" a send --to HG -o no
exits 0 "it says how it stands" a --lang en recover
has out "may be an old copy" "in one plain sentence"
exits 0 "it asks the partner" a recover --ask HG -o ask
has_not ask "$(printf '%s' "$signed" | sed -n 3p)" "and signs no state of its book for that"
exits 0 "a stranger's reader takes what asks for sound" /usr/bin/python3 -B "$top/tests/oracle/reader.py" bundle ask "$(a log checkpoint >/dev/null 2>&1; b partner list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["vkey"])')"
exits 0 "the partner receives what asks" b receive ask --format json
is True "$(json out 'd["asks"]')" "and sees that it asks"
exits 0 "the partner sends" b send --to KG -o back
head -c 3000 back >cut
exits 2 "a cut answer is refused" a recover --from cut
exits 3 "and the old copy is one still" a log checkpoint
exits 0 "the whole answer is taken" a recover --from back
is "Ba Hai Một" "$(titles a)" "the entries are here again"
is "$(printf '%s' "$signed" | head -n 3)" "$(a log checkpoint | head -n 3)" "in the state that was signed"
exits 0 "the file is sound" a verify
exits 0 "what is missing is listed" a recover --format json
is "True 3" "$(json out '"%s %d" % (d[0]["missing"][1]["nothing"], len(d[0]["missing"]))')" "three entries, of a private one nothing"
exits 0 "the book goes on" add Năm
a send --to HG -o 5 >/dev/null
exits 0 "the partner finds no fork" b receive 5 --format json
is False "$(json out 'd["asks"]')" "and does not think that it asks any more"
b send --to KG -o 6 >/dev/null
has_not 6 "mirror/" "nor sends the book again"
exits 0 "it is taken" a receive 6

exits 0 "an older backup has nothing to give" a recover --from older.ketnghia
exits 0 "the newer one has" a recover --from newer.ketnghia
exits 0 "nothing is missing now" a recover --format json
is 0 "$(json out 'len(d[0]["missing"])')" "not one line"
is 2 "$(a list member --format json | python3 -c 'import json,sys; print(1 + len(json.load(sys.stdin)))')" "the private record is here again"
exits 0 "sound" a verify
exits 0 "the partner too" b verify

# The whole folder was old: the mark too. What was typed into it meanwhile was never signed.
office_copy a.ketnghia old.ketnghia && mark_copy a.ketnghia old.ketnghia
exits 0 "a record is erased" a erase "$erased" place --ground "Theo yêu cầu"
add Sáu >/dev/null
a send --to HG -o 7 >/dev/null && b receive 7 >/dev/null
office_copy old.ketnghia a.ketnghia && mark_copy old.ketnghia a.ketnghia
add GõVàoBảnCũ >/dev/null
b send --to KG -o 8 >/dev/null
exits 3 "the partner's file says that this one is old" a --lang en receive 8
has err "ask the partner" "and what to do"
exits 3 "nothing more is written" add Bảy
a recover --ask HG -o ask2 >/dev/null && b receive ask2 >/dev/null && b send --to KG -o back2 >/dev/null
exits 0 "it takes its entries back" a recover --from back2
has out ".txt" "and says where the others are"
aside=$(grep -o '[^ ]*\.txt' out | head -n 1)
is "Ba Hai Một Năm Sáu" "$(titles a)" "the entries that were signed stand"
if office_bytes a.ketnghia | grep -qa NơiBịXoá; then not_ok "what was erased is gone again"; else ok "what was erased is gone again"; fi
exits 0 "sound, again" a verify
exits 0 "goes on" add Tám
a send --to HG -o 9 >/dev/null
exits 0 "without a fork" b receive 9
has "$(find "$work" -name "$aside")" GõVàoBảnCũ "what was typed into the old copy can be typed again"

# Over the network the same in one call.
a send --to HG -o 10 >/dev/null && b receive 10 >/dev/null && b send --to KG -o 11 >/dev/null && a receive 11 >/dev/null
office_copy a.ketnghia old.ketnghia
add Chín >/dev/null
a send --to HG -o 12 >/dev/null && b receive 12 >/dev/null
office_copy old.ketnghia a.ketnghia
"$KETNGHIA" --file "$work/b.ketnghia" --lang en serve --listen 127.0.0.1:0 --as-root >serve.log 2>&1 &
serving=$!
for _ in $(seq 200); do grep -qE 'open at https?://' serve.log && break; sleep 0.05; done
address=$(grep -oE 'https?://[^ /]+' serve.log | head -n 1)
exits 3 "the old copy exchanges nothing" a exchange "$address" --with HG
exits 0 "but takes its entries back by itself" a --lang en recover --from "$address"
has out "1 entries of our own came back" "in one call"
exits 0 "and exchanges again" a exchange --with HG
kill $serving && wait $serving 2>/dev/null
exits 0 "sound" a verify
end
