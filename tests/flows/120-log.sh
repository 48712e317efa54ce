#!/bin/bash
# 120-log: the public side of a book, read by a stranger's program written from the specifications alone.
. "$(dirname "$0")/lib.sh"
reader() { /usr/bin/python3 -B "$top/tests/oracle/reader.py" "$@"; }
export KETNGHIA_FILE=$work/so.ketnghia

exits 0 "a book begins" kn init --unit KG --name "Hội Chữ thập đỏ" --kind chapter
{
    echo "Ngày,Hoạt động,Lĩnh vực,Trạng thái,Trị giá"
    for i in $(seq 300); do echo "$((i % 28 + 1))/3/2020,Tặng quà đợt $i,1,delivered,$((i * 1000))"; done
} >sheet.csv
exits 0 "a sheet is imported" kn import activity sheet.csv
exits 0 "one more record" kn add activity held=2020-07-15 title="Tặng quà xã Vĩnh Thuận" field=1 state=delivered value="71,2 tỷ"
id=$(grep -oE 'KG-[0-9]+|entry [0-9]+|[0-9]+$' out | grep -oE '[0-9]+' | head -n 1)
exits 0 "the signed state" kn log checkpoint --format json
vkey=$(json out 'd["vkey"]')
json out 'd["note"]' | head -c -1 >checkpoint
exits 0 "a stranger reads the signed state" reader checkpoint checkpoint "$vkey"
exits 0 "the public side is written" kn log export log
exits 0 "a stranger recomputes every tile" reader tiles log "$vkey"
is 1 "$(ls log/tile/1 | wc -l)" "a full tile stands for itself in the level above"
has log/checkpoint "$(sed -n 3p checkpoint)" "it is the state that was signed before"
if grep -raq "Vĩnh Thuận" log; then not_ok "no word of a record is in it"; else ok "no word of a record is in it"; fi
exits 1 "a folder that is there is not written over" kn log export log

exits 0 "one record is proved" kn prove "$id" --show title,value -o entry.proof
exits 0 "a stranger judges the proof" reader proof entry.proof "$vkey"
has out "Tặng quà xã Vĩnh Thuận" "and reads the title"
exits 0 "so does the program" kn verify entry.proof
sed -n 's/^extra //p' entry.proof | base64 -d >shown
has_not shown delivered "a field that was not named stays covered"
sed 's/^index [0-9]*/index 7/' entry.proof >moved.proof
exits 3 "at another place it is refused by the stranger" reader proof moved.proof "$vkey"
exits 3 "and by the program" kn verify moved.proof

python3 - <<'END'
import pathlib
tile = pathlib.Path("log/tile/entries/000")
data = bytearray(tile.read_bytes())
at = data.index(b"time ") + 8
data[at] = ord("1") if data[at] != ord("1") else ord("2")
tile.write_bytes(data)
END
exits 3 "a changed entry shows" reader tiles log "$vkey"
end
