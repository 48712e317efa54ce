/* demo_union.c: seven months of a union: members, visits, children, rights, drives of the union above, and what the article
 * names of each: models and the rotating fund of Kiên Giang, the quarterly visits and the bridge of Hậu Giang.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "records/kinds.h"
#include "rules/fund.h"

/* Invented members. */
static const char *const members[] = {
    "Nguyễn Thị Mai Anh", "Trần Quốc Bảo",    "Lê Thị Ngọc Châu",  "Phạm Minh Đức",
    "Võ Thị Thuỳ Dương",  "Huỳnh Tấn Hưng",   "Đặng Thị Kim Loan", "Bùi Văn Nghĩa",
    "Ngô Thị Hồng Phúc",  "Dương Hoàng Quân", "Lý Thị Sa Rươl",    "Trương Công Thành",
    "Phan Thị Ánh Tuyết", "Châu Văn Út",      "Mai Thị Cẩm Vân",   "Đinh Xuân Yến",
};
#define FUND_MEMBERS 16

static bool
add_members(Demo *demo, const DemoHouse *house, char **ids, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
        g_autofree char *born = g_strdup_printf("15/%d/%d", 1 + (int)i % 12, 1972 + (int)i);
        gint64 entry = demo_add(demo, house->union_code, "member", error, "name", members[i],
                                "born", born, "sex", i % 2 == 0 ? "female" : "male", "joined",
                                "2018-01-05", "fee", "48.000 đ", NULL);
        if (entry < 0)
            return false;
        ids[i] = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    }
    return true;
}

static bool
add_visits(Demo *demo, const DemoHouse *house, char **ids, GError **error)
{
    bool quarterly = !house->hanh_trinh_do; /* the model of Hậu Giang */
    for (int quarter = 1; quarter <= 2; quarter++)
        for (gsize i = 0; i < G_N_ELEMENTS(members); i++) {
            bool ill = (i + (gsize)quarter) % 5 == 0;
            if (!quarterly && !ill)
                continue;
            g_autofree char *held = g_strdup_printf("2020-%02d-%02d", quarter * 3, 5 + (int)i);
            if (demo_add(demo, house->union_code, "visit", error, "held", held, "member", ids[i],
                         "occasion", ill ? "illness" : "quarterly", "visitors",
                         "Ban Chấp hành công đoàn", "amount", ill ? "500.000 đ" : "200.000 đ",
                         NULL) < 0)
                return false;
        }
    return true;
}

static bool
add_care(Demo *demo, const DemoHouse *house, char **ids, GError **error)
{
    return demo_add(demo, house->union_code, "child_care", error, "held", "2020-01-18", "occasion",
                    "tet", "children", "21", "amount", "4.200.000 đ", "form", "Bao lì xì, sữa",
                    NULL) >= 0 &&
           demo_add(demo, house->union_code, "child_care", error, "held", "2020-06-01", "occasion",
                    "childrens_day", "children", "24", "amount", "7.200.000 đ", "form",
                    "Quà, sinh hoạt hè", NULL) >= 0 &&
           demo_add(demo, house->union_code, "child_care", error, "held", "2020-07-20", "occasion",
                    "school", "children", "13", "amount", "3.900.000 đ", "form",
                    "Khen thưởng học sinh giỏi", NULL) >= 0 &&
           demo_add(demo, house->union_code, "rights_case", error, "held", "2020-03-10", "member",
                    ids[3], "subject", "pay", "content", "Đề nghị nâng lương đúng hạn (giả định)",
                    "result", "Đã được giải quyết", "closed", "2020-04-02", NULL) >= 0 &&
           demo_add(demo, house->union_code, "rights_case", error, "held", "2020-05-14", "member",
                    ids[8], "subject", "leave", "content", "Bố trí nghỉ chế độ (giả định)",
                    "result", "Thủ trưởng đồng ý", "closed", "2020-05-20", NULL) >= 0;
}

static bool
add_upper_drives(Demo *demo, const DemoHouse *house, GError **error)
{
    static const struct {
        const char *held, *title, *sort, *by;
    } drives[] = {
        {"2020-02-03", "Sinh hoạt chuyên đề kỷ niệm 90 năm ngày thành lập Đảng", "party",
         "Đảng uỷ khối"},
        {"2020-03-08", "Hội thi nữ công dịp 8/3", "union", "Công đoàn Viên chức tỉnh"},
        {"2020-04-20", "Ủng hộ phòng chống dịch COVID-19 một ngày lương", "union",
         "Liên đoàn Lao động tỉnh"},
        {"2020-05-10", "Hưởng ứng Tháng Công nhân", "union", "Liên đoàn Lao động tỉnh"},
        {"2020-06-15", "Góp ý văn kiện Đại hội Đảng các cấp", "party", "Đảng uỷ khối"},
        {"2020-07-10", "Giám sát thực hiện quy chế dân chủ ở cơ quan", "government",
         "Công đoàn Viên chức tỉnh"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(drives); i++)
        if (demo_add(demo, house->union_code,
                     g_str_equal(drives[i].sort, "union") ? "upper_drive" : "party_building", error,
                     "held", drives[i].held, "title", drives[i].title, "sort", drives[i].sort,
                     "launched_by", drives[i].by, "participants", "16", "made_up", "yes", NULL) < 0)
            return false;
    return true;
}

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

/* Everyone pays, and the pot goes to whoever needs it most; in April another yields. */
static bool
hold_meeting(Demo *demo, const DemoHouse *house, gint64 fund, char **ids, int month, GError **error)
{
    g_autoptr(FundSheet) sheet = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autofree char *held = g_strdup_printf("2020-%02d-03", month);
    gint64 batch = -1, meeting = -1;
    {
        g_autoptr(Db) db = store_read(demo->office->store, error);
        g_autoptr(Book) book = db != NULL ? office_book(db, house->union_code, error) : NULL;
        g_autoptr(FundLedger) ledger =
            book != NULL ? fund_ledger_read(db, book, fund, error) : NULL;
        if (ledger == NULL)
            return false;
        sheet = fund_sheet_next(ledger, office_today(demo->office));
    }
    Record *turn = record_new(kind_get("turn"));
    g_ptr_array_add(sheet->turns, turn);
    set(sheet->meeting, "held", held);
    set(turn, "member", ids[month * 2]);
    set(turn, "amount", "8000000 1000000 eq 8 triệu đồng");
    set(turn, "form", month == 4 ? "yielded" : "need");
    if (month == 4)
        set(turn, "yielded_by", ids[1]);
    demo->office->fixed_time++;
    if (!fund_meeting_add(demo->office, house->union_code, &demo->actor, fund, sheet, problems,
                          &batch, &meeting, error))
        return false;
    if (batch < 0) {
        g_autofree char *text = problems_text(problems, false);
        return fail(error, KN_INVALID, "%s", text);
    }
    return true;
}

/* Sixteen members put in 500,000 a month; each turn receives 8 million. */
static bool
add_fund(Demo *demo, const DemoHouse *house, char **ids, GError **error)
{
    g_autoptr(GString) roster = g_string_new(NULL);
    for (gsize i = 0; i < FUND_MEMBERS; i++)
        g_string_append_printf(roster, "%s%s", i > 0 ? "\n" : "", ids[i]);
    gint64 fund = demo_add(
        demo, house->union_code, "fund", error, "name",
        "Góp vốn xoay vòng hỗ trợ đoàn viên khó khăn", "holder", house->vice_chairman, "started",
        "2020-01-03", "contribution", "500.000 đ", "members", "16", "roster", roster->str, "pot",
        "8 triệu đồng", "every", "month", "order", "need", "agreement", "01/TT-CĐCS (giả định)",
        "purpose", "Hỗ trợ đoàn viên khó khăn, không tính lãi", NULL);
    bool held = fund >= 0;
    for (int month = 1; held && month <= 7; month++)
        held = hold_meeting(demo, house, fund, ids, month, error);
    return held;
}

static bool
add_kien_giang(Demo *demo, const DemoHouse *house, char **ids, GError **error)
{
    return demo_add(demo, house->union_code, "model", error, "name",
                    "Vận động hiến máu tình nguyện", "sort", "dan_van_kheo", "level", "provincial",
                    "year", "2020", "state", "kept", "individuals", "1", "registered", "2020-02-20",
                    NULL) >= 0 &&
           demo_add(demo, house->union_code, "model", error, "name", "Vận động nguồn lực", "sort",
                    "dan_van_kheo", "level", "provincial", "year", "2020", "state", "kept",
                    "collectives", "1", "registered", "2020-02-20", NULL) >= 0 &&
           add_fund(demo, house, ids, error);
}

static bool
add_hau_giang(Demo *demo, const DemoHouse *house, GError **error)
{
    return demo_add(demo, house->union_code, "model", error, "name",
                    "Thăm hỏi động viên đoàn viên công đoàn hàng quý", "sort", "creative", "level",
                    "grassroots", "year", "2020", "state", "effective", "registered", "2020-01-15",
                    NULL) >= 0 &&
           demo_add(
               demo, house->union_code, "work", error, "name", "Cầu giao thông nông thôn", "sort",
               "bridge", "place", "Xã Vĩnh Viễn", "size", "22 x 3,3 m", "value", "350 triệu đồng",
               "labour_days", "240", "started", "2020-03-12", "opened", "2020-05-12", "occasion",
               "thiết thực chào mừng Đại hội Đảng các cấp và hưởng ứng Tháng Công nhân năm 2020",
               "plaque_text", "Công trình chào mừng Đại hội Đảng các cấp", "plaque_date",
               "2020-05-12", "beneficiaries", "320", "made_up", "yes", NULL) >= 0;
}

/* The norms of the unit, made up, as every union fixes its own. */
static bool
add_norms(Demo *demo, const DemoHouse *house, GError **error)
{
    static const struct {
        const char *occasion, *amount;
    } norms[] = {{"thăm hỏi hằng quý", "200.000 đ"}, {"ốm đau", "500.000 đ"}};
    for (gsize i = 0; i < G_N_ELEMENTS(norms); i++)
        if (demo_add(demo, house->union_code, "rate", error, "table", "visit_norm", "key",
                     norms[i].occasion, "from", "2020-01-01", "amount", norms[i].amount, "decision",
                     "Quy chế chi tiêu nội bộ (giả định)", NULL) < 0)
            return false;
    return true;
}

bool
demo_union(Demo *demo, const DemoHouse *house, GError **error)
{
    char *ids[G_N_ELEMENTS(members)] = {0};
    bool filled = add_members(demo, house, ids, error) && add_visits(demo, house, ids, error) &&
                  add_care(demo, house, ids, error) && add_upper_drives(demo, house, error) &&
                  (house->hanh_trinh_do ? add_kien_giang(demo, house, ids, error)
                                        : add_hau_giang(demo, house, error)) &&
                  add_norms(demo, house, error) &&
                  demo_fees(demo, house, ids, G_N_ELEMENTS(members), error);
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        g_free(ids[i]);
    return filled;
}
