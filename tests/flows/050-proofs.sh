#!/bin/sh
# Public log, checkpoint and proof, judged by a reader that shares no code with the program.
. "$(dirname "$0")/lib.sh"
reader() { /usr/bin/python3 "$top/tests/oracle/reader.py" "$@"; }
kn demo demo >/dev/null
export KETNGHIA_FILE=demo/haugiang.ketnghia
kn --unit HG log checkpoint --format json >head.json
vkey=$(json head.json 'd["vkey"]')
json head.json 'd["note"]' | sed '$d' >checkpoint
python3 -c 'import json; open("checkpoint","w").write(json.load(open("head.json"))["note"])'
exits 0 "the checkpoint is a signed note of the log" reader checkpoint checkpoint "$vkey"
kn --unit HG-CD log checkpoint --cosigned --format json >cosigned.json
python3 -c 'import json; open("cosigned","w").write(json.load(open("cosigned.json"))["note"])'
has cosigned "/mirror" "the partner's cosignature stands on the checkpoint"
exits 0 "the log is exported" kn --unit HG log export log
exits 0 "... as a valid tile directory" reader tiles log
exits 1 "an export never overwrites" kn --unit HG log export log
id=$(kn list activity --of HG --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
exits 0 "an entry is proved" kn prove "$id" --show title,value -o entry.proof
exits 0 "... to anyone" reader proof entry.proof "$vkey"
exits 0 "... and to the program" kn verify entry.proof
sed 's/^index .*/index 3/' entry.proof >wrong.proof
exits 3 "a changed proof convinces nobody" reader proof wrong.proof "$vkey"
exits 3 "... nor the program" kn verify wrong.proof
exits 2 "a field that is not there cannot be shown" kn prove "$id" --show nothing -o x.proof
end
