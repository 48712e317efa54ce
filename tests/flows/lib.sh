# lib.sh: what the flow tests share. Each drives the real binary ($KETNGHIA) in a folder of its own and prints TAP.
# With KN_ENGINE=postgresql the offices lie on the tests' server: flows/on-server stands before the program. A flow
# therefore touches an office only through the program and through office_copy, mark_copy and office_bytes.
set -u
[ -n "${KETNGHIA:-}" ] || KETNGHIA=$(cd "$(dirname "$0")/../.." && pwd)/build/src/ketnghia
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
on_server() { [ "${KN_ENGINE:-}" = postgresql ]; }
if on_server; then
    . "$top/tests/flows/places.sh"
    export KN_PROGRAM="$KETNGHIA" KN_PLACES="$work/.places" KETNGHIA_STATE="$work/.state"
    KETNGHIA=$top/tests/flows/on-server
    mkdir "$KN_PLACES" "$KETNGHIA_STATE"
fi
leave() {
    if on_server; then
        for place in "$KN_PLACES"/*; do "$KN_TEST_PG_BIN/psql" -qXd "$KN_TEST_PG" -c "DROP DATABASE IF EXISTS ${place##*/} WITH (FORCE)"; done
    fi
    rm -rf "$work"
}
trap leave EXIT
cd "$work" || exit 1
export LANG=C.UTF-8
tests=0 failures=0

ok() { tests=$((tests + 1)); echo "ok $tests - $1"; }
not_ok() { tests=$((tests + 1)); failures=$((failures + 1)); echo "not ok $tests - $1"; shift; printf '%s\n' "$@" | sed 's/^/# /'; }
# is WANTED GOT NAME
is() { if [ "$1" = "$2" ]; then ok "$3"; else not_ok "$3" "wanted: $1" "got:    $2"; fi; }
# has FILE TEXT NAME: the text stands in the file
has() { if grep -qF -- "$2" "$1"; then ok "$3"; else not_ok "$3" "not in $1: $2" "$(head -c 2000 "$1")"; fi; }
has_not() { if grep -qaF -- "$2" "$1"; then not_ok "$3" "found in $1: $2"; else ok "$3"; fi; }
# exits STATUS NAME COMMAND...: output in out, errors in err
exits() {
    wanted=$1 name=$2
    shift 2
    "$@" >out 2>err
    got=$?
    if [ "$got" = "$wanted" ]; then ok "$name"; else not_ok "$name" "exit $got, wanted $wanted: $*" "$(tail -n 5 out)" "$(tail -n 5 err)"; fi
}
kn() { "$KETNGHIA" "$@"; }
# json FILE EXPRESSION: prints the value of a Python expression over the document `d`
json() { python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"; }
# office_copy FROM TO: as if the office's file had been copied over another; nobody uses either
office_copy() {
    if ! on_server; then cp "$1" "$2"; return; fi
    "$KN_TEST_PG_BIN/psql" -qXd "$KN_TEST_PG" -c "DROP DATABASE IF EXISTS $(place_of "$2")" -c "CREATE DATABASE $(place_of "$2") TEMPLATE $(place_of "$1")"
    : >"$KN_PLACES/$(place_of "$2")"
} 2>/dev/null
# mark_copy FROM TO: the small file that says what was signed last
mark_copy() { if on_server; then cp "$(place_mark "$1")" "$(place_mark "$2")"; else cp "$1.head" "$2.head"; fi; }
# office_bytes OFFICE: every byte that the office keeps; on a server every value of every row
office_bytes() {
    if ! on_server; then cat "$1"*; return; fi
    for table in $("$KN_TEST_PG_BIN/psql" -AtqXd "$(place_address "$(place_of "$1")")" -c "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"); do
        "$KN_TEST_PG_BIN/psql" -qXd "$(place_address "$(place_of "$1")")" -c "COPY $table TO STDOUT (FORMAT binary)"
    done
}
end() { echo "1..$tests"; [ "$failures" = 0 ]; exit; }
