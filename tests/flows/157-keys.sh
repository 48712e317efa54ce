#!/bin/bash
# 157-keys: an office gives its book new keys, because it wants to, because they are lost, because somebody else did;
# its partner stops, compares six words, and goes on, by file and over the network.
. "$(dirname "$0")/lib.sh"
a() { "$KETNGHIA" --file "$work/a.ketnghia" --lang en "$@"; }
b() { "$KETNGHIA" --file "$work/b.ketnghia" --lang en "$@"; }
t() { "$KETNGHIA" --file "$work/t.ketnghia" --lang en "$@"; }
reader() { /usr/bin/python3 -B "$top/tests/oracle/reader.py" "$@"; }
running=
stop_all() { for one in $running; do kill "$one" 2>/dev/null; wait "$one" 2>/dev/null; done; running=; }
leave_running() { stop_all; leave; }
trap leave_running EXIT
# serve OFFICE ADDRESS: address in url
serve() {
    "$KETNGHIA" --file "$work/$1.ketnghia" --lang en serve --listen "$2" --as-root >"$1.log" 2>&1 &
    pid=$!
    running="$running $pid"
    for _ in $(seq 200); do grep -qE 'open at https?://' "$1.log" && break; sleep 0.05; done
    url=$(grep -oE 'https?://[^ /]+' "$1.log" | head -n 1)
    case $url in https:*) url=https://127.0.0.1:${url##*:} ;; esac
}
words_of() { "$1" key list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[-1]["words"])'; }
vkey_of() { "$1" key list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[-1]["vkey"])'; }
grounds() { "$@" --format json | python3 -c 'import json,sys; print(" ".join(c["by"] for c in json.load(sys.stdin)))'; }
held() { b partner list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["size"])'; }

a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter --format json >a.json
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
json a.json 'd["recovery"]' >sheet
a partner card -o KG.the >/dev/null && b partner card -o HG.the >/dev/null
a partner add HG.the --words "$(words_of b)" >/dev/null && b partner add KG.the --words "$(words_of a)" >/dev/null
a send --to HG -o 1.ketnghia >/dev/null && b receive 1.ketnghia >/dev/null
b send --to KG -o 2.ketnghia >/dev/null && a receive 2.ketnghia >/dev/null
old_key=$(vkey_of a) old_words=$(words_of a)
a log checkpoint >before
b send --to KG -o late.ketnghia >/dev/null

# A change by the keys in force.
exits 0 "a book gets new keys" a key change
has out "Our six words from now on: $(words_of a)" "... and says its new words"
new_key=$(vkey_of a)
if [ "$new_key" != "$old_key" ]; then ok "the key is another"; else not_ok "the key is another"; fi
is "start key" "$(grounds a key list)" "the keys before vouch for it"
exits 0 "what was sealed before still opens" a receive late.ketnghia
a log checkpoint >after
exits 0 "a head is signed by the new key" reader checkpoint after "$new_key"
exits 0 "... and by the one before" reader checkpoint after "$old_key"
exits 3 "the one from before is not signed by the new one" reader checkpoint before "$new_key"
exits 0 "the book is sound" a verify
a add activity held=5/5/2020 title="Trao quà" field=1 state=delivered value="71,2 tỷ" >/dev/null
number=$(a list activity --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
exits 0 "a proof" a prove "$number" --show title -o proof
exits 0 "... holds by the new key" reader proof proof "$new_key"
exits 0 "... and for whoever has the old one" reader proof proof "$old_key"
a partner card -o KG2.the >/dev/null
exits 0 "a stranger's reader follows the card" reader card KG2.the "$new_key"
has out "keys start, key" "... and who vouched"
exits 1 "a key is not undone" a undo "KG-$(json <(a key list --format json) 'd[-1]["entry"]')"

size=$(held)
a send --to HG -o 3.ketnghia >/dev/null
exits 0 "a stranger's reader takes the bundle for sound" reader bundle 3.ketnghia "$new_key"
exits 1 "the partner stops" b receive 3.ketnghia
has err "has new keys" "... and says why"
has_not err "not ours" "... and blames nobody"
is "$size" "$(held)" "nothing came"
exits 1 "nothing goes either" b send --to KG -o no.ketnghia
exits 2 "words of nobody" b partner compare KG --words "một hai ba bốn năm sáu"
exits 0 "the new words" b partner compare KG --words "$(words_of a)"
has out "new key from entry $size" "... and a line for the paper"
exits 0 "the same file comes in now" b receive 3.ketnghia
exits 0 "with all it brings" b list activity --of KG
is "start key" "$(grounds b key list KG)" "the partner knows who vouched"
exits 0 "both are sound" b verify
b send --to KG -o 4.ketnghia >/dev/null
exits 0 "and it goes on both ways" a receive 4.ketnghia

# Over the network: the keys are lost, and only the sheet vouches.
serve b 0.0.0.0:0
exits 0 "an exchange before" a exchange "$url" --with HG
office_copy a.ketnghia t.ketnghia && mark_copy a.ketnghia t.ketnghia
exits 2 "a sheet with a wrong group" a key change --sheet "AAAA-$(cut -d- -f2- sheet)"
exits 0 "the sheet vouches for other keys" a key change --sheet-from sheet
has out "The recovery sheet vouches" "... and says so"
exits 1 "the partner over the network stops" a exchange --with HG
has err "Our key has changed since the other office compared it" "... and says what to do"
exits 0 "they hear the words" b partner compare KG --words "$(words_of a)"
exits 0 "and the exchange goes on" a exchange --with HG
exits 0 "and on" a exchange --with HG
is "start key sheet" "$(grounds b key list KG)" "the partner knows that the sheet vouched"
a log checkpoint >after
exits 3 "the key before signs no more" reader checkpoint after "$new_key"

# Whoever has the old keys.
exits 0 "somebody with a copy changes keys too" t key change
exits 1 "and reaches nobody" t exchange --with HG
t send --to HG -o stolen.ketnghia >/dev/null
exits 2 "nor by file" b receive stolen.ketnghia
is "False" "$(b partner list --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["stopped"])')" "and stops nothing"
exits 0 "the exchange goes on" a exchange --with HG

# The other side calls, and hears of it.
serve a 127.0.0.1:0
exits 0 "the partner calls" b exchange "$url" --with KG
exits 0 "keys change while the office serves; the sheet does too" a key change --new-sheet --format json
json out 'd["recovery"]' >sheet2
exits 1 "the partner calls again and stops" b exchange --with KG
has err "has new keys" "... and says why"
exits 0 "they compare" b partner compare KG --words "$(words_of a)"
exits 0 "and call again" b exchange --with KG

# Somebody in the office itself changed the keys: the sheet before takes that back.
exits 0 "the sheet before takes a change back" a key change --sheet-from sheet
has out "takes the last change of keys back" "... and says so"
exits 2 "the sheet that came with it is void" a key change --sheet-from sheet2
exits 1 "the partner stops once more" b exchange --with KG
exits 0 "the words in force" b partner compare KG --words "$(words_of a)"
exits 0 "all goes on" b exchange --with KG
is "start key sheet key taken-back" "$(grounds b key list KG)" "both know what happened"
stop_all
exits 0 "the book is sound" a verify
exits 0 "the copy is sound" b verify

# A fork that comes right after a change: what was held is signed by the key before.
office_copy a.ketnghia f.ketnghia && mark_copy a.ketnghia f.ketnghia
f() { "$KETNGHIA" --file "$work/f.ketnghia" --lang en "$@"; }
a add activity held=7/7/2020 title="Khám bệnh" field=1 state=delivered value="1 tỷ" >/dev/null
a send --to HG -o 6.ketnghia >/dev/null && b receive 6.ketnghia >/dev/null
f add activity held=7/7/2020 title="Chuyện khác" field=1 state=delivered value="2 tỷ" >/dev/null
f add activity held=8/7/2020 title="Chuyện nữa" field=1 state=delivered value="2 tỷ" >/dev/null
f key change --sheet-from sheet >/dev/null
f partner card -o F.the >/dev/null && f send --to HG -o 7.ketnghia >/dev/null
b partner add F.the --words "$(words_of f)" >/dev/null 2>&1
exits 0 "the words of the new key are compared" b partner compare KG --words "$(words_of f)"
exits 3 "what comes then contradicts what is held" b receive 7.ketnghia
exits 0 "the evidence is there" b partner evidence KG -o evidence
exits 3 "... and convicts" kn --file nowhere.ketnghia verify evidence
exits 0 "... before a stranger's reader too" reader evidence evidence "$(vkey_of f)"
for secret in "$(cat sheet)" "$(cat sheet2)"; do
    if office_bytes a.ketnghia 2>/dev/null | grep -qaF "$secret"; then not_ok "no sheet stands in the file"; else ok "no sheet stands in the file"; fi
done
end
