#!/bin/sh
# The registers of an office: outgoing and incoming documents typed and brought in from sheets, numbers, answers, how long kept.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/kg.ketnghia"
kn init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >out 2>&1 || not_ok "an office is made" "$(cat out)"

# The two registers as offices keep them, heading by heading.
cat >di.csv <<'CSV'
"Số, ký hiệu văn bản","Ngày tháng văn bản","Tên loại và trích yếu nội dung văn bản","Người ký","Nơi nhận văn bản","Đơn vị, người nhận bản lưu","Số lượng bản","Ghi chú"
01/KH-CTĐ,05/01/2026,Kế hoạch Tết Nhân ái,Đỗ Hoàng Sơn,UBND tỉnh; Trung ương Hội,Văn phòng,3,
02/BC-CTĐ,20/01/2026,Báo cáo tháng 01,Đỗ Hoàng Sơn,UBND tỉnh,Văn phòng,2,
04/TB-CTĐ,02/02/2026,Thông báo phân công,Đỗ Hoàng Sơn,Các phòng,Văn phòng,5,
04/TTr-CTĐ,03/02/2026,Tờ trình khen thưởng,Đỗ Hoàng Sơn,UBND tỉnh,Văn phòng,2,trùng số
CSV
cat >den.csv <<'CSV'
"Ngày đến","Số đến","Tác giả","Số, ký hiệu","Ngày tháng","Tên loại và trích yếu","Đơn vị hoặc người nhận","Thời hạn giải quyết"
06/01/2026,1,UBND tỉnh,12/UBND-VX,31/12/2025,Về việc chăm lo Tết,Văn phòng,15/01/2026
09/01/2026,2,Trung ương Hội,03/HD-TƯHCTĐ,07/01/2026,Hướng dẫn Tết Nhân ái,Ban Công tác xã hội,
CSV
exits 0 "the register of outgoing documents is brought in" kn import document di.csv --format json
is 4 "$(json out 'd["new"] if not d["wrong"] else d["wrong"]')" "each row a document"
exits 0 "and that of incoming ones" kn import document den.csv --format json
is 2 "$(json out 'd["new"] if not d["wrong"] else d["wrong"]')" "each row a document"

exits 0 "the registers of a period" kn report documents --from 2026-01-01 --to 2026-03-31 --format json
is "['01/KH-CTĐ', '02/BC-CTĐ', '04/TB-CTĐ', '04/TTr-CTĐ']" "$(json out '[r["sign"] for r in d["outgoing"]["documents"]]')" "outgoing ones in the order of their numbers"
is "[[3], [4]]" "$(json out '[d["outgoing"]["missing"], d["outgoing"]["twice"]]')" "the missing and the repeated number are told"
is "[1, 2]" "$(json out '[r["number"] for r in d["incoming"]["documents"]]')" "incoming ones by the number of their arrival"
is "[[], []]" "$(json out '[d["incoming"]["missing"], d["incoming"]["twice"]]')" "nothing is wrong with those"
exits 0 "the registers on paper" kn --lang vi report documents --from 2026-01-01 --to 2026-03-31 -o so.docx
kn --lang vi report documents --from 2026-01-01 --to 2026-03-31 >so.txt
has so.txt "Các số của năm 2026 chưa có văn bản: 3." "the missing number in plain words"
has so.txt "Các số của năm 2026 bị trùng: 4." "and the repeated one"

# The next number is proposed, not forced.
exits 0 "a document without a number" kn --lang vi add document "summary=Giấy mời họp" sort="Giấy mời" issued=2026-02-10 state="đã ban hành"
cat out err >said
has said "Số văn bản đi tiếp theo của năm 2026 là 5." "is told the next one"
invited=$(grep -o 'KG-[0-9]*' out | head -n 1)
exits 0 "it takes that number" kn amend "$invited" number=5 --why "đã ký"
exits 0 "a number that stands already" kn --lang vi add document "summary=Trùng" issued=2026-02-11 number=5 state=issued
cat out err >said
has said "$invited đã dùng số này trong năm 2026; số tiếp theo là 6." "is written, with a warning"

# What waits for an answer.
kn --lang vi due --to 2026-12-31 >due.txt
has due.txt "Trả lời văn bản đến 12/UBND-VX" "the letter of the People's Committee waits for an answer"
came=$(kn list document --format json | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin) if r["symbol"] == "12/UBND-VX"][0])')
exits 0 "the answer goes out" kn add document "summary=Trả lời về chăm lo Tết" issued=2026-01-12 number=3 symbol=BC-CTĐ answers="$came" state=issued keep="10 năm" keep_until=2026-02-01
kn --lang vi due --to 2026-12-31 >due.txt
has_not due.txt "12/UBND-VX" "then nothing waits any more"
kn report documents --from 2026-01-01 --to 2026-03-31 --format json >out
is "[]" "$(json out 'd["outgoing"]["missing"]')" "and the gap is filled"
exits 0 "the books are sound" kn verify
end
