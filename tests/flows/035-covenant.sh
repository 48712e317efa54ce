#!/bin/sh
# A covenant over the years: renewed by all, changed, sessions in turn, what is left of earlier ones, its paper.
. "$(dirname "$0")/lib.sh"
kn() { "$KETNGHIA" --file "$work/so.ketnghia" --lang en "$@"; }
state() { kn agreements --format json >list && json list "[a['state'] for a in d if a['body_hash'] == '$1'][0]"; }
hash() { kn agreements --format json >list && json list "d[0]['body_hash']"; }
for unit in KG HG AG; do kn init --unit $unit --name "Hội Chữ thập đỏ tỉnh $unit" --kind chapter >/dev/null; done
year=$(date +%Y)
exits 0 "a covenant of three" kn --unit KG covenant propose title="Giao ước ba tỉnh" parties=KG parties=HG parties=AG sort=twinning \
    starts=$((year - 2))-01-01 ends=$((year - 1))-12-31 sessions=year rotation=HG rotation=KG principles="Bình đẳng" principles="Tự nguyện" --format json
first=$(json out 'd["id"]')
old=$(hash)
for unit in HG AG; do kn --unit $unit covenant accept "$first" >/dev/null; done
is expired "$(state "$old")" "its term is over"
exits 2 "nobody is left out of its successor" kn --unit KG covenant change "$first" ends=$((year + 1))-12-31 parties=KG parties=HG
has err "is a party of it too" "... and is named"
exits 0 "it is renewed by a new text" kn --unit KG covenant change "$first" ends=$((year + 1))-12-31 --format json
second=$(json out 'd["id"]')
new=$(hash)
is proposed "$(state "$new")" "which waits for the others"
is "Bình đẳng Tự nguyện" "$(json list '" ".join(p["text"] for p in d[0]["principles"])')" "what was not named stays as it was"
exits 0 "one agrees" kn --unit HG covenant accept "$second"
is expired "$(state "$old")" "half agreed changes nothing"
exits 0 "all agree" kn --unit AG covenant accept "$second"
is "in_force replaced" "$(state "$new") $(state "$old")" "the new text is in force, the old one replaced"
exits 2 "a replaced text is not changed once more" kn --unit KG covenant change "$first" ends=$((year + 2))-12-31
exits 2 "a text that is not there" kn --unit KG covenant change KG-999 ends=2030-12-31

exits 0 "a session under the old text" kn --unit HG add session title="Giao lưu lần 1" began="7:30 12/8/$((year - 2))" place="Vị Thanh" host=HG covenant="$first" --format json
session=$(json out 'd["id"]')
kn --unit HG add direction content="Thăm hỏi hộ nghèo" session="$session" agreed=12/8/$((year - 2)) due=31/12/$((year - 2)) state=agreed >/dev/null
kn --unit HG due >due
has due "it is the turn of Hội Chữ thập đỏ tỉnh KG to be host" "the next session is due, the host in turn is named"
kn --unit HG add session title="Giao lưu lần 2" began="8:00 1/3/$((year + 1))" place="Rạch Giá" host=KG covenant="$second" >/dev/null
kn --unit HG due >due
has_not due "is to be held" "a session that is planned is waited for"

exits 0 "the covenant on paper" "$KETNGHIA" --file "$work/so.ketnghia" --lang vi --unit HG report covenant
for words in "GIAO ƯỚC KẾT NGHĨA" "Hội Chữ thập đỏ tỉnh AG" "Bình đẳng" "31/12/$((year + 1))"; do has out "$words" "paper: $words"; done
exits 0 "the one it replaced too" kn --unit HG report covenant --record "$first"
has out "Replaced" "... says how it stands"
exits 2 "another record is no covenant" kn --unit HG report covenant --record "$session"
exits 0 "all of it is sound" kn verify
end
