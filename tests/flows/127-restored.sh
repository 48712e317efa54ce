#!/bin/bash
# 127-restored: a backup leaves the unit's secret keys out unless it is asked for them; what is restored is checked like
# any file at its start, and signs nothing until the partner says what was signed last.
. "$(dirname "$0")/lib.sh"
a() { kn --file "$work/a.ketnghia" --lang en "$@"; }
b() { kn --file "$work/b.ketnghia" --lang en "$@"; }
c() { kn --file "$work/c.ketnghia" --lang en "$@"; }
secrets() { python3 -c 'import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM secret").fetchone()[0])' "$1"; }
add() { a add activity held=2020-05-05 title="$1" field=1 state=delivered value="1 triệu"; }

a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
a partner card -o KG.the >/dev/null && b partner card -o HG.the >/dev/null
a partner add HG.the >/dev/null && b partner add KG.the >/dev/null
add Một >/dev/null
a send --to HG -o 1 >/dev/null && b receive 1 >/dev/null && b send --to KG -o 2 >/dev/null && a receive 2 >/dev/null
exits 0 "a backup" a backup plain.ketnghia
has out "secret keys are not in it" "says what is not in it"
is 0 "$(secrets plain.ketnghia)" "it has no secret key"
exits 0 "a backup with keys" a backup keys.ketnghia --with-keys
is True "$(python3 -c 'import sys; print(int(sys.argv[1]) > 3)' "$(secrets keys.ketnghia)")" "has them"
add Hai >/dev/null
a send --to HG -o 3 >/dev/null && b receive 3 >/dev/null

exits 0 "a copy without keys is restored" c restore plain.ketnghia
exits 0 "and read" c list activity
exits 3 "it signs nothing" c log checkpoint
exits 2 "nor can it ask without keys" c recover --ask HG -o no
has err "recovery sheet" "and says what brings them back"

# An older backup with its keys, on a new machine: nothing says there what was signed last.
restored() { "$KETNGHIA" --file "$work/d.ketnghia" --lang en "$@"; }
exits 0 "one with keys is restored" restored restore keys.ketnghia
exits 3 "it signs nothing before the partner answers" restored log checkpoint
restored recover --ask HG -o ask >/dev/null && b receive ask >/dev/null && b send --to KG -o back >/dev/null
exits 0 "the partner answers" restored recover --from back
has out "1 entries of our own came back" "with what the backup did not have"
exits 0 "it signs again" restored log checkpoint
exits 0 "and goes on" restored send --to HG -o 4
exits 0 "without a fork" b receive 4

# A damaged copy is named before it is in anyone's way.
python3 - <<'END'
data = bytearray(open("keys.ketnghia", "rb").read())
at = data.find("Một".encode())
data[at] ^= 1
open("damaged.ketnghia", "wb").write(data)
END
exits 3 "a damaged copy is not restored" "$KETNGHIA" --file "$work/e.ketnghia" --lang en restore damaged.ketnghia
has err "damaged" "and says so"
exits 1 "nothing is written over" a restore keys.ketnghia
end
