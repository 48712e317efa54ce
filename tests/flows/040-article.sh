#!/bin/sh
# The demo: 28 of 28 facts of the article over joint report, minutes and records, in both offices.
. "$(dirname "$0")/lib.sh"
export LANG=vi_VN.UTF-8
exits 0 "the two offices are made" kn demo demo
exits 1 "they are not made over others" kn demo demo
for office in haugiang kiengiang; do
    file=demo/$office.ketnghia
    kn --file $file report joint --from 2020-01-01 --to 2020-07-31 --format json >joint.json
    is "131583000000 71200000000 60383000000" "$(json joint.json '"%d %d %d" % (d["total"]["vnd"], *[u["total"]["vnd"] for u in sorted(d["units"], key=lambda u: u["code"] != "KG")])')" \
        "$office: the totals of the article"
    is "131 tỷ 583 triệu đồng|71,2 tỷ đồng|60 tỷ 383 triệu đồng" "$(json joint.json '"|".join([d["total"]["text"]] + [u["total"]["text"] for u in sorted(d["units"], key=lambda u: u["code"] != "KG")])')" \
        "$office: their text forms"
    is True "$(json joint.json 'all(c["ok"] for c in d["checks"])')" "$office: every check of the report holds"
    is 4 "$(json joint.json 'len(d["books"])')" "$office: four books stand under it"
    exits 0 "$office: everything is sound" kn --file $file verify
    is "in_force in_force in_force in_force in_force" "$(kn --file $file agreements --format json | python3 -c 'import json,sys; print(*[a["state"] for a in json.load(sys.stdin)])')" \
        "$office: covenant, minutes and joint report are agreed by all four, criteria and ranking by both unions"
done

# What each paper must say (facts by their number in the article).
file=demo/haugiang.ketnghia
kn --file $file --unit HG-CD report joint --from 2020-01-01 --to 2020-07-31 >report.txt
kn --file $file --unit HG-CD report session >minutes.txt
kn --file $file --unit HG-CD report news >news.txt
# The news item says every fact again, in the same words where nothing else is said.
fact() {
    has "$2" "$3" "fact $1: $3"
    has news.txt "${4:-$3}" "fact $1 in the news: ${4:-$3}"
}
fact 1 minutes.txt "12/8/2020"
fact 1 minutes.txt "Trụ sở Hội Chữ thập đỏ tỉnh Hậu Giang"
fact 1 minutes.txt "kết nghĩa thường niên theo giao ước đã ký kết"
fact 1 minutes.txt "Sáng ngày 12/8/2020" "sáng ngày 12/8/2020"
fact 2 minutes.txt "Lưu Kim Oai, Ủy viên Ban Chấp hành Trung ương Hội Chữ thập đỏ Việt Nam, Bí thư Chi bộ, Chủ tịch Hội Chữ thập đỏ tỉnh Kiên Giang"
fact 3 minutes.txt "Nguyễn Chí Nghề, Ủy viên Ban Chấp hành Trung ương Hội Chữ thập đỏ Việt Nam, Bí thư Chi bộ, Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang"
fact 4 minutes.txt "Thái Văn Hai, Phó Chủ tịch Hội Chữ thập đỏ tỉnh Kiên Giang kiêm Chủ tịch Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang"
fact 4 minutes.txt "Đỗ Hoàng Sơn, Phó Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang kiêm Chủ tịch Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang"
fact 5 minutes.txt "Đại diện cán bộ, đoàn viên công đoàn 02 đơn vị"
fact 6 minutes.txt "Đỗ Hoàng Sơn, Phó Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang kiêm Chủ tịch Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang thay mặt các đơn vị trình bày báo cáo" \
    "Thay mặt 02 đơn vị, Ông Đỗ Hoàng Sơn, Phó Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang kiêm Chủ tịch Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Hậu Giang trình bày báo cáo"
fact 6 report.txt "07 tháng đầu năm 2020"
fact 7 report.txt "đại diện, bảo vệ quyền, lợi ích chính đáng cho đoàn viên và người lao động"
fact 8 report.txt "kịp thời thăm hỏi đoàn viên ốm đau"
fact 9 report.txt "chăm lo cho con cán bộ, viên chức"
fact 10 report.txt "do Công đoàn cấp trên phát động"
fact 10 report.txt "tham gia xây dựng Đảng"
fact 10 report.txt "xây dựng chính quyền trong sạch, vững mạnh"
fact 11 report.txt "01 cá nhân 01 tập thể đăng ký giữ vững 2 mô hình “Dân vận khéo” cấp tỉnh về “Vận động hiến máu tình nguyện”, “Vận động nguồn lực”"
fact 12 report.txt "góp vốn xoay vòng hỗ trợ đoàn viên khó khăn"
fact 12 report.txt "hằng tháng 8 triệu đồng/đoàn viên"
fact 13 report.txt "mô hình sáng tạo “Thăm hỏi động viên đoàn viên công đoàn hàng quý”"
fact 14 report.txt "“Cầu giao thông nông thôn” thiết thực chào mừng Đại hội Đảng các cấp và hưởng ứng Tháng Công nhân năm 2020"
fact 14 report.txt "gắn biển Công trình"
fact 15 report.txt "“Tết vì người nghèo và nạn nhân chất độc da cam”: Hậu Giang"
fact 16 report.txt "“Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo”"
fact 17 report.txt "“Chung sức vì nhân đạo”"
fact 17 report.txt "“Tháng Nhân đạo”"
fact 17 report.txt "“Cả nước chung sức xây dựng nông thôn mới”"
fact 18 report.txt "“Lễ hội Xuân Hồng”"
fact 18 report.txt "“Chủ nhật đỏ”"
fact 18 report.txt "“Những giọt máu hồng hè”"
fact 19 report.txt "Kiên Giang tổ chức thành công chương trình “Hành trình đỏ”"
fact 20 report.txt "131 tỷ 583 triệu đồng (Hậu Giang 60 tỷ 383 triệu đồng; Kiên Giang 71,2 tỷ đồng)"
fact 21 minutes.txt "Chủ tịch Công đoàn cơ sở Hội Chữ thập đỏ tỉnh Kiên Giang gợi ý thảo luận"
fact 22 minutes.txt "bình đẳng, tự nguyện, theo khả năng và điều kiện của mỗi bên"
fact 23 minutes.txt "Tạo mọi điều kiện để hỗ trợ giúp đỡ lẫn nhau"
fact 24 minutes.txt "Chia sẻ kinh nghiệm trong lãnh đạo, chỉ đạo, điều hành, phương pháp phối hợp hoạt động trên các lĩnh vực chuyên môn"
fact 25 minutes.txt "Phối hợp tổ chức các phong trào tình nguyện vì cộng đồng, các hoạt động an sinh xã hội, thăm hỏi, hỗ trợ những gia đình đặc biệt khó khăn"
fact 26 minutes.txt "Thường xuyên thông tin liên lạc tình hình giữa hai đơn vị"
kn --file $file list photo --of HG-CD --format json >photos.json
is 4 "$(json photos.json 'sum(1 for p in d if p["file"].startswith("sha256:"))')" "fact 27: four photos with captions"
is 4 "$(grep -c "^- Ảnh: " news.txt)" "fact 27 in the news"
has news.txt "Trình bày báo cáo hoạt động của 02 đơn vị (Ông Đỗ Hoàng Sơn," "... who is on it by the posts of that day"
kn --file $file list article --of KG --format json >article.json
is "Văn Tùng - Hội CTĐ Kiên Giang" "$(json article.json 'd[0]["byline"]')" "fact 28: the byline, seen by the twin"
is "Văn Tùng - Hội CTĐ Kiên Giang" "$(tail -n 1 news.txt)" "fact 28 in the news"
kn --file demo/kiengiang.ketnghia --unit KG-CD report news >twin.txt
if cmp -s news.txt twin.txt; then ok "the twin's news says the same"; else not_ok "the twin's news says the same" "$(diff news.txt twin.txt | head -n 5)"; fi

# Private records of the twin are nowhere in our file.
for word in "Nguyễn Thị Mai Anh"; do
    kn --file demo/kiengiang.ketnghia list member --of KG-CD --search "Mai Anh" --format json >members.json
    is 1 "$(json members.json 'len(d)')" "Kiên Giang keeps its own members"
done
is 0 "$(kn --file $file list member --of KG-CD --format json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')" "... and Hậu Giang holds none of them"

# Twice gives the same records; keys and salts differ.
kn demo again >/dev/null
for kind in activity blood_drive visit officer; do
    for d in demo again; do
        kn --file $d/kiengiang.ketnghia list $kind --of KG,KG-CD --format json | python3 -c '
import json, sys
print(json.dumps([{k: v for k, v in r.items() if k not in ("time",)} for r in json.load(sys.stdin)], sort_keys=True))' >$d.$kind
    done
    if cmp -s demo.$kind again.$kind; then ok "twice the same: $kind"; else not_ok "twice the same: $kind"; fi
done

# Mr or Ms comes from the officer's record.
kn --file again/haugiang.ketnghia list officer --of HG-CD --format json >officers.json
kn --file again/haugiang.ketnghia amend "$(json officers.json 'd[0]["id"]')" sex=female --why "thử" >/dev/null
kn --file again/haugiang.ketnghia --unit HG-CD report news >news.txt
has news.txt "Thay mặt 02 đơn vị, Bà Đỗ Hoàng Sơn," "a woman is called so"
kn --file again/haugiang.ketnghia --unit HG-CD report joint --from 2020-01-01 --to 2020-07-31 >report.txt
has report.txt "Bà Đỗ Hoàng Sơn" "... on every paper"
kn --file again/haugiang.ketnghia amend "$(json officers.json 'd[0]["id"]')" sex= --why "thử" >/dev/null
kn --file again/haugiang.ketnghia --unit HG-CD report news >news.txt
has news.txt "Thay mặt 02 đơn vị, Đỗ Hoàng Sơn," "where the record does not say, neither do the papers"
end
