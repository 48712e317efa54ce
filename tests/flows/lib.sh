# lib.sh: what the flow tests share. Each drives the real binary ($KETNGHIA) in a folder of its own and prints TAP.
set -u
[ -n "${KETNGHIA:-}" ] || KETNGHIA=$(cd "$(dirname "$0")/../.." && pwd)/build/src/ketnghia
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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
end() { echo "1..$tests"; [ "$failures" = 0 ]; exit; }
