#!/bin/sh
# A sheet becomes a batch, and one undo takes it back.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null

cat >sheet.csv <<'EOF'
HỘI CHỮ THẬP ĐỎ TỈNH HẬU GIANG;;;;;
Bảng theo dõi hoạt động tháng 5;;;;;
Ngày thực hiện;Nội dung hoạt động;Lĩnh vực;Trạng thái;Trị giá (đồng);Lượt người
12/5/2020;Khám bệnh miễn phí;Chăm sóc sức khoẻ;đã trao;71,2 triệu;300
13/5/2020;Tặng quà hộ nghèo;1;đã trao;15.000.000;
31/2/2020;Ngày sai;1;đã trao;1.000.000;
14/5/2020;Tiền sai;1;đã trao;bảy triệu;
;;;;;
Cộng;;;;86.200.000;
EOF
exits 0 "a dry run" kn import activity sheet.csv --dry-run --format json
is 4 "$(json out 'd["read"]')" "rows read"
is 2 "$(json out 'd["new"]')" "rows new"
is 2 "$(json out 'len(d["wrong"])')" "rows wrong"
is 6 "$(json out 'd["wrong"][0]["row"]')" "the wrong row is named"
is "Trị giá (đồng)" "$(json out 'd["wrong"][1]["column"]')" "the wrong column is named"
is 86200000 "$(json out 'd["sums"]["value"]["vnd"]')" "the sum understood"
is 0 "$(kn list activity --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "a dry run writes nothing"
exits 0 "all or nothing writes nothing" kn import activity sheet.csv --all-or-nothing
is 0 "$(kn list activity --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "... indeed"
exits 0 "the sheet is taken" kn import activity sheet.csv --format json
batch=$(json out 'd["batch"]')
is 2 "$(kn list activity --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "the right rows are written"
exits 0 "the same sheet again" kn import activity sheet.csv --format json
is 2 "$(json out 'd["same"]')" "... is recognised"
exits 0 "one undo takes the whole sheet back" kn undo "$batch"
is 0 "$(kn list activity --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "... all of it"

kn import activity sheet.csv >/dev/null
kn list activity --format xlsx -o list.xlsx >/dev/null
exits 0 "a list exported as xlsx can be read again" kn import activity list.xlsx --dry-run --format json
is 2 "$(json out 'd["read"]')" "... with its rows"
is 0 "$(json out 'len(d["wrong"])')" "... and none is wrong"
cat >names.csv <<'EOF'
Nội dung hoạt động;Ngày thực hiện;Lĩnh vực;Trạng thái
Công đoàn thăm hỏi;12/5/2020;1;đã trao
Tổng vệ sinh đường phố;13/5/2020;1;đã trao
Tổng cộng;;;
EOF
exits 0 "a sheet of names that begin like totals" kn import activity names.csv --dry-run --format json
is 2 "$(json out 'd["new"]')" "... loses no row"
cat >scaled.csv <<'EOF'
Đơn vị tính: triệu đồng;;;;
Ngày thực hiện;Nội dung hoạt động;Lĩnh vực;Trạng thái;Trị giá
12/5/2020;Khám bệnh;1;đã trao;71,2
13/5/2020;Tặng quà;1;đã trao;1 tỷ
14/5/2020;Trao xe;1;đã trao;15
EOF
exits 0 "a sheet in millions" kn import activity scaled.csv --dry-run --format json
is 1086200000 "$(json out 'd["sums"]["value"]["vnd"]')" "... is read in millions, words before the unit of the sheet"
sed -e 1d -e 's/Trị giá/Trị giá (tỷ đồng)/' -e '/1 tỷ/d' scaled.csv >billions.csv
exits 0 "a column in billions" kn import activity billions.csv --dry-run --format json
is 86200000000 "$(json out 'd["sums"]["value"]["vnd"]')" "... is read in billions"
sed -e 's/Trị giá/Trị giá (đồng)/' -e '/1 tỷ/d' -e 's/71,2/71200/' scaled.csv >dong.csv
exits 0 "a column that says đồng under a line that says millions" kn import activity dong.csv --dry-run --format json
is 71215 "$(json out 'd["sums"]["value"]["vnd"]')" "... is in đồng"
sed -e 1d -e 's/Trị giá/Trị giá (nghìn đồng)/' -e '/1 tỷ/d' -e 's/71,2/71.200/' scaled.csv >thousands.csv
exits 0 "a column in thousands" kn import activity thousands.csv --dry-run --format json
is 71215000 "$(json out 'd["sums"]["value"]["vnd"]')" "... is read in thousands"
printf 'PK\003\004 not a workbook' >bad.xlsx
exits 2 "a damaged workbook is refused" kn import activity bad.xlsx
exits 2 "a sheet without known headings is refused" sh -c 'printf "a;b\n1;2\n" >x.csv; exec "$0" import activity x.csv' "$KETNGHIA"
exits 0 "everything is sound" kn verify
end
