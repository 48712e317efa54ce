#!/bin/bash
# 150-live: two offices exchange over the network, and whatever else may answer or call is refused.
. "$(dirname "$0")/lib.sh"
a() { "$KETNGHIA" --file "$work/a.ketnghia" --lang en "$@"; }
b() { "$KETNGHIA" --file "$work/b.ketnghia" --lang en "$@"; }
c() { "$KETNGHIA" --file "$work/c.ketnghia" --lang en "$@"; }
reach() { "$1" partner reach "$2" --format json >reach && json reach "d[\"$3\"]"; }
count() { "$1" list activity --of "$2" --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))'; }

running=
# serve OFFICE LISTEN [OPTION...]: address in url, process in pid
serve() {
    "$KETNGHIA" --file "$work/$1.ketnghia" --lang en serve --listen "$2" --as-root "${@:3}" >"$1.log" 2>&1 &
    pid=$!
    running="$running $pid"
    for _ in $(seq 200); do grep -qE 'open at https?://' "$1.log" && break; sleep 0.05; done
    url=$(grep -oE 'https?://[^ /]+' "$1.log" | head -n 1)
    case $url in https:*) url=https://127.0.0.1:${url##*:} ;; esac
}
# odd MODE...: another program that answers; address in url
odd() {
    "$top/tests/live/odd.py" "$@" >odd.log &
    pid=$!
    running="$running $pid"
    for _ in $(seq 200); do [ -s odd.log ] && break; sleep 0.05; done
    url=$(head -n 1 odd.log)
}
stop() { kill "$1" 2>/dev/null; wait "$1" 2>/dev/null; }
leave_running() { for one in $running; do stop "$one"; done; leave; }
trap leave_running EXIT

a init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
c init --unit CM --name "Hội Chữ thập đỏ tỉnh Cà Mau" --kind chapter >/dev/null
a partner card -o KG.the >/dev/null && b partner card -o HG.the >/dev/null && c partner card -o CM.the >/dev/null
a partner add HG.the >/dev/null

serve b 127.0.0.1:0
near=$url b_pid=$pid
exits 1 "a stranger is refused" a exchange "$near" --with HG
has err "must add our card first" "... with what to do"
is "stranger" "$(reach a HG trouble)" "... and that is remembered"
b partner add KG.the >/dev/null
exits 2 "an address that sends people elsewhere in this machine's name" a exchange "http://192.168.1.20:8080" --with HG
exits 2 "... or carries a password" a exchange "https://u:p@127.0.0.1" --with HG
exits 2 "without an address nobody is called" a exchange --with HG

covenant=$(a covenant propose title="Giao ước" sort=twinning starts=2020-01-01 parties=KG parties=HG opened=activity.held opened=activity.title \
    opened=activity.field opened=activity.state opened=activity.value --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["id"])')
exits 0 "two offices exchange" a exchange "$near" --with HG
is "$near" "$(reach a HG address)" "the address is kept"
exits 0 "the other side agrees" b covenant accept "$covenant"
a add activity held=5/5/2020 title="Trao quà chung" field=1 state=delivered value="71,2 tỷ" place="NơiKínRiêng" >/dev/null
b add activity held=6/6/2020 title="Cầu nông thôn" field=7 state=delivered value="60 tỷ 383 triệu đồng" >/dev/null
exits 0 "the next needs no address" a exchange --with HG --format json
is "1 1" "$(count a HG) $(count b KG)" "one call brings the records of both"
is "2 True" "$(json out 'str(d["rounds"]) + " " + str(d["our_cosigned"] > 0)')" "and both confirmations"
for one in a:HG b:KG; do
    is "True" "$("${one%:*}" partner list --format json | python3 -c 'import json,sys; d=json.load(sys.stdin)[0]; print(d["our_cosigned"] > 0 and d["size"] > 0)')" "${one%:*} holds and has confirmation"
done
exits 0 "again there is nothing new" a exchange --with HG --format json
is "True 1" "$(json out 'str(d["nothing_new"]) + " " + str(d["rounds"])')" "... in one round"
if office_bytes b.ketnghia 2>/dev/null | grep -qa NơiKínRiêng; then not_ok "what is not opened does not come"; else ok "what is not opened does not come"; fi
is "None" "$(reach b KG trouble)" "the side that was called knows that it went well"

# Whoever else calls.
curl -s -o /dev/null -w '%{http_code}' -X POST --data-binary @KG.the -H 'Content-Type: application/octet-stream' "$near/exchange" >code
is 400 "$(cat code)" "what is no bundle is refused"
curl -s -o /dev/null -w '%{http_code}' "$near/exchange" >code
is 405 "$(cat code)" "nobody looks around there"
curl -s -o /dev/null -w '%{http_code}' -X POST -H 'Expect:' -H 'Content-Length: 999999999' --max-time 5 "$near/exchange" >code
is 413 "$(cat code)" "what is too large is refused before it comes"
c partner add HG.the >/dev/null
c send --to HG -o strange.ketnghia >/dev/null
curl -s -D head -o /dev/null --data-binary @strange.ketnghia -H 'Content-Type: application/octet-stream' "$near/exchange"
has head "Ketnghia-Refused: stranger" "a stranger's bundle is refused"
a send --to HG -o whole.ketnghia >/dev/null
a partner add CM.the >/dev/null && c partner add KG.the >/dev/null
a send --to CM -o other.ketnghia >/dev/null
curl -s -D head -o /dev/null --data-binary @other.ketnghia -H 'Content-Type: application/octet-stream' "$near/exchange"
has head "Ketnghia-Refused: recipient" "a bundle for somebody else is refused"
curl -s -D head -o back --data-binary @whole.ketnghia -H 'Content-Type: application/octet-stream' "$near/exchange"
has head "200 OK" "a whole bundle, however it is sent, is answered"
exits 0 "... with one that is taken like a file" a receive back
python3 - "${near##*:}" <<'END' &
import select, socket, sys, time
slow = []
for i in range(9):
    wire = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    wire.sendall(b"POST /exchange HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n" + b"m")
    slow.append(wire)
answered = select.select(slow, [], [], 10)[0]
open("slow", "wb").write(answered[0].recv(100) if answered else b"nobody")
open("ready", "w").close()
time.sleep(600)
END
slow_pid=$!
running="$running $slow_pid"
for _ in $(seq 300); do [ -e ready ] && break; sleep 0.05; done
has slow "HTTP/1.1 503" "those who only begin are let in up to a number"
curl -s -o page -w '%{http_code}' "$near/health" >code
is 200 "$(cat code)" "... and keep nobody from the screen"
stop "$slow_pid"
exits 0 "afterwards the partner is served" a exchange --with HG
for _ in $(seq 25); do curl -s -o /dev/null -w '%{http_code}' --data-binary @strange.ketnghia -H 'Content-Type: application/octet-stream' "$near/exchange"; echo; done >codes
is 503 "$(tail -n 1 codes)" "who is refused again and again has to wait"
stop "$b_pid"
exits 1 "nobody answers" a exchange --with HG
has err "does not answer" "... says the sentence"

# Whoever else answers.
odd redirect "$near"; odd_pid=$pid
exits 1 "a redirect is not followed" a exchange "$url" --with HG
has err "Something else answers" "... and named"
stop "$odd_pid"
odd page; odd_pid=$pid
exits 1 "a login page of the network is no partner" a exchange "$url" --with HG
has err "Something else answers" "... and named"
stop "$odd_pid"
odd endless; odd_pid=$pid
exits 1 "an answer without end is given up" a exchange "$url" --with HG
stop "$odd_pid"
is "$near" "$(reach a HG address)" "the address of none of them is kept"

# TLS: the certificate is the partner's, by its own log key, and stays the one that is known.
serve b 0.0.0.0:0
far=$url b_pid=$pid
print=$(grep -oE '([0-9A-F]{2}:){31}[0-9A-F]{2}' b.log)
a add activity held=7/7/2020 title="Qua TLS" field=1 state=delivered value="1 triệu" >/dev/null
odd between "127.0.0.1:${far##*:}" "$top/tests/specimens/live/somebody.pem"; odd_pid=$pid
exits 1 "somebody in between shows at the first call" a exchange "$url" --with HG
has err "cannot show that it belongs to the partner" "... and named"
is "None" "$(reach a HG certificate)" "... and nothing of it is kept"
stop "$odd_pid"
exits 0 "over HTTPS as over this machine's own wire" a exchange "$far" --with HG
is "$print" "$(reach a HG certificate)" "the certificate of the start page is pinned"
is 2 "$(count b KG)" "the record came"
stop "$b_pid"
sleep 0.2
serve c 0.0.0.0:"${far##*:}"; c_pid=$pid
exits 1 "another machine at the same address is not spoken to" a exchange --with HG
has err "certificate of the other machine has changed" "... and named"
is "certificate" "$(reach a HG trouble)" "that is remembered, so that it stops"
a partner reach HG --new-certificate >/dev/null
exits 2 "a certificate that was said to be new is asked whose it is" a exchange --with HG
has err "Another office answers" "... and it was another office's"
is "None" "$(reach a HG certificate)" "so nothing is pinned"
stop "$c_pid"
sleep 0.2
serve b 0.0.0.0:"${far##*:}" --certificate "$top/tests/specimens/live/somebody.pem" --key "$top/tests/specimens/live/somebody.pem"; b_pid=$pid
exits 0 "a new certificate of theirs is taken then" a exchange --with HG
is "False" "$([ "$(reach a HG certificate)" = "$print" ] && echo True || echo False)" "... and pinned instead"
stop "$b_pid"
sleep 0.2

# An old copy, and a fork.
serve b 127.0.0.1:0
near=$url b_pid=$pid
a exchange "$near" --with HG >/dev/null
office_copy a.ketnghia old.ketnghia && mark_copy a.ketnghia old.ketnghia
a add activity held=8/7/2020 title="Mới hơn" field=1 state=delivered value="1 triệu" >/dev/null
a exchange --with HG >/dev/null
old() { "$KETNGHIA" --file "$work/old.ketnghia" --lang en "$@"; }
exits 3 "an old copy is told so" old exchange --with HG
has err "this file is an old copy" "... by the partner's answer"
exits 3 "and signs nothing from then on" old send --to HG -o never
old log confirm --only-copy >/dev/null
old add activity held=9/7/2020 title="Đường khác" field=1 state=delivered value="2 triệu" >/dev/null
exits 3 "a fork is found by whoever is called" old exchange --with HG
has err "contradicts what was confirmed" "... and said to the caller"
exits 1 "exchange with that book stops there" a exchange --with HG
has err "has stopped exchanging with us" "... which the caller is told"
b partner evidence KG -o evidence >/dev/null
exits 3 "the evidence is kept" "$KETNGHIA" verify evidence
stop "$b_pid"
exits 0 "A is sound" a verify
exits 0 "B is sound" b verify
end
