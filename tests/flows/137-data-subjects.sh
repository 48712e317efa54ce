#!/bin/sh
# A person asks about their data: consent, request, the paper with everything about them, erasure; figures stay.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
kn add donor name="Trần Thị Hạt Mưa" phone=0900123456 blood_group=O+ consent=yes >/dev/null
kn add donor name="Nguyễn Văn Người Khác" phone=0900777777 consent=yes >/dev/null
kn add donation donor="Trần Thị Hạt Mưa" held=1/3/2026 component=whole ml=350 certificate=GCN-77 >/dev/null
person=$(kn list donor --search "hat mua" --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')

exits 2 "consent needs its way: nothing is preset" kn add consent donor="Trần Thị Hạt Mưa" purpose=call text="Tôi đồng ý" given=1/2/2026
exits 2 "... and somebody who gave it" kn add consent purpose=call text="Tôi đồng ý" given=1/2/2026 way=written
exits 2 "a spoken word alone is none" kn add consent name=x purpose=call text="Tôi đồng ý" given=1/2/2026 way=spoken
exits 2 "a child's needs the representative" kn add consent name=x purpose=publish_story text="Tôi đồng ý" given=1/2/2026 way=written child="Bé An" child_born=2021
exits 2 "... and from seven on the child" kn add consent name=x purpose=publish_story text="Tôi đồng ý" given=1/2/2026 way=written \
    child="Bé An" child_born=2018 representative="Mẹ"
exits 0 "both is a consent" kn add consent name=x purpose=publish_story text="Tôi đồng ý" given=1/2/2026 way=written \
    child="Bé An" child_born=2018 representative="Mẹ" child_agreed=yes
exits 0 "a donor's consent" kn add consent donor="Trần Thị Hạt Mưa" purpose=call text="Tôi đồng ý có tên trong sổ người hiến máu" version="mẫu 1" \
    given=1/2/2026 way=written witness="Lê Chứng Kiến"

day() { date -d "$1" +%Y-%m-%d; }
exits 0 "a request" kn add data_request donor="Trần Thị Hạt Mưa" sort=see received="$(day today)" words="Cho tôi xem hồ sơ của tôi"
request=$(grep -Eo 'KG-[0-9]+' out | head -n 1)
kn due --format json --to "$(day "+60 days")" >due.json
is 2 "$(json due.json 'len([x for x in d if "'"$request"'" in x["sentence"]])')" "its two clocks stand in what falls due"
has_not due.json "Hạt Mưa" "... without the name"
kn report my-data --record "$person" --format json >data.json
is "['consent', 'data_request', 'donation', 'donor']" "$(json data.json 'sorted({x["kind"] for x in d["records"]})')" "everything that names the person"
for fact in 0900123456 GCN-77 "mẫu 1" "Lê Chứng Kiến" "Cho tôi xem hồ sơ"; do has data.json "$fact" "... with $fact"; done
has_not data.json "Người Khác" "and nothing of another person"
has_not data.json 0900777777 "... not their telephone either"
exits 0 "as a paper" kn report my-data --record "$person" --format docx -o data.docx
exits 0 "answered and finished" kn amend "$request" answered="$(day today)" done="$(day today)" result=done result_words="đã trao bản sao" --why "đã trả lời"
kn due --format json --to "$(day "+60 days")" >due.json
is 0 "$(json due.json 'len([x for x in d if "'"$request"'" in x["sentence"]])')" "and due no more"
kn report blood --period "năm 2026" --format json >before.json
exits 0 "their telephone is erased" kn erase "$person" phone --ground "yêu cầu $request"
if cat "$KETNGHIA_FILE"* | grep -qa "0900123456"; then not_ok "it is in no byte of the file"; else ok "it is in no byte of the file"; fi
kn report blood --period "năm 2026" --format json >after.json
if cmp -s before.json after.json; then ok "every figure stays"; else not_ok "every figure stays"; fi
exits 0 "everything is sound" kn verify
end
