#!/bin/bash
# 155-witness: a third office watches over a book, by file and over the network, and its log is read by anybody once
# it is published.
. "$(dirname "$0")/lib.sh"
a() { "$KETNGHIA" --file "$work/a.ketnghia" --lang en "$@"; }
w() { "$KETNGHIA" --file "$work/w.ketnghia" --lang en "$@"; }
running=
leave_running() { for one in $running; do kill "$one" 2>/dev/null; wait "$one" 2>/dev/null; done; leave; }
trap leave_running EXIT
# serve OFFICE: address in url, process in pid
serve() {
    "$KETNGHIA" --file "$work/$1.ketnghia" --lang en serve --listen 127.0.0.1:0 >"$1.log" 2>&1 &
    pid=$!
    running="$running $pid"
    for _ in $(seq 200); do grep -qE 'open at https?://' "$1.log" && break; sleep 0.05; done
    url=$(grep -oE 'https?://[^ /]+' "$1.log" | head -n 1)
}
# post FILE: status in status, head in head, body in body
post() { status=$(curl -s -D head -o body -w '%{http_code}' -X POST --data-binary "@$1" -H 'Content-Type: text/plain' "$url/witness/add-checkpoint"); }

a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
w init --unit TW --name "Trung ương Hội" --kind national >/dev/null
a partner card -o KG.the >/dev/null && w partner card -o TW.the >/dev/null
exits 2 "nobody unknown is watched" w partner watch KG
w partner add KG.the >/dev/null && a partner add TW.the >/dev/null
exits 0 "one command watches over a partner's book" w partner watch KG
is "TW 0" "$(w partner list --format json | python3 -c 'import json,sys; d=json.load(sys.stdin)[0]; print(d["watched_by"], d["watched"])')" "... and it is listed"

# By file.
exits 0 "the watched unit sends its book" a send --to TW -o 1.ketnghia
exits 0 "the witness takes it" w receive 1.ketnghia
exits 0 "and sends its word back" w send --to KG -o 2.ketnghia
exits 0 "which is taken" a receive 2.ketnghia
exits 0 "the unit's head" a log checkpoint
has out "/witness " "... stands with the witness's word"
has out "/mirror " "... and with the copy's"

# Over the network.
a log checkpoint --format json >head.json
size=$(json head.json 'd["size"]')
a log checkpoint --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["note"], end="")' >note
origin=$(head -n 1 note)
hex=$(printf %s "$origin" | sha256sum | cut -d' ' -f1)
serve w
{ printf 'old %s\n\n' "$size"; cat note; } >again
post again
is 200 "$status" "the same state is confirmed again"
is 1 "$(grep -c '/witness ' body)" "... in one line by the witness"
curl -s "$url/witness/$hex/checkpoint" >served
is "$origin" "$(head -n 1 served)" "the newest confirmed state is there for anybody"
has served "/witness " "... with the witness's word"
{ printf 'old 0\n\n'; cat note; } >zero
post zero
is 409 "$status" "another beginning is a conflict"
is "$size" "$(cat body)" "... that says the size"
if grep -qi '^content-type: text/x.tlog.size.\?$' head; then ok "... in its own type"; else not_ok "... in its own type" "$(cat head)"; fi
sed "s,$origin,ketnghia/xx/0000000000000000," again >unknown
post unknown
is 404 "$status" "an unknown log is not watched"
python3 - <<'E2'
text = open("again", "rb").read()
open("spoilt", "wb").write(text.replace(b"\xe2\x80\x94 " + open("note").readline().strip().encode() + b" ", b"\xe2\x80\x94 other ", 1))
open("large", "wb").write(b"old 0\n" + b"a" * 100000)
open("empty", "wb").write(b"")
E2
post spoilt
is 403 "$status" "a state without the owner's signature is refused"
post empty
is 400 "$status" "nothing is no request"
post large
is 413 "$status" "too much is not taken"
is 405 "$(curl -s -o /dev/null -w '%{http_code}' "$url/witness/add-checkpoint")" "nobody looks around there"
is 404 "$(curl -s -o /dev/null -w '%{http_code}' "$url/witness/$(printf x | sha256sum | cut -d' ' -f1)/checkpoint")" "of other logs there is nothing"
is 404 "$(curl -s -o /dev/null -w '%{http_code}' "$url/log/TW/checkpoint")" "a log is not published by itself"
exits 0 "it is watched no longer" w partner watch KG --off
post again
is 404 "$status" "... and no more is confirmed"
kill "$pid" && wait "$pid" 2>/dev/null

# A card under a partner's name with another key.
words() { "$1" partner list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["words"])'; }
f() { "$KETNGHIA" --file "$work/f.ketnghia" --lang en "$@"; }
c() { "$KETNGHIA" --file "$work/c.ketnghia" --lang en "$@"; }
f init --unit KG --name "Giả" --kind chapter --origin "$origin" >/dev/null && f partner card -o F.the >/dev/null
c init --unit CM --name "Cà Mau" --kind chapter >/dev/null && c partner add F.the >/dev/null
held=$(words w)
exits 1 "a card with another key is not taken" w partner add F.the
has err "another key" "... and everything stops"
a send --to TW -o 3.ketnghia >/dev/null
exits 1 "nothing is taken meanwhile" w receive 3.ketnghia
exits 1 "nothing is sent" w send --to KG -o 4.ketnghia
exits 2 "wrong words settle nothing" w partner compare KG --words "một hai ba bốn năm sáu"
exits 0 "the words of the card that is held" w partner compare KG --words "$held"
exits 0 "... let everything go on" w receive 3.ketnghia
exits 1 "the card that was not theirs is refused from then on" w partner add F.the
exits 1 "... unless its own words were heard" w partner add F.the --words "$(words c)"
exits 0 "the words of the other card" w partner compare KG --words "$(words c)"
has out "new key from entry" "... make its key count, with a line for the paper"
exits 2 "the earlier key counts no more" w receive 3.ketnghia

exits 0 "all is sound" w verify
exits 0 "... on both sides" a verify
end
