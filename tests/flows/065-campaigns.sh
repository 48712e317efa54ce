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

# What only the one that goes says is offered: nothing is lost or copied unsaid.
exits 2 "the other way round, the first has a place and a movement" kn merge "$first" "$second" --why "nhập hai lần"
has err "place" "... which is said"
has err "campaigns" "... and the movement too"
exits 2 "what both say is not taken over" kn merge "$first" "$second" --why "nhập hai lần" --take title
exits 0 "what was chosen is taken over" kn merge "$first" "$second" --why "nhập hai lần" --take place --format json
batch=$(json out 'd["id"]')
is "xã A trao qua tet None" "$(kn show "$second" --format json | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["place"], d["title"], d.get("campaigns") or None)')" "... and nothing else"
exits 0 "one undo takes that back too" kn undo "$batch"
is "None" "$(kn show "$second" --format json | python3 -c 'import json,sys; print(json.load(sys.stdin).get("place") or None)')" "... indeed"

# A sheet with a row that looks like what stands there.
printf 'Ngày;Tên hoạt động;Lĩnh vực;Trạng thái;Trị giá\n12/1/2020;TRAO QUA TET;1;Đã trao tặng;20 triệu\n14/1/2020;Trao gạo;1;Đã trao tặng;20 triệu\n' >again.csv
exits 0 "a sheet is looked at" kn import activity again.csv --dry-run --format json
is "2 2" "$(json out '"%d %d" % (d["new"], d["alike"][0]["row"])')" "both rows are new, one looks like an old one"
like=$(json out 'd["alike"][0]["record"]')
case "$like" in "$first" | "$second") ok "... which is named" ;; *) not_ok "... which is named" "$like" ;; esac
exits 0 "... in words too" kn import activity again.csv --dry-run
has out "$like" "... by its number"
exits 2 "a record is not merged with another kind" kn merge "$second" "$campaign" --why "nhầm"
exits 2 "... nor without a reason" kn merge "$second" "$first"

# The same movement, season beside season, under the name that held then.
add() {
    title=$1 held=$2 state=$3 value=$4
    shift 4
    kn add activity title="$title" held="$held" field=1 state="$state" value="$value" campaigns="tết nhân ái" "$@" >/dev/null 2>err || exit 1
}
add "Quà Tết Nhâm Dần" 20/12/2021 delivered "40 triệu" reporter="Xã An Bình" labour_days=10
add "Quà Tết Nhâm Dần" 5/1/2022 delivered "60 triệu" reporter="Xã Bình An" people=120
add "Quà Tết Quý Mão" 20/11/2022 delivered "70 triệu" reporter="Xã An Bình" labour_days=20
add "Quà Tết Quý Mão" 10/1/2023 delivered "80 triệu" people=300 known_of=200
add "Cam kết Tết Quý Mão" 1/12/2022 pledged "500 triệu" reporter="Xã An Bình"
add "Ngoài đợt" 1/6/2022 delivered "1 triệu" people=2
kn add rate table=labour_day from=1/1/2021 until=31/12/2021 amount=200.000 decision="QĐ 1" >/dev/null
kn add rate table=labour_day from=1/1/2022 amount=250.000 decision="QĐ 2" >/dev/null
exits 0 "season beside season" kn report campaign --record "$campaign" --from 1/1/2023 --to 31/3/2023 --format json
cp out seasons.json
season() { json seasons.json "[s['measures']['$2'] for s in d['units'][0]['seasons'] if s['label'] == '$1'][0]['$3']"; }
is 100000000 "$(season 2021-2022 value vnd)" "a season crosses the new year"
is 150000000 "$(season 2022-2023 value vnd)" "... and the next stands beside it"
is 500000000 "$(season 2022-2023 value_pledged vnd)" "what was pledged stands apart"
is 200 "$(season 2022-2023 known_of vnd)" "of how many people sex and age are known"
kn report campaign --record "$campaign" --from 1/1/2023 --to 31/3/2023 --lang vi >seasons.txt
has seasons.txt "Đợt 2021-2022: “Tết vì người nghèo và nạn nhân chất độc da cam”" "each season under the name that held"
has seasons.txt "Đợt 2022-2023: “Tết Nhân ái”" "... also after it was renamed"
has seasons.txt "150%" "this season in percent of the one before"
has seasons.txt "1 hoạt động của phong trào này nằm giữa các đợt" "what lies between the seasons is said"
is "2.000.000 5.000.000" "$(grep 'giá trị ngày công' seasons.txt | grep -Eo '[0-9]\.000\.000' | tr '\n' ' ' | sed 's/ $//')" "labour days at the rate of their day"
is "1 0 0 70.000.000" "$(grep 'Xã An Bình' seasons.txt | grep -Eo '[0-9.]+' | tr '\n' ' ' | sed 's/ $//;s/^2/1/')" "by commune"
has seasons.txt "chưa ghi rõ" "what names no commune is a line of its own"
exits 0 "a year in which it was renamed" kn report period --from 1/1/2022 --to 31/12/2022 --lang vi
has out "“Tết vì người nghèo và nạn nhân chất độc da cam, nay là Tết Nhân ái”" "... prints both names"

# The same gift in two books is counted once in their joint report, and in full in each one's own.
kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
kn add activity --unit HG held=5/1/2022 title="Quà Tết Nhâm Dần" field=1 state=delivered value="60 triệu" >out 2>err
has err "KG-" "the twin is told that the gift stands in the other book"
gift=$(grep -Eo 'KG-[0-9]+' err | head -n 1)
kn add activity --unit HG held=6/1/2022 title="Quà riêng" field=1 state=delivered value="5 triệu" >/dev/null
exits 0 "it names the gift of the other book" kn amend HG-2 counted_in="$gift" --why "cùng một phần quà" --unit HG
kn report joint --unit KG --of KG,HG --from 1/1/2022 --to 31/1/2022 --format json >joint.json
is 65000000 "$(json joint.json 'd["total"]["vnd"]')" "the joint report counts it once"
is "True" "$(json joint.json 'all(c["ok"] for c in d["checks"])')" "... and its parts make the whole"
kn report joint --unit KG --of KG,HG --from 1/1/2022 --to 31/1/2022 --lang vi >joint.txt
has joint.txt "là cùng một phần quà với $gift" "... and says so"
kn report period --unit HG --from 1/1/2022 --to 31/1/2022 --format json >own.json
is 65000000 "$(json own.json 'd["total"]["vnd"]')" "its own report counts it in full"
exits 0 "the book is sound" kn verify
end
