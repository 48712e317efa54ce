#!/bin/sh
# A donation from the bank's line to the public statement: numbers without gaps, what is left, and no donor named who did not
# say yes.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
campaign="Ủng hộ đồng bào bão lũ"
receipt() { kn --lang vi add receipt way=cash campaign="$campaign" "$@"; }
numbers() { kn list receipt --from 1/1/$1 --to 31/12/$1 --format json | python3 -c 'import json,sys; print(" ".join(sorted(r["number"] for r in json.load(sys.stdin))))'; }

kn add campaign name="$campaign" starts=1/10/2022 ends=31/10/2022 call="Lời kêu gọi số 12/LKG-CTĐ" account="MB 0123456789" >/dev/null
exits 0 "an organisation gives" receipt received=5/10/2022 donor="Công ty Biển Xanh" donor_sort=organisation consent=yes amount="50 triệu" place="Trụ sở Hội"
exits 0 "a person who does not want to be named" receipt received=6/10/2022 donor="Nguyễn Kín Tiếng" donor_sort=individual consent=no amount="2 triệu" purpose="giúp bà Trần Mục Đích"
exits 0 "a person who was not asked" receipt received=7/10/2022 donor="Lê Chưa Hỏi" donor_sort=individual amount="3 triệu" way=goods goods="Gạo | 200 | kg | 15.000 | giá chợ"
exits 0 "a receipt that will be undone" receipt received=8/10/2022 donor="Phạm Ghi Nhầm" amount="9 triệu" consent=yes
wrong=$(awk '{print $2}' out)
exits 0 "... is undone" kn undo "$wrong" --why "ghi nhầm"
exits 0 "the next" receipt received=9/10/2022 donor="Đỗ Đồng Ý" donor_sort=individual consent=yes amount="1.000.000"
is "0001/2022 0002/2022 0003/2022 0005/2022" "$(numbers 2022)" "the number of what was undone is not given again"
exits 0 "the book of receipts" kn --lang vi report receipt_book --period "năm 2022"
has out "0004/2022" "... shows the cancelled number"
has out "đã huỷ: ghi nhầm" "... and why"
exits 0 "a receipt after the closing date" receipt received=2/11/2022 donor="Trễ Hạn" donor_sort=individual amount="100.000"
has err "31/10/2022" "... is hinted at, not refused"
exits 2 "a number cannot be changed" kn amend "$(awk '{print $2}' out)" number=0001/2022 --why "đổi"

# Two commands at once, handed to one serving process.
"$KETNGHIA" serve --listen 127.0.0.1:0 >serve.out 2>&1 &
serving=$!
for _ in $(seq 200); do grep -qs "127.0.0.1:" serve.out && break; sleep 0.1; done
for i in 1 2 3 4 5 6; do
    kn add receipt way=cash received=1$i/10/2021 donor="Một $i" amount="1$i.000" >"a$i" 2>&1 &
    one=$!
    kn add receipt way=cash received=2$i/10/2021 donor="Hai $i" amount="2$i.000" >"b$i" 2>&1 &
    wait $one $!
done
is 12 "$(cat a? b? | grep -c '^receipt KG')" "two commands at once both write"
is "$(seq -f '%04g/2021' -s ' ' 12)" "$(numbers 2021)" "... and their numbers have no gap"
kill $serving
wait $serving

# The bank.
cat >mb.csv <<'EOF'
STT;Ngày giao dịch;Số bút toán;PHÁT SINH NỢ;PHÁT SINH CÓ;SỐ DƯ;NỘI DUNG;ĐƠN VỊ THỤ HƯỞNG/ĐƠN VỊ CHUYỂN
1;08/10/2022 10:22:33;FT1;0;300.000;1;UNGHO BAOLU 2022;TRAN THI NGAN HANG
2;09/10/2022 07:01:02;FT2;11.000;0;1;Phi quan ly;
EOF
cat >vcb.csv <<'EOF'
SAO KÊ TÀI KHOẢN,,,,,
"Ngày giao dịch
Transaction Date","Số tham chiếu
Reference number","Số tiền ghi nợ
Debit","Số tiền ghi có
Credit","Số dư
Balance","Mô tả
Description"
05/10/2022,FT3,,"1,250,000.00","1",CTY B UNG HO
Tổng số,,,"1,250,000.00",,
EOF
for bank in mb vcb; do exits 0 "the statement of $bank" kn import bank_line $bank.csv --format json; is "0" "$(json out 'len(d["wrong"])')" "... has no wrong row"; done
is "300000 11000 1250000" "$(kn list bank_line --format json | python3 -c 'import json,sys; d={r["reference"]: r for r in json.load(sys.stdin)}; print(d["FT1"]["paid_in"]["vnd"], d["FT2"]["paid_out"]["vnd"], d["FT3"]["paid_in"]["vnd"])')" "amounts as the banks write them"
exits 0 "the same statement again" kn import bank_line mb.csv --format json
is "2" "$(json out 'd["same"]')" "... is known"

# Where it goes.
kn list campaign --format json >c.json
exits 0 "a distribution" kn --lang vi add distribution distributed=5/11/2022 campaign="$campaign" amount="40 triệu" receipts="0001/2022 | 40 triệu" commune="Tân Hiệp" to_unit="UBND xã" policy="Sửa nhà sau bão" level="5 triệu" households=8 received_by="Bà Nhận Thay" note="Bà Nhận Thay"
exits 0 "more than is left of a receipt" kn --lang vi add distribution distributed=6/11/2022 campaign="$campaign" amount="20 triệu" receipts="0001/2022 | 20 triệu" to_unit="Trường A" commune="An Biên" policy="Sách vở"
has err "0001/2022" "... is hinted at"
has err "10.000.000" "... with what is left"
kn undo "$(awk '{print $2}' out)" >/dev/null
exits 0 "rice" kn --lang vi add distribution distributed=6/11/2022 campaign="$campaign" amount="750.000" goods_value="750.000" goods="gạo | 50 | kg | 15.000" commune="An Biên" policy="Gạo cứu trợ" to_unit="Ấp 1"
exits 0 "what each campaign has" kn report donations --period "năm 2022" --format json
is "56100000 40750000 15350000" "$(json out '" ".join(str(d["campaigns"][0][k] if k == "left" else d["campaigns"][0][k]["vnd"]) for k in ("received", "distributed", "left"))')" "in, out, left"
is "40750000" "$(json out 'd["total"]["distributed"]["vnd"]')" "... and the sum"

# What the public reads.
id=$(json c.json 'd[0]["id"]')
for format in text html docx xlsx csv json; do
    exits 0 "the statement as $format" kn --lang vi report statement --record "$id" --format $format -o "s.$format"
    case $format in docx | xlsx) rm -rf u && mkdir u && (cd u && python3 -m zipfile -e "../s.$format" . && cat $(find . -type f)) >"s.$format.all" ;; *) cp "s.$format" "s.$format.all" ;; esac
    for name in "Kín Tiếng" "Chưa Hỏi" "Mục Đích" "Nhận Thay" "Ghi Nhầm" "Trễ Hạn" "NGAN HANG"; do has_not "s.$format.all" "$name" "$format does not name $name"; done
    has "s.$format.all" "Công ty Biển Xanh" "$format names who said yes"
done
has s.text "Nhà hảo tâm, 03 biên nhận" "the others are counted together"
has s.text "Lời kêu gọi số 12/LKG-CTĐ" "the call stands in it"
has s.text "Tân Hiệp" "the communes stand in it"
is "56100000 15350000" "$(json s.json 'str(d["received_vnd"]) + " " + str(d["left_vnd"])')" "its sums"

# Who takes back a consent is named no longer; the mark on the receipt stays, and a hint says that the two disagree.
agreed=$(kn list receipt --format json | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin) if r["donor"] == "Đỗ Đồng Ý"][0])')
exits 0 "a consent to be named" kn add consent receipt="$agreed" purpose=publish_name text="Tôi đồng ý nêu tên" way=written given=9/10/2022
has_not err "$agreed" "... agrees with the mark"
paper=$(grep -Eo 'KG-[0-9]+' out | head -n 1)
kn --lang vi report statement --record "$id" >named.text
has named.text "Đỗ Đồng Ý" "a donor with a consent is named"
exits 0 "it is taken back" kn amend "$paper" withdrawn=10/10/2022 --why "người đó rút lại"
has err "$agreed" "... and the mark still says yes, which is told"
kn --lang vi report statement --record "$id" >taken-back.text
has_not taken-back.text "Đỗ Đồng Ý" "a donor who took the consent back is not"
has taken-back.text "Nhà hảo tâm, 04 biên nhận" "... but counted with the others"
exits 0 "that was a mistake" kn undo "$paper"

# The donor's own paper, and the proof of it.
first=$(kn list receipt --format json | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin) if r["number"] == "0001/2022"][0])')
exits 0 "a proof of the receipt" kn prove "$first" --show number,amount,donor -o r.proof
exits 0 "... that anyone checks" kn verify r.proof
exits 0 "the receipt" kn --lang vi report receipt --record "$first"
has out "Năm mươi triệu đồng" "... says the amount in words"
has out "0001/2022" "... its number"
has out "Trạng thái sổ đã ký mới nhất" "... and the signed state to check it with"
kn report receipt --record "$first" --format json >r.json
# The entry's leaf is the beginning of what the proof carries beside it.
is "$(json r.json 'd["mark"]')" "$(python3 - r.proof "$(json r.json 'd["mark"]')" <<'PY'
import base64, hashlib, sys
extra = base64.b64decode(next(line.split(" ", 1)[1] for line in open(sys.argv[1]) if line.startswith("extra ")))
marks = [hashlib.sha256(b"\0" + extra[:n]).hexdigest()[:16] for n in range(len(extra) + 1)]
print(sys.argv[2] if sys.argv[2] in marks else "none of it")
PY
)" "its mark is that of the entry which the proof proves"
exits 0 "as a page" kn report receipt --record "$first" --format html
has out '<svg class="qr"' "... with a square code"
exits 0 "everything is sound" kn verify
end
