#!/bin/bash
# 125-old-copy: an old backup that was copied back is seen by the small file beside it, and signs nothing.
. "$(dirname "$0")/lib.sh"
export KETNGHIA_FILE=$work/so.ketnghia
add() { kn add activity held=2020-03-01 title="$1" field=1 state=delivered value=1000000; }

exits 0 "a book begins" kn init --unit KG --name "Hội Chữ thập đỏ" --kind chapter
exits 0 "a record" add "Tặng quà"
office_copy so.ketnghia old
exits 0 "another record" add "Hiến máu"
exits 0 "a state leaves" kn log checkpoint
cp out signed
exits 0 "the file that it left from is sound" kn verify

office_copy so.ketnghia new && office_copy old so.ketnghia
exits 3 "the old copy signs nothing" kn --lang en log checkpoint
has err "may be an old copy" "and says why"
exits 3 "nor is anything written into it" add "Cắt tóc"
office_copy new so.ketnghia
exits 0 "the newer file goes on" kn log checkpoint
is "$(cat signed)" "$(cat out)" "with the state that was signed"

office_copy old so.ketnghia
exits 2 "going on from the old one must be said in full" kn log confirm
exits 0 "the officer says that there is no newer one" kn log confirm --only-copy
exits 0 "it is written into again" add "Cắt tóc"
exits 0 "and signed" kn log checkpoint
exits 0 "and sound" kn verify
end
