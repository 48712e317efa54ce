#!/bin/sh
# A union's half-year: norms that change, a transfer, who was visited, fees as one batch and its undo, children, models,
# works, awards, and the numbers that may leave.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit TG --name "Hội Chữ thập đỏ tỉnh Tiền Giang" --kind chapter >/dev/null
kn init --unit TG-CD --name "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Tiền Giang" --kind union --parent TG >/dev/null
u() { kn --unit TG-CD "$@"; }
report() { u report "$@" --format json >report.json; }

exits 0 "the unit writes its norms" u add rate table=visit_norm key="thăm hỏi hằng quý" from=1/1/2020 until=30/6/2020 \
    amount="200.000 đ" decision="Quy chế chi tiêu 2020"
u add rate table=visit_norm key=quarterly from=1/7/2020 amount="300.000 đ" decision="Nghị quyết 07/NQ-CĐCS" >/dev/null
u add rate table=visit_norm key="ốm đau" from=1/1/2020 amount="500.000 đ" decision="Quy chế chi tiêu 2020" >/dev/null

cat >members.csv <<'EOF'
Họ và tên,Ngày sinh,Giới tính,Ngày vào,Phòng,Tiền lương,Đoàn phí
Nguyễn Thị An,15/9/1980,nữ,5/1/2018,Văn phòng,4.805.500 đ,
Lê Văn Bình,1975,nam,5/1/2018,Văn phòng,,48.000 đ
Trần Thị Cúc,2/3/1990,nữ,10/8/2020,Ban Công tác xã hội,5.000.000 đ,
Phạm Văn Dũng,7/7/1970,nam,5/1/2018,Ban Công tác xã hội,6.000.000 đ,
EOF
exits 0 "members come from a sheet" u import member members.csv --format json
is 4 "$(json out 'd["new"]')" "... all four"
id() { u list member --search "$1" --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])'; }
an=$(id "Thị An") binh=$(id "Văn Bình") cuc=$(id "Thị Cúc") dung=$(id "Văn Dũng")
u amend "$cuc" came_from="CĐCS Sở Y tế" --why "chuyển sinh hoạt đến" >/dev/null
exits 0 "one is transferred" u amend "$dung" left=20/7/2020 how_left="chuyển sinh hoạt công đoàn" moved_to="CĐCS Sở Tài chính" --why "chuyển công tác"
exits 0 "another address without a day of leaving is only odd" u amend "$binh" moved_to="nơi khác" --why "thử" --format json
has err "Hãy ghi ngày ra" "... and said so"
u undo "$(json out 'd["entry"]')" >/dev/null

exits 0 "a visit within the norm of spring" u add visit held=10/3/2020 member="$an" occasion=quarterly amount="200.000 đ"
has_not err "định mức" "... is not remarked on"
exits 0 "above it" u add visit held=11/3/2020 member="$binh" occasion=quarterly amount="300.000 đ"
has err "Quy chế chi tiêu 2020" "... the hint names the decision"
exits 0 "the same amount in summer" u add visit held=5/7/2020 member="$an" occasion=quarterly amount="300.000 đ"
has_not err "định mức" "... is within the new norm"
exits 0 "a visit to the sick above it" u add visit held=6/8/2020 member="$binh" occasion="ốm đau" amount="600.000 đ"
has err "500.000" "... by another row"
exits 0 "a union above has its own limit" u add visit held=6/8/2023 member="$binh" occasion=hardship payer=direct amount="700.000 đ"
has err "4291" "... of a decision with its days"
exits 0 "a visit to one who left" u add visit held=1/9/2020 member="$dung" occasion=tet amount="100.000 đ"
has err "không ở trong công đoàn" "... is remarked on"

exits 0 "who was not visited in the third quarter" report visits --from 1/7/2020 --to 30/9/2020
is 4 "$(json report.json 'd["members"]')" "whoever was a member on some day of it counts"
is 3 "$(json report.json 'd["visited"]')" "three were visited"
is "Trần Thị Cúc" "$(json report.json '[l["name"] for l in d["lines"] if not l["visits"]][0]')" "the new one was not"
exits 0 "the second quarter" report visits --from 1/4/2020 --to 30/6/2020
is 3 "$(json report.json 'd["members"]')" "the transferred one had not come yet"
is 2020-03-10 "$(json report.json '[l["last"] for l in d["lines"] if l["name"] == "Nguyễn Thị An"][0]')" "the last visit is shown"
exits 0 "... on paper" u report visits --from 1/4/2020 --to 30/6/2020 --format text
has out "Ký nhận" "with a column to sign"

cat >fees.csv <<'EOF'
Đoàn viên,Tháng,Phải đóng,Đã đóng,Ngày đóng
Nguyễn Thị An,tháng 1/2020,48.055 đ,48.055 đ,31/1/2020
Lê Văn Bình,tháng 1/2020,48.000 đ,20.000 đ,31/1/2020
EOF
exits 0 "a month's fees come as one batch" u import fee fees.csv --format json
batch=$(json out 'd["batch"]')
exits 0 "arrears" report fees --from 1/1/2020 --to 29/2/2020
# An 48.055 twice, Bình 48.000 twice, Dũng 60.000 twice; Cúc came later.
is 312110 "$(json report.json 'd["due"]')" "what is due is counted by month and rule"
is 68055 "$(json report.json 'd["paid"]')" "what was paid"
is $((312110 - 68055)) "$(json report.json 'd["behind"]')" "what is behind"
is 2 "$(json report.json '[l["months_behind"] for l in d["lines"] if l["name"] == "Lê Văn Bình"][0]')" "months behind"
exits 0 "the batch is undone" u undo "$batch"
report fees --from 1/1/2020 --to 29/2/2020
is 0 "$(json report.json 'd["paid"]')" "... and nothing is paid"
u undo "$(grep -Eo 'TG-CD-[0-9]+' out | tail -n 1)" >/dev/null
report fees --from 1/1/2020 --to 29/2/2020
is 68055 "$(json report.json 'd["paid"]')" "... until that is undone too"
exits 2 "a fee is of one month" u add fee member="$an" month="quý II/2020" paid="100.000 đ"
has err "của một tháng" "... it says so"
exits 0 "the roll" report members --from 1/1/2020 --to 31/12/2020
is "3 2 1 1 1" "$(json report.json '"%d %d %d %d %d" % (d["members"], d["joined"] + d["left"], d["transferred_in"], d["left"], d["transferred_out"])')" "tells who came and went"

exits 0 "children" u amend "$an" children="Trần An Khang | 1/6/2012 | Học sinh giỏi
Trần An Nhiên | 2003" --why "khai thêm con"
report children --from 1/1/2020 --to 1/6/2020
is 1 "$(json report.json 'd["children"]')" "only the one under sixteen counts"
exits 0 "care for children" u add child_care held=1/6/2020 occasion=childrens_day children=24 each="300.000 đ" amount="7.000.000 đ"
has err "7.200.000" "the sum is worked out"
u add rights_case held=4/4/2020 subject=pay content="TênVụViệcKín" member="$an" >/dev/null
u add upper_drive held=10/5/2020 title="Tháng Công nhân" sort=union participants=4 >/dev/null
exits 0 "Party building" u add party_building held=15/6/2020 title="Góp ý văn kiện Đại hội Đảng các cấp" sort=party way=opinions opinions=32 introduced=2 admitted=1
exits 0 "a Party name's usual slip is remarked on" u add party_building held=16/6/2020 title="Góp ý Đại hội Đảng các" sort=party result="việc nổi bậc"
has err "các cấp" "..."

exits 0 "a model with its way" u add model name="Vận động hiến máu tình nguyện" sort="Dân vận khéo" level=provincial year=2020 \
    state=recognised registered=20/2/2020 subject="cá nhân" owner="Nguyễn Thị An" area="văn hoá - xã hội" \
    passages="20/2/2020 | registered | 02/ĐK-CĐCS | provincial
30/6/2020 | kept
10/12/2020 | recognised | 15/QĐ-BDV | provincial"
model=$(grep -Eo 'TG-CD-[0-9]+' out)
exits 0 "one copied from another" u add model name="Vận động hiến máu ở xã" sort="Dân vận khéo" level=grassroots year=2020 state=registered \
    registered=1/7/2020 copies="$model" subject="tập thể"
exits 0 "a state that its way does not know" u add model name="Mô hình khác" sort=creative year=2020 state=awarded registered=1/7/2020 passages="1/7/2020 | registered"
has err "lại ghi trạng thái khác" "... is remarked on"
report models --from 1/1/2020 --to 31/12/2020
is "3 1 1" "$(json report.json '"%d %d %d" % (d["registered"], d["kept"], d["recognised"])')" "the register counts each step"
report models --from 1/1/2020 --to 30/9/2020
is "3 1 0" "$(json report.json '"%d %d %d" % (d["registered"], d["kept"], d["recognised"])')" "... up to its day"

exits 0 "a work with its sources" u add work name="Cầu kênh Ba" sort=bridge size="22 x 3,3 m" place="Xã Tân Hoà" value="350 triệu đồng" \
    sponsors="Ngân sách xã | 100 triệu đồng | budget
Công ty A | 200 triệu đồng | donor
Bà con ấp 3 | 50 triệu đồng | nhân dân đóng góp" \
    labour_days=240 land_m2=120 crops="12 cây dừa" started=12/3/2020 opened=12/5/2020 plaque_date=12/5/2020 \
    checks="1/8/2020 | Ban Chấp hành | worn | Thay lan can | 30/9/2020"
has_not err "cộng các nguồn" "sums that agree are not remarked on"
exits 0 "a work whose sources do not make its value" u add work name="Đường ấp 4" value="80 triệu đồng" \
    sponsors="Quỹ công đoàn | 30 triệu đồng | own
Mạnh thường quân | 60 triệu đồng | donor" opened=1/6/2020
has err "90.000.000" "... is remarked on"
report works --from 1/1/2020 --to 31/12/2020
is 430000000 "$(json report.json 'd["value"]')" "the register sums the values"
is "100000000 260000000 50000000 30000000" "$(json report.json '"%d %d %d %d" % (d["budget"], d["donor"], d["people"], d["own"])')" "... and each source"
u report works --from 1/1/2020 --to 31/12/2020 --format text >works.txt
has works.txt "80.000.000" "... and names the contradiction"
lies_across() { python3 -c 'import sys,zipfile; print("landscape" in zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())' "$1"; }
u report works --from 1/1/2020 --to 31/12/2020 --format docx -o works.docx >/dev/null
is True "$(lies_across works.docx)" "twelve columns lie across the page"
u report visits --from 1/4/2020 --to 30/6/2020 --format docx -o visits.docx >/dev/null
is False "$(lies_across visits.docx)" "six stand upright"

exits 0 "an award" u add award held=20/12/2020 sort="cá nhân" member="$an" form="bằng khen" level=provincial decision="99/QĐ-UBND" model="$model"
has err "Chủ tịch Uỷ ban nhân dân tỉnh" "who grants it is said"
u add award held=20/12/2020 sort=collective name="CĐCS Hội Chữ thập đỏ tỉnh" form="giấy khen" level=provincial >/dev/null
exits 0 "a district's honour after the districts ended" u add award held=5/7/2025 sort=person name="Lê Văn Bình" form="giấy khen" level="cấp huyện"
has err "30/6/2025" "... is remarked on"
exits 2 "an honour of nobody" u add award held=5/7/2025 sort=person form=merit
report awards --from 1/1/2020 --to 31/12/2020
is "2 1 1" "$(json report.json '"%d %d %d" % (d["awards"], d["persons"], d["collectives"])')" "the register counts them"
u report period --from 1/1/2020 --to 31/12/2020 --format text >period.txt
has period.txt "Khen thưởng 02 lượt" "the period report counts the awards"
has period.txt "đóng góp 32 ý kiến" "... and what was given to Party building"
has_not period.txt "TênVụViệcKín" "... and no case"

exits 0 "the numbers that may leave are stated" u state --from 1/1/2020 --to 31/12/2020
u list statement --format json >statements.json
is "24 1 5" "$(json statements.json '" ".join(str(next(s["count"] for s in d if s["measure"] == m)) for m in ("children", "rights_cases", "visits"))')" "children, cases and visits"
is True "$(json statements.json 'all(set(s) <= {"id","kind","unit","entry","time","period","measure","count","step","qualifier"} for s in d)')" "... numbers and nothing else"
exits 0 "everything is sound" kn verify
exits 0 "lists are the same when made anew" kn rebuild

# Of many works a report names the first and counts the others; their register names them all.
for i in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15; do
    echo "Cầu nhà số $i,bridge,2020-02-$i,2020-11-$i,delivered"
done | { echo "name,sort,started,opened,state"; cat; } >works.csv
exits 0 "fifteen works come from a sheet" u import work works.csv
u report joint --from 2020-11-01 --to 2020-11-30 --format text >many.txt
is 12 "$(tr '\n' ' ' <many.txt | grep -o 'Cầu nhà số' | wc -l | tr -d ' ')" "twelve are named"
if tr -s '\n ' ' ' <many.txt | grep -q 'và 3 công trình khác'; then ok "and three counted"; else not_ok "and three counted" "$(cat many.txt)"; fi
u report works --from 2020-11-01 --to 2020-11-30 --format text >register.txt
is 15 "$(tr '\n' ' ' <register.txt | grep -o 'Cầu nhà số' | wc -l | tr -d ' ')" "the register names all"

end
