#!/bin/sh
# One office from nothing: book, records, corrections, undo, erasure, wrong input.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"

exits 2 "a command before any office says what to do" kn list activity
has err "ketnghia init" "... and names init"
exits 0 "a book is made" kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter
has out "ketnghia/hg/" "the verifier key is printed"
is 13 "$(grep -Eo '([A-Z2-7]{4}-){12}[A-Z2-7]{4}' out | tr '-' '\n' | wc -l | tr -d ' ')" "the recovery sheet has 13 groups"
exits 1 "the same unit cannot be made twice" kn init --unit HG --name "Hội" --kind chapter

exits 0 "a campaign" kn add campaign name="Tết vì người nghèo" sort=movement starts=1/1/2020
exits 0 "an activity names its campaign by title" kn add activity held=12/1/2020 title="Trao quà Tết" field=1 state="đã trao" \
    value="71,2 triệu" campaigns="tet vi nguoi ngheo" people=120 gifts=120
is "activity HG-3 entry 3" "$(cat out)" "add prints kind, id and entry"
kn show 3 --format json >shown.json
is 71200000 "$(json shown.json 'd["value"]["vnd"]')" "money is whole đồng"
is 100000 "$(json shown.json 'd["value"]["step"]')" "money keeps its step"
is "71,2 triệu" "$(json shown.json 'd["value"]["text"]')" "money keeps its text"

exits 0 "a typing error of the article is forgiven" kn add activity held=13/1/2020 title="Trao quà" field=1 state=delivered value="60 triệu động"
has err "đồng" "... with a hint"
exits 0 "a correction" kn amend HG-3 value="72 triệu" --why "gõ nhầm"
exits 2 "a correction needs its reason" kn amend HG-3 value="73 triệu"
kn show HG-3 >shown.txt
has shown.txt "72 triệu" "the record shows the corrected value"
has shown.txt "gõ nhầm" "its history tells why"
exits 0 "undo" kn undo HG-4
undo=$(grep -Eo 'HG-[0-9]+' out | tail -n 1)
exits 2 "what is undone is not shown" kn show HG-4
exits 0 "an undo is undone" kn undo "$undo"
exits 0 "... and the record is back" kn show HG-4

kn list activity --format json >before.json
for wrong in "held=31/2/2020" "held=hom" "value=-5" "value=71.2tỷ" "field=9" "nothing=1" "people=1,5" "title="; do
    exits 2 "refused: $wrong" kn add activity held=1/2/2020 title=x field=1 state=delivered "$wrong"
    has_not err "GLib" "... with one plain sentence"
done
exits 2 "refused: bytes that are no text" kn add activity held=1/2/2020 field=1 state=delivered "title=$(printf '\377\376')"
exits 2 "refused: a text of 3,000 letters in one line" kn add activity held=1/2/2020 field=1 state=delivered "title=$(printf 'a%.0s' $(seq 3000))"
exits 2 "refused: an unknown kind" kn add nothing title=x
exits 2 "refused: an unknown command" kn nothing
kn list activity --format json >after.json
if cmp -s before.json after.json; then ok "nothing was written by any of them"; else not_ok "nothing was written by any of them"; fi

kn add member name="Nguyễn Thị Bí Mật Riêng" joined=5/1/2018 >/dev/null
member=$(kn list member --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
exits 0 "a personal value is erased" kn erase "$member" name --ground "yêu cầu của đương sự"
if office_bytes "$KETNGHIA_FILE" | grep -qa "Bí Mật Riêng"; then not_ok "the erased name is in no byte of the file"; else ok "the erased name is in no byte of the file"; fi
exits 2 "a measure cannot be erased" kn erase HG-3 value --ground x

exits 0 "everything is sound" kn verify
exits 0 "lists and totals can be made anew" kn rebuild
kn list activity --format json >rebuilt.json
if cmp -s after.json rebuilt.json; then ok "... and are the same"; else not_ok "... and are the same"; fi
kn list activity --search "qua tet" --format json >found.json
is 1 "$(json found.json 'len(d)')" "words are found without accents"
kn list activity --from 13/1/2020 --to 13/1/2020 --format csv >list.csv
has list.csv "60000000" "a list is filtered by date and printed as csv"
office_copy "$KETNGHIA_FILE" copy.ketnghia
exits 0 "a copy of it alone is whole" kn --file copy.ketnghia verify
exits 0 "a backup" kn backup safe.ketnghia
exits 0 "... is sound" kn verify safe.ketnghia
exits 1 "... and never overwrites" kn backup safe.ketnghia
end
