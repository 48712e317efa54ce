#!/bin/sh
# An emulation compact of three unions: criteria agreed by all, what the books count, own and others' points with
# reasons, the ranking agreed in every book; recomputed here by hand.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE="$work/cum.ketnghia"
for unit in A B C; do kn init --unit $unit --name "Công đoàn cơ sở $unit" --kind union >/dev/null; done
cat >criteria <<'END'
title=Bảng tiêu chí thi đua Cụm số 9
parties=A
parties=B
parties=C
period=năm 2020
items=I. Mô hình | Đăng ký mô hình dân vận khéo | normal | 10 | models | share | 3
items=II. Phong trào | Tham gia phong trào cấp trên | normal | 20 | upper_drives | reached | 2
items=II. Phong trào | Chấp hành chế độ báo cáo | normal | 7,5
items=III. Thưởng | Sáng kiến | bonus | 5
items=IV. Trừ | Báo cáo trễ | minus | 3
settled=mean
END
exits 0 "criteria are proposed" kn --unit A criteria propose criteria --format json
first=$(json out 'd["id"]')
exits 1 "no ranking before all have agreed" kn --unit A report emulation --record "$first" --propose
exits 0 "B agrees" kn --unit B covenant accept "$first"
exits 0 "C agrees" kn --unit C covenant accept "$first"
hash=$(kn --unit A agreements --format json | python3 -c 'import json,sys; print(next(d["body_hash"] for d in json.load(sys.stdin) if d["kind"] == "criterion"))')

kn kinds model --format json >model.json
kn kinds upper_drive --format json >drive.json
# Required fields come from the kinds themselves.
filled() { python3 - "$1" "$2" <<'PY'
import json, sys
doc = json.load(open(sys.argv[1]))
kind = doc[0] if isinstance(doc, list) else doc
words = []
for field in kind["fields"]:
    if not field.get("required"):
        continue
    name, sort = field["name"], field["type"]
    value = {"text": "Nội dung " + sys.argv[2], "date": "2020-0%s-05" % sys.argv[2], "count": "2020", "money": "1000"}.get(sort)
    if sort == "choice":
        value = field["choices"][0]["code"] if isinstance(field["choices"][0], dict) else field["choices"][0]
    words.append("%s=%s" % (name, value))
print("\n".join(words))
PY
}
add() { # unit kind number
    filled "$2.json" "$3" >words
    set -- "$1" "$2"
    while IFS= read -r word; do set -- "$@" "$word"; done <words
    unit=$1 kind=$2
    shift 2
    [ "$kind" = drive ] && kind=upper_drive
    kn --unit "$unit" add "$kind" "$@" >/dev/null || not_ok "add $kind"
}
add A model 1; add A model 2
add B model 1
add A drive 1; add A drive 2; add B drive 1

score() { # by of points...
    by=$1 of=$2
    shift 2
    kn --unit "$by" add score held=31/12/2020 "criteria=$hash" "of=$of" "$@" >/dev/null 2>err || not_ok "score" "$(cat err)"
}
score A A "points=1 | 6,67" "points=2 | 20" "points=3 | 7,5" "points=4 | 5" "points=5 | 0"
score B A "points=3 | 6 | hai báo cáo trễ" "points=5 | 1 | hai báo cáo trễ"
score B B "points=1 | 3,33" "points=2 | 0" "points=3 | 7,5" "points=4 | 2" "points=5 | 0"
score C B "points=4 | 5,5 | sáng kiến được nhân rộng"
score C C "points=1 | 0" "points=2 | 0" "points=3 | 7" "points=4 | 0"
kn --unit A report emulation --record "$first" --format json >table.json
# By hand: A = 6,67+20+mean(7,5;6)=6,75+5-mean(0;1)=0,5 -> 37,92; B = 3,33+0+7,5+mean(2;5,5)=3,75-0 -> 14,58; C has no fifth.
is "A 1 3792 True,B 2 1458 True,C 3 700 False" "$(json table.json '",".join("%s %d %d %s" % (u["code"], u["place"], u["total_hundredths"], u["complete"]) for u in d["units"])')" "points and places are those computed by hand"
is "667 2000 None" "$(json table.json '" ".join(str(p["counted"]) for p in d["units"][0]["points"][:3])')" "what the books count follows the rules"
exits 1 "no ranking while a criterion has no points" kn --unit A report emulation --record "$first" --propose
has err "C" "... which says whose"
score C C "points=1 | 0" "points=2 | 0" "points=3 | 7" "points=4 | 0" "points=5 | 1"
exits 0 "the ranking is proposed" kn --unit A report emulation --record "$first" --propose --format json
ranking=$(json out 'd["id"]')
exits 0 "B agrees to it" kn --unit B covenant accept "$ranking"
exits 0 "C agrees to it" kn --unit C covenant accept "$ranking"
is "in_force" "$(kn --unit C agreements --format json | python3 -c 'import json,sys; print(next(d["state"] for d in json.load(sys.stdin) if d["kind"] == "ranking"))')" "the ranking stands in all three books"
kn --unit B report emulation --record "$first" --lang vi >text
has text "hai báo cáo trễ" "reasons stand in the table"
has text "37,92" "points print as officers write them"
exits 0 "the books are sound" kn verify
end
