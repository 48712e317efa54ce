#!/bin/sh
# What falls due: directions with owner and day, late ones first, as lines, JSON and a calendar file; done ones go.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
day() { date -d "$1" +%Y-%m-%d; }
kn add direction "content=Tập huấn sơ cấp cứu; xã Vị Trung, Vị Thanh" "owner=Đỗ Hoàng Sơn" agreed=1/1/2026 "due=$(day "+5 days")" state=going >/dev/null
kn add direction "content=Nộp báo cáo quý" agreed=1/1/2026 "due=$(day "-3 days")" state=agreed >/dev/null
kn add direction "content=Việc của năm sau" agreed=1/1/2026 "due=$(day "+300 days")" state=agreed >/dev/null
exits 0 "what falls due is listed" kn due --format json --lang vi
is "Nộp báo cáo quý|Tập huấn sơ cấp cứu; xã Vị Trung, Vị Thanh (Đỗ Hoàng Sơn)" "$(json out '"|".join(x["sentence"] for x in d)')" "the late first, nothing of next year"
kn due --lang vi >text
has text "Quá hạn:" "the text to send says what is late"
exits 0 "as a calendar file" kn due --format ics --to "$(day "+400 days")"
is "3 3 yes" "$(python3 - out <<'PY'
import sys
raw = open(sys.argv[1], "rb").read()
assert all(len(line) <= 75 for line in raw.split(b"\r\n")), "a line is too long"
lines = raw.decode().replace("\r\n ", "").split("\r\n")
summaries = [line[8:].replace("\\,", ",").replace("\\;", ";") for line in lines if line.startswith("SUMMARY:")]
uids = {line for line in lines if line.startswith("UID:")}
print(len(summaries), len(uids), "yes" if "Tập huấn sơ cấp cứu; xã Vị Trung, Vị Thanh (Đỗ Hoàng Sơn)" in summaries else summaries)
PY
)" "... whose lines an independent reader understands"
exits 0 "a direction is done" kn amend HG-2 state=done "done=$(day today)" --why "đã tập huấn"
is "1" "$(kn due --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "and is not due any more"
exits 0 "an odd progress is kept with a hint" kn amend HG-3 "progress=$(day today) | đã nộp | 120" --why "cập nhật"
has err "100" "... that says what is odd"
end
