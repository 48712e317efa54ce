#!/bin/sh
# A whole round of a rotating fund on the real program: meetings, arrears, a leaver, a draw that is checked with sha256sum,
# papers, and journals that hledger and beancount check; their balances are the program's.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/so.ketnghia"
kn init --unit KG-CD --name "Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang" --kind union >/dev/null
add() { kn add "$@" --format json >added || cat added >&2; json added 'd["id"]'; }
for name in "Nguyễn Thị Mai Anh" "Trần Quốc Bảo" "Lê Thị Ngọc Châu" "Phạm Minh Đức"; do
    add member "name=$name" >>members
done
mai=$(sed -n 1p members) bao=$(sed -n 2p members) chau=$(sed -n 3p members) duc=$(sed -n 4p members)
fund=$(add fund "name=Góp vốn xoay vòng" "holder=Lê Văn Tâm" started=2020-01-03 "contribution=500.000 đ" members=4 \
    "pot=2 triệu đồng" every=month order=lots "deduction=50.000 đ" agreement=01/TT-CĐCS agreed=2020-01-02 \
    "roster=$mai" "roster=$bao" "roster=$chau" "roster=$duc")

exits 0 "a seed is sealed" kn draw seal "$fund" --format json
draw=$(json out 'd["id"]') commitment=$(json out 'd["commitment"]')
exits 0 "what is sealed waits" kn draw check "$draw" --format json
is waits "$(json out 'd["state"]')" "... and says so"
exits 2 "without words nothing is drawn" kn draw open "$draw"
exits 0 "words are said and the lots drawn" kn draw open "$draw" "lúa vàng" 27 --format json
first=$(json out 'd["order"][0]')
exits 1 "a draw is opened once" kn draw open "$draw" khác
exits 0 "the draw is checked" kn draw check "$draw" --format json
is right "$(json out 'd["state"]')" "... and right"
is "$commitment" "$(json out 'd["commitment"]')" "... with the fingerprint of before"
shell=$(json out 'd["shell"]')
seed=$(kn show "$draw" --format json | python3 -c 'import json,sys; print(json.load(sys.stdin)["seed"])')
is "$commitment" "$(printf %s "$seed" | sha256sum | cut -d' ' -f1)" "sha256sum comes to the same fingerprint"
is "${first##*-}" "$(sh -c "$shell" | head -n 1 | sed 's/.* //')" "... and to the same lot"

# Meetings, written one by one as a sheet would.
pay() { add contribution fund="$fund" meeting="$1" member="$2" held="$3" due="$4" paid="$5" >/dev/null; }
meet() { add meeting fund="$fund" number="$1" held="$2"; }
take() { add turn fund="$fund" meeting="$1" member="$2" held="$3" amount="$4" deduction=50000 form="$5" >/dev/null; }
m1=$(meet 1 2020-01-03)
for who in $mai $bao $chau $duc; do pay "$m1" "$who" 2020-01-03 500000 500000; done
take "$m1" "$mai" 2020-01-03 2000000 lots
m2=$(meet 2 2020-02-03)
for who in $mai $bao $chau; do pay "$m2" "$who" 2020-02-03 500000 500000; done
pay "$m2" "$duc" 2020-02-03 500000 200000
take "$m2" "$bao" 2020-02-03 1700000 list
kn report fund --record "$fund" --format json >fund.json
is 300000 "$(json fund.json '[m["owed"] for m in d["members"] if m["name"].endswith("Đức")][0]')" "who is behind"
is 0 "$(json fund.json 'd["box"]')" "the box is empty"
is 100000 "$(json fund.json 'd["gift_box"]')" "the gift box has what was deducted"
is 0 "$(json fund.json 'len(d["findings"])')" "nothing is amiss"
# The fourth leaves: they paid 700,000 and got nothing.
m3=$(add meeting fund="$fund" number=3 held=2020-03-03 leavers="$duc" "payments=$duc | refund | 700000")
for who in $mai $bao $chau; do pay "$m3" "$who" 2020-03-03 500000 500000; done
take "$m3" "$chau" 2020-03-03 800000 list
kn report fund --record "$fund" --format json >fund.json
is 0 "$(json fund.json 'd["box"]')" "the refund and the rest of the turn are paid out"
is 700000 "$(json fund.json '[m["to_get"] for m in d["members"] if m["name"].endswith("Châu")][0]')" "what the third still has to get"
# Member by member, what hledger and beancount make of it is what the program says.
kn report fund --record "$fund" --format hledger -o middle.journal >/dev/null
kn report fund --record "$fund" --format beancount -o middle.beancount >/dev/null
cat >balances.py <<'PY'
import csv, json, subprocess, sys
run = lambda *command: subprocess.run(command, capture_output=True, text=True, check=True).stdout
fund = json.load(open("fund.json"))
wanted = {"assets:box": fund["box"], "assets:gift": fund["gift_box"]}
for member in fund["members"]:
    wanted["assets:owed:" + member["id"].lower()] = member["owed"]
    wanted["liabilities:stake:" + member["id"].lower()] = -member["to_get"]
hledger = {row[0].lower(): int(row[1].split()[0].replace(".", ""))
           for row in list(csv.reader(run("hledger", "bal", "-E", "-N", "--flat", "-O", "csv", "-f", "middle.journal").splitlines()))[1:]}
bean = {row[0].strip().lower(): int(row[1].strip() or 0)
        for row in list(csv.reader(run("bean-query", "-q", "-f", "csv", "middle.beancount",
                                       "SELECT account, sum(number) GROUP BY account").splitlines()))[1:]}
for name, books in (("hledger", hledger), ("beancount", bean)):
    wrong = {account: (vnd, books.get(account, 0)) for account, vnd in wanted.items() if vnd != books.get(account, 0)}
    print(name, wrong if wrong else "agrees", len(wanted))
PY
is "hledger agrees 10
beancount agrees 10" "$(python3 balances.py)" "hledger and beancount agree on every member's account"
# Everyone has received: who got more than they put in pays, who got less is paid.
m4=$(add meeting fund="$fund" number=4 held=2020-04-03 "payments=$chau | supplement | 700000")
pay "$m4" "$mai" 2020-04-03 500000 500000
pay "$m4" "$bao" 2020-04-03 200000 200000
exits 0 "the round ends" kn amend "$fund" ended=2020-04-03 --why "hết vòng"
kn report fund --record "$fund" --format json >fund.json
is 0 "$(json fund.json 'len(d["findings"])')" "everyone is even"
is 0 "$(json fund.json 'd["box"]')" "... and the box is empty"
is "$(json fund.json 'd["paid"]')" "$(json fund.json 'd["received"]')" "what came in went out"

# The same book, checked by others.
exits 0 "a journal for hledger" kn report fund --record "$fund" --format hledger -o fund.journal
exits 0 "hledger finds nothing wrong" hledger check -s -f fund.journal
exits 0 "a ledger for beancount" kn report fund --record "$fund" --format beancount -o fund.beancount
exits 0 "beancount finds nothing wrong" bean-check fund.beancount
exits 0 "the journal is a report of its own" kn report hledger --record "$fund" -o own.journal
if cmp -s own.journal fund.journal; then ok "... and the same"; else not_ok "... and the same"; fi
exits 0 "so is the ledger" kn report beancount --record "$fund" -o own.beancount
kn report list >list
for name in fund hledger beancount passbook slip fund_agreement fund_sheet; do has list "  $name " "the list of reports names $name"; done
balance() { hledger bal -N -E --flat -O csv -f fund.journal "$1" | python3 -c 'import csv,sys; print(sum(int(r[1].split()[0].replace(".","")) for r in list(csv.reader(sys.stdin))[1:] if r[1].strip("0 VND") or r[1][0] != "0"))'; }
queried() { bean-query -q -f csv fund.beancount "SELECT sum(number) WHERE account ~ '$1'" | tail -n 1 | tr -d ' \r'; }
for act in box gift; do
    key=$act
    [ "$act" = gift ] && key=gift_box
    is "$(json fund.json "d[\"$key\"]")" "$(balance "assets:$act")" "hledger's $act is the program's"
    is "$(json fund.json "d[\"$key\"]")" "$(queried "Assets:$(echo $act | sed 's/./\U&/')" | sed 's/^$/0/')" "beancount's $act too"
done
paid=$(hledger reg -f fund.journal assets:box -O csv | python3 -c 'import csv,sys; print(sum(v for v in (int(r[5].split()[0]) for r in list(csv.reader(sys.stdin))[1:]) if v > 0))')
is "$(json fund.json 'd["paid"]')" "$paid" "hledger counts as much paid in"

# Papers.
exits 0 "a passbook" kn report passbook --record "$mai"
has out "Nguyễn Thị Mai Anh" "... of the member"
exits 0 "the slips of a meeting" kn --lang vi report slip --record "$m1"
has out "Hai triệu đồng" "... with the amount in words"
exits 0 "the agreement" kn --lang vi report fund_agreement --record "$fund" --format docx -o thoa-thuan.docx
exits 0 "the sheet of the next meeting" kn report fund_sheet --record "$fund"
exits 2 "a list is no journal" kn list member --format hledger
exits 0 "everything is sound" kn verify
end
