#!/bin/sh
# The blood of a year: drives with their bags, the report in its three ways of counting, donors, honours, and what must not
# be written.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"

kn init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
kn add campaign name="Hành trình đỏ" sort=programme starts=6/6/2020 ends=8/8/2020 >/dev/null

exits 0 "a drive of bags of 350 ml" kn add blood_drive held=6/6/2020 title="Hành trình đỏ" campaigns="hanh trinh do" \
    receiver="Bệnh viện Đa khoa" target_bags=20000 assigned_by="Ban Chỉ đạo quốc gia" registered=22000 came=21000 eligible=20695 \
    deferred=305 donors=20695 bags_350=20695
exits 0 "a drive with other volumes and components" kn add blood_drive held=9/11/2020 title="Đợt 1 năm 2021" registered=250 came=200 \
    donors=105 bags_250=60 bags_350=40 bags_other=2 other_ml=700 apheresis="tiểu cầu|250|3" work_year=2021
exits 0 "fewer gifts than the rules say" kn add blood_drive held=1/7/2019 title="Đợt tháng 7" registered=10 came=11 bags_250=10 gifts="900.000 đ"
has err "1.000.000" "... is written with the amount of the rules"
has err "Đăng ký" "... and so are more who came than had registered"

kn report blood --period "năm 2020" --format json >blood.json
is 2 "$(json blood.json 'd["figures"]["blood_drives"]')" "two drives in the year"
is 20797 "$(json blood.json 'd["figures"]["blood_bags"]')" "bags of all volumes, once each"
is $((20695 * 350 + 60 * 250 + 40 * 350 + 700)) "$(json blood.json 'd["figures"]["blood_ml"]')" "ml of whole blood"
is 29,091.8 "$(json blood.json 'd["figures"]["converted_250_ml"]')" "converted units are exact"
is 3 "$(json blood.json 'd["figures"]["apheresis_bags"]')" "components are counted apart"
is 750 "$(json blood.json 'd["figures"]["apheresis_ml"]')" "... with their ml"
is "104%" "$(json blood.json 'd["of_plan"]' | tr , .)" "bags against the planned bags"
kn --lang vi report blood --period "năm 2020" --format text >blood.txt
has blood.txt "đơn vị quy đổi 250 ml" "converted units say what they are"
has blood.txt "năm công tác 2020" "a drive that counts for the next year is said apart"
has blood.txt "Hành trình đỏ" "by campaign"
has blood.txt "không thuộc phong trào nào" "... with what is under none"
has blood.txt "Bệnh viện Đa khoa" "by receiving centre"
kn --lang vi report blood --period "năm 2021" --format text >next.txt
has next.txt "1 đợt, 102 túi" "the work year counts the drive of November"
drive=$(kn list blood_drive --from 1/7/2019 --to 1/7/2019 --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
kn --lang vi report drive --record "$drive" --format text >sheet.txt
has sheet.txt "ít nhất 1.000.000 đồng" "the sheet of a drive says what the rules make"
has sheet.txt "900.000 đồng" "... beside what was given"
for format in docx xlsx csv html; do
    exits 0 "the report as $format" kn report blood --period "năm 2020" --format $format -o "blood.$format"
done

printf 'Họ và tên,Ngày sinh,Giới tính,Điện thoại,Nhóm máu,Cân nặng,Số lần đã hiến,Đồng ý\nNguyễn Văn Sẵn,12/5/1990,nam,0900000001,O+,60,9,có\nTrần Thị Chờ,1985,nữ,0900000002,A+,50,4,có\nLê Văn Quá Tuổi,1950,nam,0900000003,B+,60,0,có\n' >donors.csv
exits 0 "donors come from a sheet" kn import donor donors.csv
today=$(date +%d/%m/%Y)
exits 0 "a donation long ago" kn add donation donor="Nguyễn Văn Sẵn" held=1/3/2024 component="máu toàn phần" ml=350 certificate=GCN-01
exits 0 "a donation today" kn add donation donor="Trần Thị Chờ" held="$today" component=whole ml=350
exits 0 "a second one too early" kn add donation donor="Trần Thị Chờ" held="$today" component=plasma ml=500
has err "có thể hiến lại" "... is warned of"
kn report donors --period "năm 2026" --format json >donors.json
is "['Nguyễn Văn Sẵn']" "$(json donors.json '[x["name"] for x in d["call"]]')" "who may be called: not who gave today, not who is too old"
is "[('Nguyễn Văn Sẵn', 10), ('Trần Thị Chờ', 5)]" \
    "$(json donors.json 'sorted((x["name"], x["times"]) for x in d["honours"])')" "honours due by number of donations"
for wrong in "name=Phạm Văn B (HIV+)" "blood_group=O, HBsAg dương tính" "home=mắc viêm gan B"; do
    exits 2 "refused, because it must not be kept: $wrong" kn add donor name=x consent=yes "$wrong"
done
exits 2 "refused at a donation too" kn add donation donor="Nguyễn Văn Sẵn" held=1/4/2024 component=whole certificate="giang mai dương tính"
kn kinds donor >kind.txt
has_not kind.txt "result" "a donor has no field for results of tests"
exits 0 "everything is sound" kn verify
end
