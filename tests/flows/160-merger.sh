#!/bin/sh
# The four bodies of the article as in 2025: Kiên Giang goes into An Giang, Hậu Giang into Cần Thơ, their unions are dissolved.
# The books are closed, others go on, a covenant is carried over; what was printed in 2020 prints the same, and 2026 is
# compared with what the older units did.
. "$(dirname "$0")/lib.sh"
export LANG=vi_VN.UTF-8
kg() { kn --file demo/kiengiang.ketnghia "$@"; }
hg() { kn --file demo/haugiang.ketnghia "$@"; }
ag() { kn --file ag.ketnghia "$@"; }
ct() { kn --file ct.ketnghia "$@"; }
# pin FROM UNIT TO: the card of a unit of one office is added in another, its six words compared
pin() {
    "$1" --unit "$2" partner card -o card >/dev/null && "$3" partner add card >/dev/null &&
        "$3" partner list --format json >list &&
        "$3" partner compare "$2" --words "$(json list "[p['words'] for p in d if p['unit'] == '$2'][0]")" >/dev/null
}
# send FROM UNIT TO UNIT
send() { "$1" --unit "$2" send --to "$4" -o bundle >/dev/null && "$3" receive bundle >/dev/null && rm bundle; }
# among: everybody exchanges with everybody
among() {
    for pair in "kg KG-CD hg HG-CD" "kg KG ag AG" "kg KG ct CT" "hg HG ag AG" "hg HG ct CT" "ag AG ct CT"; do
        set -- $pair
        send "$1" "$2" "$3" "$4" && send "$3" "$4" "$1" "$2" || return 1
    done
}
words_of() { python3 -c 'import re, sys, zipfile
print(re.sub("<[^>]*>", "\n", zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()))' "$1"; }
states() { "$@" covenant list --format json >list && json list '" ".join(sorted(c["title"][:8] + ":" + c["state"] for c in d))'; }

exits 0 "the two offices of 2020" kn demo demo
kg --unit KG-CD report joint --from 2020-01-01 --to 2020-07-31 >then.txt
hg --unit HG-CD report joint --from 2020-01-01 --to 2020-07-31 >then.hg.txt
kg --unit KG-CD report joint --from 2020-01-01 --to 2020-07-31 --format docx -o then.docx >/dev/null
has then.txt "131 tỷ 583 triệu đồng" "the joint report of 2020"

# Five years on there are two more offices; all know each other, and what is handed over is opened by a covenant of all.
exits 2 "the story does not go back" kg demo day 1/1/2020
kg demo day 2026-07-01 >/dev/null
hg demo day 2026-07-01 >/dev/null
ag init --unit AG --name "Hội Chữ thập đỏ tỉnh An Giang" --kind chapter >/dev/null
ct init --unit CT --name "Hội Chữ thập đỏ thành phố Cần Thơ" --kind chapter >/dev/null
exits 1 "a real office has no such story" ag demo day 2026-07-01
ag amend AG-1 short_name="An Giang" --why "tên gọi tắt" >/dev/null
ct amend CT-1 short_name="Cần Thơ" --why "tên gọi tắt" >/dev/null
pinned=0
for row in "kg KG ag" "kg KG-CD ag" "kg KG ct" "kg KG-CD ct" "hg HG ag" "hg HG-CD ag" "hg HG ct" "hg HG-CD ct" \
    "ag AG kg" "ag AG hg" "ag AG ct" "ct CT kg" "ct CT hg" "ct CT ag"; do
    pin $row && pinned=$((pinned + 1))
done
is 14 $pinned "every card is pinned and compared"
exits 0 "a covenant of the six to hand over" kg --unit KG covenant propose title="Bàn giao số liệu" parties=KG parties=KG-CD parties=HG parties=HG-CD parties=AG \
    parties=CT sort=cooperation starts=2016-01-01 --format json
handover=$(json out 'd["id"]')
kg --unit KG-CD covenant accept "$handover" >/dev/null
for to in "hg HG-CD" "ag AG" "ct CT"; do send kg KG $to; done
for unit in HG HG-CD; do hg --unit $unit covenant accept "$handover" >/dev/null; done
ag covenant accept "$handover" >/dev/null
ct covenant accept "$handover" >/dev/null
kg --unit KG add activity title="Cứu trợ 2025" held=10/3/2025 field=1 value="30 tỷ" state=delivered >/dev/null
hg --unit HG add activity title="Cứu trợ 2025" held=12/3/2025 field=1 value="20 tỷ" state=delivered >/dev/null
ag add activity title="Cứu trợ 2025" held=11/3/2025 field=1 value="10 tỷ" state=delivered >/dev/null
ct add activity title="Cứu trợ 2025" held=13/3/2025 field=1 value="5 tỷ" state=delivered >/dev/null
if among && among; then ok "everybody exchanges with everybody"; else not_ok "everybody exchanges with everybody"; fi
is 30000000000 "$(ag list activity --of KG --from 2025-01-01 --to 2025-12-31 --format json >list && json list 'd[0]["value"]["vnd"]')" "An Giang holds what Kiên Giang did"

# Closing.
exits 0 "what is still open is said first" kg --unit KG-CD close --dry-run
has out "Giao ước kết nghĩa" "... the covenant in force"
has out "Quỹ" "... the fund that goes on"
has out "Chưa ghi gì" "... and nothing was written"
exits 2 "a closing has its document" kg --unit KG-CD close --date 1/7/2025
exits 2 "and its day" kg --unit KG-CD close --document "Nghị quyết 202/2025/QH15"
exits 2 "who goes on must be known" kg --unit KG close --date 1/7/2025 --document "Nghị quyết 202/2025/QH15" --successor XX
exits 2 "nobody goes on as itself" kg --unit KG close --date 1/7/2025 --document "Nghị quyết 202/2025/QH15" --successor KG
exits 1 "nobody goes on from what is not closed" ag succeed KG
has err "chưa khoá" "... which is said"
for unit in KG-CD HG-CD; do
    case $unit in KG*) office=kg ;; *) office=hg ;; esac
    exits 0 "$unit is dissolved" $office --unit $unit close --date 1/7/2025 --document "Nghị quyết 202/2025/QH15"
done
exits 0 "Kiên Giang goes into An Giang" kg --unit KG close --date 1/7/2025 --document "Nghị quyết 202/2025/QH15" --successor AG
exits 0 "Hậu Giang goes into Cần Thơ" hg --unit HG close --date 1/7/2025 --document "Nghị quyết 202/2025/QH15" --successor CT
exits 1 "a closed book takes no record" kg --unit KG add activity title="Muộn" held=2/7/2025 state=delivered
has err "đã khoá từ ngày 1/7/2025" "... and says since when"
exits 1 "nor a change" kg --unit KG amend KG-1 name="Tên khác" --why "thử"
exits 1 "nor an undo" kg --unit KG undo KG-3
exits 1 "nor another closing" kg --unit KG close --date 2/7/2025 --document "Văn bản khác"
exits 1 "nor an answer to a text" kg --unit KG covenant end "$handover" --why "thử"
exits 0 "it is read as before" kg --unit KG list activity
exits 0 "it is checked as before" kg verify
kg --unit KG list activity --from 2025-01-01 --to 2025-12-31 --format json >list
exits 0 "it is proved as before" kg --unit KG prove "$(json list 'd[0]["id"]')" -o proof
exits 0 "... and the proof holds" kg verify proof
exits 1 "An Giang has not heard of it yet" ag succeed KG
if among; then ok "one last exchange"; else not_ok "one last exchange"; fi
exits 0 "An Giang goes on from Kiên Giang" ag succeed KG
exits 1 "... once" ag succeed KG
exits 1 "... and not from Hậu Giang, which names another" ag succeed HG
exits 2 "... nor from a unit that nobody knows" ag succeed XX
exits 0 "Cần Thơ goes on from Hậu Giang" ct succeed HG
if among; then ok "all hear of it"; else not_ok "all hear of it"; fi
for office in kg hg ag ct; do
    $office lineage --format json >lineage
    is "AG<KG:agreed CT<HG:agreed" "$(json lineage '" ".join(sorted("%s<%s:%s" % (s["unit"], s["from"], s["state"]) for s in d["successions"]))')" "$office: who goes on from whom"
    is "HG-CD: HG:CT KG-CD: KG:AG" "$(json lineage '" ".join(sorted(c["unit"] + ":" + ",".join(h["unit"] for h in c["successors"]) for c in d["closings"]))')" "$office: who is no more"
    exits 0 "$office: everything is sound" $office verify
done

# The covenant of the two, carried over by those who go on.
is "Bàn giao:closed Giao ước:closed" "$(states ag)" "An Giang: the covenants of a closed book are not in force"
covenant=$(ag covenant list --format json >list && json list '[c["body_hash"] for c in d if c["title"].startswith("Giao ước")][0]')
exits 2 "a closed book is no party of a new one" ag covenant propose title="Không được" parties=AG parties=KG sort=twinning starts=2025-07-01
exits 0 "An Giang proposes to go on" ag covenant change "$covenant" title="Giao ước An Giang – Cần Thơ" starts=2025-07-01 rotation=AG rotation=CT --format json
renewed=$(json out 'd["id"]')
send ag AG ct CT
exits 0 "Cần Thơ agrees" ct covenant accept "$renewed"
send ct CT ag AG
for office in ag ct; do is "Bàn giao:closed Giao ước:in_force Giao ước:replaced" "$(states $office)" "$office: the new covenant took the place of the old one"; done

# 2020 as it was, in both archives.
kg --unit KG-CD report joint --from 2020-01-01 --to 2020-07-31 --on 12/8/2020 >now.txt
if cmp then.txt now.txt >differs; then ok "Kiên Giang: the report of 2020 prints byte for byte"; else not_ok "Kiên Giang: the report of 2020 prints byte for byte" "$(diff then.txt now.txt)"; fi
hg --unit HG-CD report joint --from 2020-01-01 --to 2020-07-31 --on 12/8/2020 >now.hg.txt
if cmp then.hg.txt now.hg.txt >differs; then ok "Hậu Giang: so does its own"; else not_ok "Hậu Giang: so does its own" "$(diff then.hg.txt now.hg.txt)"; fi
kg --unit KG-CD report joint --from 2020-01-01 --to 2020-07-31 --on 12/8/2020 --format docx -o now.docx >/dev/null
words_of then.docx >then.words
words_of now.docx >now.words
if cmp then.words now.words >differs; then ok "and in Word"; else not_ok "and in Word" "$(diff then.words now.words)"; fi
exits 2 "a day that has not come prints nothing" kg --unit KG-CD report joint --from 2020-01-01 --to 2020-07-31 --on 1/1/2199

# 2026 beside 2025, by those who go on.
ag add activity title="Cứu trợ 2026" held=10/3/2026 field=1 value="50 tỷ" state=delivered >/dev/null
ct add activity title="Cứu trợ 2026" held=10/3/2026 field=1 value="40 tỷ" state=delivered >/dev/null
send ag AG ct CT && send ct CT ag AG && send ag AG ct CT
for office in ag ct; do
    exits 0 "$office: the comparison of 2026" $office report comparison --from 2026-01-01 --to 2026-06-30 --format json
    is "AG 50000000000 40000000000 125% CT 40000000000 25000000000 160%" \
        "$(json out '" ".join("%s %d %d %s" % (u["code"], *[(r["now"]["vnd"], r["before"]["vnd"], r["percent"]) for r in u["rows"] if r["measure"] == "value"][0]) for u in d["comparison"])')" \
        "$office: each with those it goes on from"
    is "90000000000 65000000000" "$(json out '" ".join("%d %d" % (r["now"]["vnd"], r["before"]["vnd"]) for r in d["together"] if r["measure"] == "value")')" "$office: and together"
    is True "$(json out 'all(c["ok"] for c in d["checks"])')" "$office: every check holds"
done
ag report joint --from 2025-01-01 --to 2025-12-31 --of AG,CT --format json >out
is "40000000000 25000000000" "$(json out '" ".join("%d" % u["total"]["vnd"] for u in d["units"])')" "the year of the merger counts both halves where they went on"
ag report joint --from 2025-01-01 --to 2025-12-31 --of AG,KG --format json >out
is "10000000000 30000000000" "$(json out '" ".join("%d" % u["total"]["vnd"] for u in d["units"])')" "asked for by itself the older unit stands by itself, and is not counted twice"
ag report joint --from 2024-01-01 --to 2025-06-30 --of AG --format json >out
is 10000000000 "$(json out 'd["total"]["vnd"]')" "before the merger An Giang was alone"
ag report comparison --from 2026-01-01 --to 2026-06-30 --of AG >out
has out "kế thừa Kiên Giang từ ngày 1/7/2025" "the paper says whose figures are in it"
end
