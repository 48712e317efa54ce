#!/bin/sh
# Officers of one machine: an account is made, given roles in a second unit, loses them, is closed and opened again.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
kn init --unit HG-CD --name "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang" --kind union --parent HG >/dev/null
roles() { # unit
    kn people list --format json >people.json
    json people.json "','.join(next(a for a in d if a['name'] == 'lan')['roles'].get('$1', []))"
}

exits 0 "an account in one unit" kn --unit HG people add lan --name "Nguyễn Thị Lan" --role recorder
is "recorder" "$(roles HG)" "... may what was said there"
is "" "$(roles HG-CD)" "... and nothing in the other"
exits 1 "the same name is not made twice" kn --unit HG-CD people add lan --role chair
has err "lan" "... and the sentence names it"
exits 0 "it gets roles in the second unit" kn --unit HG-CD people role lan treasurer,chair
is "treasurer,chair" "$(roles HG-CD)" "... which it has there"
is "recorder" "$(roles HG)" "... while the first unit stays as it was"
exits 2 "an unknown role is refused" kn --unit HG-CD people role lan master
is "treasurer,chair" "$(roles HG-CD)" "... and changes nothing"
exits 2 "an unknown account is refused" kn --unit HG-CD people role minh chair
exits 2 "roles must be said" kn --unit HG-CD people role lan
exits 0 "roles are taken away" kn --unit HG-CD people role lan none
is "" "$(roles HG-CD)" "... and are gone"
exits 0 "an account is closed" kn people disable lan
exits 1 "... and gets no login address" kn people link lan
exits 0 "... and is opened again" kn people disable lan --enable
exits 0 "... with a login address" kn people link lan
exits 0 "the rows of accounts are sound" kn verify
end
