#!/bin/sh
# What a twin gets of us: the words that the covenant opens and no other, and figures that are ours. See twin.py.
. "$(dirname "$0")/lib.sh"
python3 -B "$here/twin.py" "$KETNGHIA" "$work/kg.ketnghia" "$work/hg.ketnghia" >said 2>&1
sed '/^1\.\.[0-9]*$/d' said
tests=$(grep -cE '^(not )?ok ' said) failures=$(grep -cE '^not ok ' said)
if [ -s closed.txt ]; then ok "the twin's file is searched"; else not_ok "the twin's file is searched" "$(tail -n 5 said)"; fi
office_bytes hg.ketnghia >twin.bytes
is "" "$(grep -aoiFf closed.txt twin.bytes | sort -u | tr '\n' ' ')" "no closed word is anywhere in it"
grep -aoFf open.txt twin.bytes | sort -u >found.txt
is "" "$(sort -u open.txt | comm -23 - found.txt | tr '\n' ' ')" "every open one is, so the others would have been found"
exits 0 "our books are sound" kn --file kg.ketnghia verify
exits 0 "so is the twin's file" kn --file hg.ketnghia verify
end
