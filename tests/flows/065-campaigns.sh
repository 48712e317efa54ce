#!/bin/sh
# Movements by every name they had, taken from the catalogue; what is written twice becomes one, and two again.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
exits 0 "a book is made" kn init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter

exits 0 "the catalogue is listed" kn catalogue list
has out "Tết Nhân ái" "... with the movement of the New Year"
exits 0 "a movement is taken, typed without accents, by an old name" kn catalogue take "tet vi nguoi ngheo"
campaign=$(grep -Eo 'KG-[0-9]+' out)
exits 1 "it is not taken twice" kn catalogue take "Tết Nhân ái"
exits 2 "what it does not have is said" kn catalogue take "Tết Trung thu"
kn catalogue list --format json >list.json
is "$campaign" "$(json list.json '[c["id"] for c in d if c["name"] == "Tết Nhân ái"][0]')" "the list says what is taken"
kn show "$campaign" --format json >campaign.json
is "15/11" "$(json campaign.json 'd["season_from"]')" "the season begins before the new year"
exits 0 "a movement typed by hand" kn add campaign name="hanh trinh do"
has err "Hành trình Đỏ" "... is told that the catalogue has it"

exits 0 "an activity names it by its old name" kn add activity held=12/1/2020 title="Trao quà Tết" field=1 state=delivered \
    value="20 triệu" campaigns="Tet vi nguoi ngheo va nan nhan chat doc da cam" place="xã A"
first=$(grep -Eo 'KG-[0-9]+' out)
exits 0 "another names it by its new one" kn add activity held=13/1/2020 title="Trao quà Tết" field=1 state=delivered \
    value="30 triệu" campaigns="tết nhân ái"
exits 0 "the first again, by somebody else" kn add activity held=12/1/2020 title="trao qua tet" field=1 state=delivered value="20 triệu"
second=$(grep -Eo 'KG-[0-9]+' out)
has err "$first" "... is told what it looks like"
kn add activity held=20/1/2020 title="Phần quà của xã bạn" field=1 state=delivered value="1 triệu" counted_in="$second" >/dev/null
kn report period --from 1/1/2020 --to 31/12/2020 --format json >year.json
is 70000000 "$(json year.json 'd["total"]["vnd"]')" "counted twice"
exits 0 "the two are the same" kn merge "$second" "$first" --why "nhập hai lần"
batch=$(grep -Eo 'KG-[0-9]+' out | tail -n 1)
kn report period --from 1/1/2020 --to 31/12/2020 --format json >year.json
is 50000000 "$(json year.json 'd["total"]["vnd"]')" "counted once"
exits 2 "the one that went is not shown" kn show "$second"
kn list activity --format json >all.json
is "$first" "$(json all.json '[a["counted_in"] for a in d if a.get("counted_in")][0]' | sed 's/^/KG-/;s/KG-KG-/KG-/')" "what named it names the one that stays"
exits 0 "one undo brings both back" kn undo "$batch"
kn report period --from 1/1/2020 --to 31/12/2020 --format json >year.json
is 70000000 "$(json year.json 'd["total"]["vnd"]')" "... and the figures"
exits 2 "a record is not merged with another kind" kn merge "$second" "$campaign" --why "nhầm"
exits 2 "... nor without a reason" kn merge "$second" "$first"
exits 0 "the book is sound" kn verify
end
