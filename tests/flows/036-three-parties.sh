#!/bin/sh
# A covenant of three provinces that meet two by two: it comes into force at different times in each office, and
# nobody is blamed for what they could not know.
. "$(dirname "$0")/lib.sh"
at() { unit=$1; shift; "$KETNGHIA" --file "$work/$unit.ketnghia" --lang en "$@"; }
# carry FROM TO: prints what the receiver says
carry() { at "$1" send --to "$2" -o "$work/bundle" >/dev/null && at "$2" receive "$work/bundle"; }
state() { at "$1" covenant list --format json >list.json; json list.json 'd[0]["state"]'; }

for unit in KG HG CT; do
    at $unit init --unit $unit --name "Hội Chữ thập đỏ tỉnh $unit" --kind chapter >/dev/null
    at $unit partner card -o $unit.card >/dev/null
done
for one in KG HG CT; do
    for other in KG HG CT; do [ $one = $other ] || at $one partner add $other.card >/dev/null; done
done
year=$(date +%Y)
exits 0 "one proposes" at KG covenant propose title="Giao ước ba tỉnh" sort=twinning "starts=$year-01-01" "ends=$year-12-31" parties=KG parties=HG parties=CT
carry KG HG >/dev/null
carry KG CT >/dev/null
for unit in HG CT; do
    at $unit covenant list --format json >list.json
    exits 0 "$unit agrees" at $unit covenant accept "$(json list.json 'd[0]["body_hash"]')"
done
carry HG KG >first
has_not first "covenant opens" "the second to agree is not blamed: it does not know of the third"
is "proposed" "$(state KG)" "two of three are not enough"
carry CT KG >second
has_not second "covenant opens" "nor is the third, which has not heard of the second"
is "in_force" "$(state KG)" "where all three stand, it is in force"
is "proposed" "$(state CT)" "the third waits for the second's word"
carry HG CT >third
has_not third "covenant opens" "... which comes without what is not open yet there"
is "in_force" "$(state CT)" "now it is in force there"
carry CT HG >/dev/null
is "in_force" "$(state HG)" "and there"

exits 0 "what the second does" at HG add activity "held=$year-03-03" title="Trao quà ba tỉnh" field=1 state=delivered value=5tr
for unit in KG CT; do
    carry HG $unit >$unit.said
    has_not $unit.said "covenant opens" "nothing is missing at $unit"
    at $unit list activity --of HG --format json >list.json
    is "5000000" "$(json list.json 'd[0]["value"]["vnd"]')" "... which reads the figure"
done

exits 0 "the second does more" at HG add activity "held=$year-03-04" title="Lần hai" field=1 state=delivered value=6tr
at KG report joint --from "$year-01-01" --to "$year-12-31" --format json >joint.json
is "5000000" "$(json joint.json 'd["total"]["vnd"]')" "the joint report counts what came"
is "KG HG CT" "$(json joint.json '" ".join(sorted((u["code"] for u in d["units"]), key=["KG","HG","CT"].index))')" "... for three units"
for unit in KG HG CT; do exits 0 "$unit is sound" at $unit verify; done
end
