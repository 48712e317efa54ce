#!/bin/sh
# A humanitarian address through all its states: proposed, surveyed, approved, waiting, sponsored, helped, left; helps
# are confirmed by a second person and counted once; a list that comes again changes its own rows.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
add() { kn add "$@" --format json 2>err >out && json out 'd["id"]'; }
count() { kn list "$@" --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))'; }
field() { kn show "$1" --format json >shown && json shown "d['$2']"; }

who=$(add address sort="hộ gia đình" commune="Xã Vị Thủy" name="Trần Thị Bưởi" born=1938 state="đề xuất" proposed=2/1/2020 home="Ấp 5")
exits 0 "surveyed and approved" kn amend "$who" state=approved surveyed=10/1/2020 confirmed=15/1/2020 consent=yes --why "xã đã xác nhận"
exits 0 "waits for a sponsor" kn amend "$who" state=waiting --why "chưa có người nhận"
promise=$(add sponsorship address="$who" sponsor="Công ty Lúa Vàng" amount="500.000 đ" rhythm=monthly from=1/2/2020 until=31/7/2020 approved=25/1/2020)
exits 0 "is being helped" kn amend "$who" state=helped --why "đã có người nhận đỡ đầu"
drive=$(add activity held=20/1/2020 title="Trao quà Tết" field=1 state=delivered value="5 triệu")
inside=$(add help held=20/1/2020 address="$who" counted_in="$drive" amount="300.000 đ" given_by="Lan" receipt=01)
outside=$(add help held=1/2/2020 address="$who" sponsorship="$promise" field=1 amount="500.000 đ" cash="500.000 đ" given_by="Lan" receipt=02)
exits 0 "the dossier" kn report dossier --record "$who" --format text
has out "Công ty Lúa Vàng" "... says who promised"
has out "800.000" "... and what came"
exits 0 "the list to sign" kn report address-list --period 2020 --format docx -o list.docx
python3 -c 'import sys, zipfile; sys.stdout.write(zipfile.ZipFile("list.docx").read("word/document.xml").decode())' >list.xml
has list.xml 'w:orient="landscape"' "... lies on its long side"
has list.xml "Trần Thị Bưởi" "... with the names"
exits 0 "the numbers" kn report addresses --period 2020 --format text
has_not out "Trần Thị Bưởi" "... hang on the wall without a name"
has out "Xã Vị Thủy" "... by commune"
exits 0 "the whole" kn list help --format json
is 2 "$(json out 'len(d)')" "two helps"

exits 1 "who wrote it does not confirm it" kn confirm "$outside"
exits 0 "a second person does" kn confirm "$outside" --author "Nguyễn Minh"
is "Nguyễn Minh" "$(kn list help --format json | python3 -c 'import json,sys; print([r.get("verified_by") for r in json.load(sys.stdin) if r.get("verified_by")][0])')" "... by name"
exits 0 "a changed help" kn amend "$outside" receipt=03 --why "ghi nhầm số"
is 0 "$(kn list help --format json | python3 -c 'import json,sys; print(len([r for r in json.load(sys.stdin) if r.get("verified_by")]))')" "... has to be confirmed again"

exits 0 "the same person again" kn add address sort=person commune="vi thuy" name="tran thi buoi" born=12/5/1938 state=proposed
cat out err >told
has told "$who" "... is told who is on file already"
twin=$(count address)
is 2 "$twin" "... and is written all the same"
exits 0 "paused" kn amend "$who" state=paused --why "về quê"
exits 0 "left the list" kn amend "$who" state=left left=1/8/2020 why_left=stands --why "đã thoát khó khăn"

cat >list.csv <<'EOS'
Mã số;Họ tên;Năm sinh;Loại;Xã;CCCD;Điện thoại;Trạng thái
VT-01;Lê Văn Đước;1943;cá nhân;Vị Thủy;093143000001;;đã duyệt
VT-02;Danh Sóc;1950;hộ;Vị Thủy;;0913;đã duyệt
VT-03;Lê Văn Đước;1943;cá nhân;Xã Vị Thủy;093143000009;;đã duyệt
VT-04;Lê Văn Được;1943;cá nhân;Xã Vị Thủy;093 143 000 001;;đã duyệt
EOS
exits 0 "an old list" kn import address list.csv --format json
is 3 "$(json out 'd["new"]')" "... brings its rows, namesakes with another number among them"
is 5 "$(json out 'd["wrong"][0]["row"]')" "a row that stands twice is named"
is "CCCD" "$(json out 'd["wrong"][0]["column"]')" "... with its column"
sed -e 3,5d -e 's/;;đã duyệt/;0987;đã duyệt/' list.csv >again.csv
exits 0 "the list again" kn import address again.csv --format json
is 1 "$(json out 'd["changed"]')" "... changes what it knows"
is 0 "$(json out 'd["new"]')" "... and brings nothing twice"
batch=$(json out 'd["batch"]')
exits 0 "one undo" kn undo "$batch"
is 5 "$(count address)" "... leaves the rows"
is 0 "$(kn list address --format json | grep -c 0987)" "... as they were"
exits 0 "everything is sound" kn verify
end
