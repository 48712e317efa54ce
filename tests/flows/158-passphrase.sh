#!/bin/bash
# 158-passphrase: the keys of an office under a passphrase: what goes on while they are locked, what waits, how they are
# unlocked, and that the secrets are in no file and in no memory meanwhile.
. "$(dirname "$0")/lib.sh"
a() { "$KETNGHIA" --file "$work/a.ketnghia" --lang en "$@"; }
b() { "$KETNGHIA" --file "$work/b.ketnghia" --lang en "$@"; }
running=
stop_all() { for one in $running; do kill "$one" 2>/dev/null; wait "$one" 2>/dev/null; done; running=; }
leave_running() { stop_all; leave; }
trap leave_running EXIT
serve() {
    "$KETNGHIA" --file "$work/$1.ketnghia" --lang en serve --listen 127.0.0.1:0 "${@:2}" >"$1.log" 2>&1 &
    pid=$!
    running="$running $pid"
    for _ in $(seq 200); do grep -qE 'open at https?://' "$1.log" && break; sleep 0.05; done
    url=$(grep -oE 'https?://[^ /]+' "$1.log" | head -n 1)
}
# secrets_of OFFICE: one a line, in hexadecimal digits, as they stand in the store
secrets_of() {
    if on_server; then
        "$KN_TEST_PG_BIN/psql" -AtqXd "$(place_address "$(place_of "$1")")" -c "SELECT encode(data, 'hex') FROM secret WHERE book > 0 ORDER BY name"
    else
        python3 -c 'import sqlite3,sys; [print(d.hex()) for (d,) in sqlite3.connect(sys.argv[1]).execute("SELECT data FROM secret WHERE book > 0 ORDER BY name")]' "$1"
    fi
}
# found FILE: how many of the secrets stand in its bytes
found() { python3 -c 'import sys; data=open(sys.argv[1],"rb").read(); print(sum(bytes.fromhex(l.strip()) in data for l in open("secrets")))' "$1"; }
# in_memory PID: how many of them stand in what the process has in memory
in_memory() {
    python3 - "$1" <<'PY'
import sys
pid, seen = sys.argv[1], set()
secrets = [bytes.fromhex(line.strip()) for line in open("secrets")]
read = 0
with open(f"/proc/{pid}/mem", "rb", 0) as memory:
    for line in open(f"/proc/{pid}/maps"):
        span, rights = line.split()[:2]
        first, last = (int(x, 16) for x in span.split("-"))
        if "r" not in rights or line.rstrip().endswith(("[vvar]", "[vsyscall]")):
            continue
        try:
            memory.seek(first)
            data = memory.read(last - first)
        except OSError:
            continue
        read += len(data)
        seen |= {s for s in secrets if s in data}
print(len(seen) if read > 1000000 else "nothing could be read")
PY
}
# at_terminal ANSWER... -- COMMAND...: as if somebody sat there and typed; what was seen in seen, the status printed
at_terminal() {
    python3 - "$@" <<'PY'
import os, pty, re, select, sys
split = sys.argv.index("--")
answers, command = sys.argv[1:split], sys.argv[split + 1:]
pid, fd = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
seen = ""
asked = 0
while True:
    ready, _, _ = select.select([fd], [], [], 60)
    try:
        data = os.read(fd, 4096) if ready else b""
    except OSError:
        data = b""
    if not data:
        break
    seen += data.decode(errors="replace")
    tail = seen[asked:]
    if re.search(r":\s$", tail) and answers:
        asked = len(seen)
        answer = answers.pop(0)
        if answer == "GROUP":
            sheet = re.search(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){12}", seen).group().split("-")
            answer = sheet[int(re.findall(r"Group number (\d+)", tail)[-1]) - 1].lower()
        os.write(fd, (answer + "\n").encode())
open("seen", "w").write(seen)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
PY
}

is 0 "$(at_terminal GROUP AAAA GROUP GROUP GROUP -- "$KETNGHIA" --file "$work/a.ketnghia" --lang en --unit KG init --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter)" "at a terminal three groups of the sheet are asked back"
has seen "not the ones on the sheet" "... until they are right"
has seen "Good. Keep the paper safe." "... and that is said"
grep -oE '[A-Z2-7]{4}(-[A-Z2-7]{4}){12}' seen | head -n 1 >sheet
b init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
a partner card -o KG.the >/dev/null && b partner card -o HG.the >/dev/null
a partner add HG.the >/dev/null && b partner add KG.the >/dev/null
secrets_of a.ketnghia >secrets
is 4 "$(wc -l <secrets)" "four secrets"
office_bytes a.ketnghia >bytes 2>/dev/null
is 4 "$(found bytes)" "... stand in the file"
echo "con thuyền nhỏ qua sông lớn" >pass
echo "con thuyền nhỏ qua biển lớn" >wrong
echo "một chiều mưa bên bến cũ" >pass2

serve a
exits 0 "without a passphrase a served office signs" a send --to HG -o 0.ketnghia
if ! on_server; then is 4 "$(in_memory "$pid")" "... with secrets in its memory"; fi
exits 0 "it gets a passphrase while it is served" a key passphrase --new-from pass
exits 0 "and is locked" a key lock
# What a database server has sent lies about in buffers until the program is started again.
if ! on_server; then is 0 "$(in_memory "$pid")" "then no secret is left in its memory"; fi
stop_all
exits 0 "the passphrase is taken away" a key passphrase --remove --passphrase-from pass
is "$(cat secrets)" "$(secrets_of a.ketnghia)" "the secrets are as before"
exits 2 "a common one is refused" a key passphrase --new-from /dev/stdin <<<"123456789012"
exits 0 "the keys get a passphrase" a key passphrase --new-from pass
office_bytes a.ketnghia >bytes 2>/dev/null
if ! on_server; then is 0 "$(found bytes)" "no secret stands in the file, nor beside it"; fi
is "144 144 144 144" "$(secrets_of a.ketnghia | python3 -c 'import sys; print(*[len(l.strip()) for l in sys.stdin])')" "all are sealed"

# Locked.
exits 0 "records are written" a add activity held=5/5/2020 title="Trao quà" field=1 state=delivered value="71,2 tỷ"
exits 0 "lists are read" a list activity
exits 0 "reports are made" a report period --from 2020-01-01 --to 2020-12-31
exits 0 "the book is verified" a verify
has out "Not compared: the secret keys of 1 books" "... and what could not be is said"
exits 1 "nothing is sent" a send --to HG -o 1.ketnghia
has err "The keys of this office are locked" "... and why is said"
exits 1 "no card is written" a partner card
exits 1 "no head is signed" a log checkpoint
b send --to KG -o 2.ketnghia >/dev/null
exits 1 "nothing is received" a receive 2.ketnghia
exits 1 "a wrong one" a --passphrase-from wrong send --to HG -o 1.ketnghia
has err "The passphrase is not right" "... is said"
exits 0 "the right one, in a file" a --passphrase-from pass send --to HG -o 1.ketnghia
exits 0 "... by a descriptor" a --passphrase-from /dev/fd/3 send --to HG -o 1.ketnghia 3<pass
exits 0 "... on the standard input" a --passphrase-from - receive 2.ketnghia <pass
exits 1 "nothing is asked for" a recover --ask HG -o ask
exits 0 "with it, it is" a recover --ask HG -o ask --passphrase-from pass
exits 0 "with it all is compared" a --passphrase-from pass partner list
is 0 "$(at_terminal "$(cat wrong)" "$(cat pass)" -- "$KETNGHIA" --file "$work/a.ketnghia" --lang en send --to HG -o 3.ketnghia)" "at a terminal it is asked for"
has_not seen "thuyền" "... and not shown"
exits 0 "what was sent is whole" b receive 3.ketnghia

# Served.
serve a
is 0 "$(in_memory "$pid")" "no secret is in the memory of the locked office"
exits 0 "the office answers" curl -sf -o /dev/null "$url/health"
b partner reach KG "$url" >/dev/null 2>&1
exits 1 "a partner who calls" b exchange "$url" --with KG
has err "under a passphrase that nobody has given" "... hears why"
exits 1 "the office itself cannot sign" a send --to HG -o 4.ketnghia
exits 1 "a wrong passphrase opens nothing" a key unlock --passphrase-from wrong
exits 0 "the right one does" a key unlock --passphrase-from pass
exits 0 "the partner calls again" b exchange "$url" --with KG
exits 0 "the office signs" a send --to HG -o 4.ketnghia
exits 0 "until it is locked" a key lock
exits 1 "then it does not" a send --to HG -o 4.ketnghia
is 0 "$(in_memory "$pid")" "no secret is left in memory"
is 0 "$(at_terminal "$(cat pass)" -- "$KETNGHIA" --file "$work/a.ketnghia" --lang en key unlock)" "at a terminal the served office asks, too"
exits 0 "it is open" a send --to HG -o 4.ketnghia
stop_all
exits 1 "a stopped program has forgotten" a send --to HG -o 4.ketnghia
serve a --passphrase-from "$work/pass"
exits 0 "one that was started with it has not" a send --to HG -o 4.ketnghia
stop_all

# Changed, backed up, taken away.
exits 1 "a change needs the one until now" a key passphrase --new-from pass2 --passphrase-from wrong
exits 0 "it is changed" a key passphrase --new-from pass2 --passphrase-from pass
exits 1 "the one before is void" a --passphrase-from pass send --to HG -o 5.ketnghia
exits 0 "the new one opens" a --passphrase-from pass2 send --to HG -o 5.ketnghia
exits 0 "a backup with keys" a backup copy.ketnghia --with-keys
exits 0 "... is sealed as well" "$KETNGHIA" --file copy.ketnghia --lang en --passphrase-from pass2 verify
exits 0 "the keys change under it" a --passphrase-from pass2 key change
is "{144}" "$(secrets_of a.ketnghia | python3 -c 'import sys; print({len(l.strip()) for l in sys.stdin})')" "the new ones are sealed too"
exits 0 "it is taken away, after two dozen right ones" a key passphrase --remove --passphrase-from pass2
exits 0 "then nothing is asked" a send --to HG -o 6.ketnghia
exits 0 "all is sound" a verify
has_not out "Not compared" "... and compared"

# Forgotten.
a key passphrase --new-from pass >/dev/null
exits 0 "the sheet makes new keys without it" a key change --sheet-from sheet
exits 0 "... that have none" a send --to HG -o 7.ketnghia
exits 0 "all is sound again" a verify
a key passphrase --new-from pass >/dev/null
for _ in 1 2 3 4 5; do a --passphrase-from wrong send --to HG -o 8.ketnghia >/dev/null 2>&1; done
exits 2 "who guesses has to wait" a --passphrase-from wrong send --to HG -o 8.ketnghia
has err "try again in" "... and is told how long"
end
