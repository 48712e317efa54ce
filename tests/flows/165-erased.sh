#!/bin/sh
# Erased at home, struck out at the twin with the next exchange: in every entry of the record, in the words of the search, in
# files; the twin says so, and home sees when. Planted words are in no file of either office afterwards.
. "$(dirname "$0")/lib.sh"
kg() { kn --file kg.ketnghia --lang en "$@"; }
hg() { kn --file hg.ketnghia --lang en "$@"; }
kg init --unit KG --name "Hội Chữ thập đỏ tỉnh Kiên Giang" --kind chapter >/dev/null
hg init --unit HG --name "Hội Chữ thập đỏ tỉnh Hậu Giang" --kind chapter >/dev/null
kg partner card -o kg.the >/dev/null
hg partner card -o hg.the >/dev/null
kg partner add hg.the >/dev/null
hg partner add kg.the >/dev/null
there() { kg send --to HG -o bundle >/dev/null && hg receive bundle "$@" && rm bundle; }
back() { hg send --to KG -o bundle >/dev/null && kg receive bundle >/dev/null && rm bundle; }
kg covenant propose title="Kết nghĩa" parties=KG parties=HG sort=twinning starts=2020-01-01 --format json >out
covenant=$(json out 'd["id"]')
there >/dev/null
hg covenant accept "$covenant" >/dev/null
back

# Two planted words: one was written first, one came with a correction; a photo besides.
python3 - photo.png <<'P'
import struct, sys, zlib
def chunk(kind, data): return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + bytes((x * 7 % 256, y * 5 % 256, 90)) * 1 for y in range(64) for x in [y]) if False else b"".join(b"\0" + b"".join(bytes((x * 4, y * 4, 90)) for x in range(64)) for y in range(64))
open(sys.argv[1], "wb").write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 64, 64, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
P
exits 0 "a record that names a person" kg add activity title="Thăm hộ ông Xuyênmộc" held=1/6/2026 field=1 value="3 triệu" state=delivered --format json
record=$(json out 'd["id"]')
kg amend "$record" title="Thăm hộ ông Xuyênmộc, ấp Trâmbầu" --why "rõ hơn" >/dev/null
exits 0 "a photo that shows somebody" kg add photo caption="Bà Lụcbình nhận quà" file=@photo.png taken=1/6/2026 --format json
photo=$(json out 'd["id"]')
kg send --to HG -o late >/dev/null
there >out
back
words="Xuyênmộc Trâmbầu Lụcbình xuyenmoc trambau lucbinh"
found() { office_bytes "$1" >bytes; for word in $words; do grep -qaF "$word" bytes && printf '%s ' "$word"; done; }
is "$words " "$(found kg.ketnghia)" "the words are in the first office"
is "$words " "$(found hg.ketnghia)" "... and in the twin's, found by its search"
hg list photo --of KG --format json >list
hex=$(json list 'd[0]["file"].split()[0][7:]')
is 3000000 "$(hg list activity --of KG --format json >list && json list 'd[0]["value"]["vnd"]')" "the twin's sum"

exits 0 "erased at home" kg erase "$record" title --ground "yêu cầu của đương sự"
has out "HG" "... and says where it still stands"
kg erase "$photo" caption --ground "yêu cầu của đương sự" >/dev/null
kg erase "$photo" file --ground "yêu cầu của đương sự" >/dev/null
is "" "$(found kg.ketnghia)" "no word is in any byte of the first office"
is "$words " "$(found hg.ketnghia)" "the twin has them until it hears of it"
kg erasures --format json >list
is "None None None" "$(json list '" ".join(str(p["struck"]) for e in d for p in e["partners"])')" "nobody has confirmed it"
kg erasures >out
has out "not yet confirmed by HG" "... which is said"
there --format json >out
is 4 "$(json out 'd["struck"]')" "the twin strikes the same lines, and counts them"
is "" "$(found hg.ketnghia)" "no word is in any byte of the twin's office either"
is "" "$(hg list activity --of KG --search xuyenmoc --format json >list && json list '"".join(r["id"] for r in d)')" "its search finds nothing"
is 3000000 "$(hg list activity --of KG --format json >list && json list 'd[0]["value"]["vnd"]')" "its sum is what it was"
is None "$(json list 'd[0]["title"]')" "the title is struck out"
hg show "$record" >out
has out "(erased)" "... by an erasure, which is said"
kg due >due
has_not due "struck out there too" "a partner has its time"
if on_server; then ok "the photo went with its line"; else
    is 0 "$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM file WHERE hex(sha256) = upper(?)", (sys.argv[2],)).fetchone()[0])' hg.ketnghia "$hex")" "the photo went with its line"
fi
kg add rate table=erase_confirm key=days from=2020-01-01 number=0 >/dev/null
kg due >due
has due "has not confirmed yet that what was erased in $record is struck out there too" "a reminder after the days of the rule"
back
kg erasures --format json >list
is True "$(json list 'all(p["unit"] == "HG" and p["struck"] > 1500000000 for e in d for p in e["partners"]) and len(d) == 3')" "home sees when the twin struck it out"
kg erasures >out
has out "struck out at HG on" "... in words"
kg due >due
has_not due "struck out there too" "and is reminded no more"
kg add member name="Nguyễn Thị Sim" phone="0912 345 678" --format json >out
member=$(json out 'd["id"]')
kg erase "$member" phone --ground "yêu cầu" >/dev/null
kg erasures >out
has out "never left this office" "a private value never left"

# An old bundle with the words in it comes late: nothing is opened again.
hg receive late >/dev/null 2>&1
is "" "$(found hg.ketnghia)" "an old bundle opens nothing again"
exits 0 "the first office is sound" kg verify
exits 0 "so is the twin's" hg verify
exits 0 "derived tables made anew" hg rebuild
is "" "$(found hg.ketnghia)" "... bring nothing back"
end
