#!/bin/sh
# An office moves from its file to a database server and back: the same figures, roots and records, and it is sound.
[ "${KN_ENGINE:-}" = postgresql ] || exec "$(dirname "$0")/../postgres" run "$0"
. "$(dirname "$0")/../flows/lib.sh"
kn() { "$KN_PROGRAM" "$@"; }
# database NAME: a new one of this test, its address in $address
database() {
    : >"$KN_PLACES/m_$$_$1"
    "$KN_TEST_PG_BIN/psql" -qXd "$KN_TEST_PG" -c "CREATE DATABASE m_$$_$1"
    address=$(place_address "m_$$_$1")
}
# figures OFFICE PREFIX: what must be the same everywhere
figures() {
    kn --file "$1" report joint --from 2020-01-01 --to 2020-07-31 --format json >"$2.joint"
    for kind in activity member photo officer covenant; do kn --unit HG-CD --file "$1" list $kind --of HG,HG-CD,KG --format json; done >"$2.lists"
    kn --file "$1" agreements --format json >"$2.agreements"
}
same() {
    for part in joint lists agreements; do
        if cmp -s "$1.$part" "$2.$part"; then ok "$3: the same $part"; else not_ok "$3: the same $part" "$(diff "$1.$part" "$2.$part" | head -n 5)"; fi
    done
}

kn demo demo >/dev/null
file=demo/haugiang.ketnghia
figures $file file
database one
one=$address
exits 0 "the office goes to the server" kn --file $file backup "$one" --with-keys
exits 1 "it never goes over another" kn --lang en --file $file backup "$one" --with-keys
has err "holds an office already" "... and says why"
figures "$one" server
same file server "on the server"
is 131583000000 "$(json server.joint 'd["total"]["vnd"]')" "the total of the article"
is "$(json file.joint '[b["root"] for b in d["books"]]')" "$(json server.joint '[b["root"] for b in d["books"]]')" "the books have the same roots"
exits 0 "it is sound there" kn --file "$one" verify
exits 3 "it signs nothing until an officer says that it is the only copy" kn --file "$one" --unit HG log checkpoint
exits 0 "who says so" kn --file "$one" log confirm --only-copy
exits 0 "then it signs" kn --file "$one" --unit HG log checkpoint
exits 0 "it is written into" kn --file "$one" --unit HG add activity held=1/8/2020 title="Sau khi chuyển" field=1 state=delivered value="5 triệu"
figures "$one" server

exits 0 "it comes back into a file" kn --file "$one" backup back.ketnghia --with-keys
exits 1 "it never comes back over a file" kn --file "$one" backup back.ketnghia
figures back.ketnghia back
same server back "back in a file"
exits 0 "it is sound" kn verify back.ketnghia
is "back.ketnghia" "$(ls | grep '^back.ketnghia' | grep -v lock)" "nothing else was left beside it"
exits 0 "it is written into again" kn --file back.ketnghia --unit HG add activity held=2/8/2020 title="Sau khi về" field=1 state=delivered value="1 triệu"
kn --file "$one" backup safe.ketnghia >/dev/null
exits 0 "a copy without keys is sound" kn verify safe.ketnghia
database two
exits 0 "a copy is restored on a server" kn --file "$address" restore back.ketnghia
exits 0 "... sound" kn --file "$address" verify
exits 0 "from server to server" sh -c '"$0" --file "$1" backup "$2"' "$KN_PROGRAM" "$address" "$(database three; echo "$address")"

# While it is served, others hand their commands over; what dies leaves nothing locked.
"$KN_PROGRAM" --file "$one" serve --listen 127.0.0.1:0 >served 2>&1 &
serving=$!
for i in $(seq 100); do grep -q 127.0.0.1 served && break; sleep 0.1; done
exits 0 "a command goes to the process that serves" kn --file "$one" --unit HG list activity --of HG --format json
is "$(json server.joint 'd["total"]["vnd"]')" "$(kn --file "$one" report joint --from 2020-01-01 --to 2020-07-31 --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["total"]["vnd"])')" "... and answers the same"
exits 4 "what must be alone says that it is in use" kn --file "$one" log confirm --only-copy
kill -9 $serving
wait $serving 2>/dev/null
for i in $(seq 50); do kn --file "$one" log confirm --only-copy >/dev/null 2>&1 && break; sleep 0.1; done
exits 0 "after it died the next goes on" kn --file "$one" --unit HG list activity

# Passwords are shown nowhere.
export PGCONNECT_TIMEOUT=2
for wrong in "postgresql://so:matkhaukin@127.0.0.1:1/x" "postgresql://so:matkhaukin@[x" "postgresql://127.0.0.1:1/x?user=so&password=matkhaukin"; do
    "$KN_PROGRAM" --file "$wrong" list activity >out 2>err
    "$KN_PROGRAM" --file "$wrong" init --unit A --name A --kind chapter >>out 2>>err
    "$KN_PROGRAM" --file "$wrong" restore back.ketnghia >>out 2>>err
    "$KN_PROGRAM" --file back.ketnghia backup "$wrong" >>out 2>>err
    "$KN_PROGRAM" --file "$wrong" verify >>out 2>>err
    cat out >>err
    has_not err matkhaukin "the password is not shown"
done
end
