/* facts.c: what the units of the article did can be said, and adds up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/check.h"
#include "records/field.h"
#include "records/kinds.h"
#include "records/measure.h"

/* A record as an officer types it; a sentence about it is an error of this test. */
static Record *
typed(const char *kind, ...)
{
    FieldInput input = {.today = day_of(2020, 8, 12)};
    g_autoptr(Problems) problems = problems_new();
    Record *record = record_new(kind_get(kind));
    va_list values;
    const char *name;
    va_start(values, kind);
    while ((name = va_arg(values, const char *)) != NULL) {
        int field = kind_field(record->kind, name);
        g_assert_cmpint(field, >=, 0);
        g_autofree char *value = field_read(&record->kind->fields[field],
                                            va_arg(values, const char *), &input, problems);
        if (value != NULL)
            record_set(record, field, value);
    }
    va_end(values);
    record_check(record, problems);
    g_autofree char *told = problems_text(problems, true);
    g_assert_cmpstr(told, ==, "");
    return record;
}

static const char *
get(const Record *record, const char *field)
{
    return record_value(record, kind_field(record->kind, field));
}

static void
test_people(void)
{
    g_autoptr(Record) officer =
        typed("officer", "name", "Đỗ Hoàng Sơn", "roles",
              "Phó Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang | HG | 1/1/2018\nChủ tịch Công đoàn cơ "
              "sở | HG-CD | 1/1/2018 | 31/12/2022",
              "signs_as", "CHỦ TỊCH", NULL);
    int roles = kind_field(officer->kind, "roles");
    g_autofree char *title = record_part(officer, roles, 1, 0),
                    *until = record_part(officer, roles, 1, 3);
    g_assert_cmpstr(title, ==, "Chủ tịch Công đoàn cơ sở");
    g_assert_cmpstr(until, ==, "2022-12-31");
    g_autoptr(Record) session = typed(
        "session", "title", "Giao lưu, kết nghĩa thường niên", "began", "7 giờ 30 ngày 12/8/2020",
        "place", "Trụ sở Hội Chữ thập đỏ tỉnh Hậu Giang", "attendance",
        "3\n4\nketnghia/kg/0123456789abcdef#5\nketnghia/kg-cd/0123456789abcdef#5", "groups",
        "Đại diện cán bộ, đoàn viên công đoàn 02 đơn vị", "presenter", "4", "presented",
        "07 tháng đầu năm 2020", "opened_discussion", "ketnghia/kg-cd/0123456789abcdef#5", NULL);
    g_assert_cmpuint(record_items(session, kind_field(session->kind, "attendance")), ==, 4);
    g_assert_cmpstr(get(session, "presented"), ==, "2020-01-01/2020-07-31");
    g_autoptr(Record) direction =
        typed("direction", "content", "Chia sẻ kinh nghiệm trong lãnh đạo, chỉ đạo, điều hành",
              "session", "17", "owner", "KG-CD, HG-CD", "agreed", "12/8/2020", "due", "12/8/2021",
              "state", "đã thống nhất", NULL);
    g_assert_cmpstr(get(direction, "state"), ==, "agreed");
    g_autoptr(Record) photo = typed(
        "photo", "taken", "12/8/2020", "caption",
        "Quang cảnh buổi giao lưu, chia sẻ kinh nghiệm giữa hai đơn vị", "file",
        "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef 24000 image/jpeg",
        "people", "4", NULL);
    g_autoptr(Record) article = typed("article", "title", "Giao lưu, kết nghĩa", "written",
                                      "12/8/2020", "byline", "Văn Tùng - Hội CTĐ Kiên Giang", NULL);
    g_assert_true(photo != NULL && article != NULL);
}

static void
test_union(void)
{
    g_autoptr(Record) blood =
        typed("model", "name", "Vận động hiến máu tình nguyện", "sort", "Dân vận khéo", "level",
              "cấp tỉnh", "year", "2020", "state", "giữ vững", "individuals", "01", "registered",
              "20/2/2020", NULL);
    g_autoptr(Record) means =
        typed("model", "name", "Vận động nguồn lực", "sort", "Dân vận khéo", "level", "provincial",
              "year", "2020", "state", "kept", "collectives", "1", "registered", "20/2/2020", NULL);
    g_assert_cmpstr(get(blood, "level"), ==, "provincial");
    g_assert_cmpstr(get(blood, "state"), ==, "kept");
    g_assert_cmpint(record_count(blood, kind_field(blood->kind, "individuals")), ==, 1);
    g_assert_cmpint(record_count(means, kind_field(means->kind, "collectives")), ==, 1);
    g_autoptr(Record) fund =
        typed("fund", "name", "Góp vốn xoay vòng hỗ trợ đoàn viên khó khăn", "started", "1/1/2020",
              "contribution", "500.000 đ", "members", "16", "pot", "8 triệu đồng", "every",
              "hằng tháng", "order", "bốc thăm", NULL);
    Money pot;
    g_assert_true(record_money(fund, kind_field(fund->kind, "pot"), &pot));
    g_assert_cmpint(pot.vnd, ==, 8000000);
    g_autoptr(Record) visits =
        typed("model", "name", "Thăm hỏi động viên đoàn viên công đoàn hàng quý", "sort",
              "mô hình sáng tạo", "year", "2020", "state", "có hiệu quả", "registered", "15/1/2020",
              NULL);
    g_autoptr(Record) visit = typed("visit", "held", "5/3/2020", "member", "9", "occasion",
                                    "ốm đau", "amount", "500.000 đ", "norm", "500.000 đ", NULL);
    g_autoptr(Record) quarterly =
        typed("visit", "held", "5/3/2020", "member", "9", "occasion", "thăm hỏi hằng quý", NULL);
    g_autoptr(Record) work =
        typed("work", "name", "Cầu giao thông nông thôn", "sort", "cầu", "place", "Xã Vĩnh Viễn",
              "value", "350 triệu đồng", "started", "12/3/2020", "opened", "12/5/2020", "occasion",
              "thiết thực chào mừng Đại hội Đảng các cấp và hưởng ứng Tháng Công nhân năm 2020",
              "plaque_date", "12/5/2020", NULL);
    g_autoptr(Record) rights =
        typed("rights_case", "held", "4/4/2020", "subject", "tiền lương, phụ cấp", "content",
              "Chậm nâng lương (giả định)", NULL);
    g_autoptr(Record) care = typed("child_care", "held", "1/6/2020", "occasion",
                                   "Quốc tế Thiếu nhi 1/6", "children", "21", NULL);
    g_autoptr(Record) party = typed("party_building", "held", "3/2/2020", "title",
                                    "Thi tìm hiểu lịch sử Đảng", "sort", "xây dựng Đảng", NULL);
    g_assert_true(visits != NULL && visit != NULL && quarterly != NULL && work != NULL &&
                  rights != NULL && care != NULL && party != NULL);
}

static void
test_campaigns(void)
{
    static const char *const names[][2] = {
        {"Tết vì người nghèo và nạn nhân chất độc da cam", "phong trào"},
        {"Mỗi tổ chức, mỗi cá nhân gắn với một địa chỉ nhân đạo", "cuộc vận động"},
        {"Chung sức vì nhân đạo", "phong trào"},
        {"Tháng Nhân đạo", "tháng hành động"},
        {"Cả nước chung sức xây dựng nông thôn mới", "chương trình"},
        {"Lễ hội Xuân Hồng", "sự kiện"},
        {"Chủ nhật đỏ", "sự kiện"},
        {"Những giọt máu hồng hè", "chiến dịch"},
        {"Hành trình đỏ", "chương trình"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(Record) campaign =
            typed("campaign", "name", names[i][0], "sort", names[i][1], "starts", "15/11/2019",
                  "ends", "8/2/2020", "aliases", "Tết Nhân ái | 1/11/2022", NULL);
        g_assert_cmpstr(get(campaign, "name"), ==, names[i][0]);
    }
    g_autoptr(Record) journey =
        typed("blood_drive", "held", "6/6/2020", "title", "Hành trình đỏ, điểm 1", "campaigns", "8",
              "target", "300", "registered", "352", "came", "340", "eligible", "313", "deferred",
              "27", "donors", "313", "bags_250", "96", "bags_350", "208", "bags_450", "9", NULL);
    g_assert_cmpint(record_count(journey, kind_field(journey->kind, "bags_350")), ==, 208);
    g_autoptr(Record) address = typed(
        "address", "sort", "hộ gia đình", "commune", "Vị Thủy", "name", "Trần Thị Bưởi", "born",
        "1938", "state", "đang được giúp", "surveyed", "2/3/2020", "confirmed", "5/3/2020", NULL);
    g_assert_cmpstr(get(address, "sort"), ==, "household");
}

/* 71,2 tỷ + 60 tỷ 383 triệu = 131 tỷ 583 triệu, and only what was delivered. */
static void
test_total(void)
{
    static const char *const values[] = {"71,2 tỷ đồng", "60 tỷ 383 triệu đồng"};
    Money total = {0}, addend;
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(Record) activity =
            typed("activity", "held", "12/5/2020", "title", "Hoạt động nhân đạo", "field",
                  "Trợ giúp nhân đạo", "state", "đã trao", "value", values[i], "campaigns", "3\n4",
                  "reporter", "Vị Thủy", NULL);
        g_autoptr(Record) promised =
            typed("activity", "held", "12/5/2020", "title", "Cam kết", "field", "1", "state",
                  "cam kết", "value", values[i], NULL);
        g_assert_true(measure_addend(measure_find("value"), activity, true, &addend) &&
                      money_add(&total, addend));
        g_assert_false(measure_addend(measure_find("value"), promised, true, &addend));
    }
    g_assert_cmpint(total.vnd, ==, 131583000000);
    g_autoptr(Record) report =
        typed("joint_report", "title",
              "Báo cáo kết quả hoạt động của 02 đơn vị 07 tháng đầu năm 2020", "parties",
              "ketnghia/hg/0123456789abcdef | k | HG | Hậu Giang\nketnghia/kg/0123456789abcdef | k "
              "| KG | Kiên Giang",
              "period", "07 tháng đầu năm 2020", "total", "131 tỷ 583 triệu đồng", "units",
              "KG | Kiên Giang | 71,2 tỷ đồng\nHG | Hậu Giang | 60 tỷ 383 triệu đồng", "presenter",
              "Đỗ Hoàng Sơn", NULL);
    g_assert_cmpint(record_dated(report), ==, day_of(2020, 7, 31));
}

static void
test_covenant(void)
{
    g_autoptr(Record) covenant = typed(
        "covenant", "title", "Giao ước kết nghĩa", "parties",
        "ketnghia/hg/0123456789abcdef | k | HG | Hậu Giang", "sort", "kết nghĩa", "starts",
        "1/1/2020", "ends", "31/12/2024", "principles",
        "Bình đẳng; tự nguyện; theo khả năng và điều kiện của mỗi bên\nTạo mọi điều kiện để giúp "
        "đỡ lẫn nhau",
        "opened", "activity.held\nactivity.value", "personal", "không chia sẻ dữ liệu cá nhân",
        "sessions", "hằng năm", "rotation", "HG-CD; KG-CD", NULL);
    g_assert_cmpuint(record_items(covenant, kind_field(covenant->kind, "principles")), ==, 2);
    g_assert_cmpuint(record_items(covenant, kind_field(covenant->kind, "rotation")), ==, 2);
    g_autoptr(Record) minutes = typed(
        "minutes", "title", "Biên bản buổi giao lưu", "parties",
        "ketnghia/hg/0123456789abcdef | k | HG | Hậu Giang", "began", "2020-08-12T07:30", "ended",
        "2020-08-12T11:00", "present", "Lưu Kim Oai | Chủ tịch Hội Chữ thập đỏ tỉnh Kiên Giang",
        "directions", "Thường xuyên thông tin liên lạc; thắt chặt tình đoàn kết", NULL);
    g_assert_cmpuint(record_items(minutes, kind_field(minutes->kind, "directions")), ==, 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/facts/people", test_people);
    g_test_add_func("/facts/union", test_union);
    g_test_add_func("/facts/campaigns", test_campaigns);
    g_test_add_func("/facts/total", test_total);
    g_test_add_func("/facts/covenant", test_covenant);
    return g_test_run();
}
