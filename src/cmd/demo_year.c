/* demo_year.c: plans, honours, union fees and the emulation of the two unions, made up.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/demo.h"

#include "base/error.h"
#include "records/kinds.h"
#include "reports/report.h"
#include "views/agreements.h"

bool
demo_plans(Demo *demo, const DemoHouse *house, GError **error)
{
    static const struct {
        const char *measure, *number[2]; /* of Kiên Giang, of Hậu Giang */
    } plans[] = {
        {"value", {"95 tỷ đồng", "80 tỷ đồng"}},
        {"gifts", {"120000", "100000"}},
        {"blood_donors", {"4500", "1800"}},
        {"blood_drives", {"12", "6"}},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(plans); i++) {
        bool money = i == 0;
        const char *number = plans[i].number[house->hanh_trinh_do ? 0 : 1];
        if (demo_add(demo, house->chapter, "plan", error, "period", "năm 2020", "measure",
                     plans[i].measure, money ? "value" : "count", number, "basis",
                     "Kế hoạch công tác năm 2020 (giả định)", "assigned_by",
                     "Trung ương Hội Chữ thập đỏ Việt Nam", NULL) < 0)
            return false;
    }
    return true;
}

bool
demo_awards(Demo *demo, const DemoHouse *house, GError **error)
{
    static const struct {
        const char *sort, *name, *form, *reason;
    } awards[] = {
        {"collective", NULL, "merit", "Hoàn thành xuất sắc công tác vận động hiến máu"},
        {"person", "Trần Thị Lan Chi", "certificate", "Nhiều năm nấu ăn ở bếp ăn tình thương"},
        {"person", "Lê Hoàng Nam", "certificate", "Tình nguyện viên sơ cấp cứu tiêu biểu"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(awards); i++) {
        g_autofree char *name = awards[i].name != NULL
                                    ? g_strdup(awards[i].name)
                                    : g_strdup_printf("Hội Chữ thập đỏ %s", house->communes[0]);
        g_autofree char *decision = g_strdup_printf("%d/QĐ-HCTĐ (giả định)", 31 + (int)i);
        if (demo_add(demo, house->chapter, "award", error, "held", "2020-08-07", "sort",
                     awards[i].sort, "name", name, "form", awards[i].form, "level", "provincial",
                     "granted_by", house->chapter_name, "decision", decision, "reason",
                     awards[i].reason, "made_up", "yes", NULL) < 0)
            return false;
    }
    return true;
}

/* Everyone pays each month; the fourth is two months behind. */
bool
demo_fees(Demo *demo, const DemoHouse *house, char *const *members, gsize count, GError **error)
{
    for (int month = 1; month <= 7; month++)
        for (gsize i = 0; i < count; i++) {
            if (i == 3 && month > 5)
                continue;
            g_autofree char *period = g_strdup_printf("tháng %d năm 2020", month),
                            *paid_on = g_strdup_printf("2020-%02d-%02d", month, 20 + (int)i % 5);
            if (demo_add(demo, house->union_code, "fee", error, "member", members[i], "month",
                         period, "due", "48.000 đ", "paid", "48.000 đ", "paid_on", paid_on,
                         NULL) < 0)
                return false;
        }
    return true;
}

static Record *
criteria_text(void)
{
    static const char *const items[][7] = {
        {"I. Phong trào", "Tham gia hoạt động do công đoàn cấp trên phát động", "normal", "30",
         "upper_drives", "reached", "3"},
        {"I. Phong trào", "Tham gia xây dựng Đảng, chính quyền", "normal", "20", "party_building",
         "reached", "3"},
        {"II. Mô hình", "Đăng ký, giữ vững mô hình", "normal", "20", "models", "share", "2"},
        {"III. Thông tin", "Chấp hành chế độ báo cáo", "normal", "30", "", "", ""},
        {"IV. Điểm thưởng", "Sáng kiến được đơn vị bạn học tập", "bonus", "5", "", "", ""},
    };
    static const char *const parties[] = {"KG-CD", "HG-CD"};
    Record *text = record_new(kind_get("criterion"));
    const Kind *kind = text->kind;
    record_set(text, kind_field(kind, "title"), "Thi đua giữa hai công đoàn cơ sở (giả định)");
    record_set(text, kind_field(kind, "period"), "2020-01-01/2020-07-31");
    record_set(text, kind_field(kind, "settled"), "mean");
    for (gsize i = 0; i < G_N_ELEMENTS(parties); i++)
        record_add_item(text, kind_field(kind, "parties"), &parties[i], 1);
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
        record_add_item(text, kind_field(kind, "items"), items[i], G_N_ELEMENTS(items[i]));
    return text;
}

static char *
newest_hash(Demo *demo, const char *kind, GError **error)
{
    g_autoptr(Db) db = store_read(demo->office->store, error);
    g_autoptr(GPtrArray) all =
        db != NULL ? agreements_list(db, kind_get(kind), office_today(demo->office), error) : NULL;
    if (all == NULL)
        return NULL;
    if (all->len == 0)
        return fail_null(error, KN_MISSING, "%s", kind);
    return g_strdup(((Agreement *)g_ptr_array_index(all, 0))->body_hash);
}

static bool
score(Demo *demo, const char *by, const char *of, const char *points, GError **error)
{
    g_autofree char *criteria = newest_hash(demo, "criterion", error);
    return criteria != NULL && demo_add(demo, by, "score", error, "held", "2020-08-12", "criteria",
                                        criteria, "of", of, "points", points, NULL) >= 0;
}

static bool
rank(Demo *host, GError **error)
{
    g_autoptr(Record) ranking = NULL;
    {
        g_autoptr(Db) db = store_read(host->office->store, error);
        g_autoptr(Book) own = db != NULL ? office_book(db, "HG-CD", error) : NULL;
        if (own == NULL)
            return false;
        ReportAsk ask = {.own = own,
                         .today = office_today(host->office),
                         .lang = LANG_VI,
                         .period = {day_of(2020, 1, 1), day_of(2020, 7, 31)}};
        ranking = report_find("emulation")->text(db, &ask, error);
    }
    return ranking != NULL && demo_propose(host, "HG-CD", ranking, error);
}

bool
demo_emulation(Demo *host, Demo *guest, GError **error)
{
    g_autoptr(Record) criteria = criteria_text();
    return demo_propose(host, "HG-CD", criteria, error) &&
           demo_exchange(host, "HG-CD", guest, "KG-CD", error) &&
           demo_agree(guest, "KG-CD", "criterion", error) &&
           score(guest, "KG-CD", "KG-CD", "1 | 30\n2 | 20\n3 | 20\n4 | 29\n5 | 4", error) &&
           score(guest, "KG-CD", "HG-CD", "4 | 30\n5 | 3 | mô hình thăm hỏi hàng quý", error) &&
           score(host, "HG-CD", "HG-CD", "1 | 30\n2 | 20\n3 | 10\n4 | 30\n5 | 2", error) &&
           score(host, "HG-CD", "KG-CD", "4 | 28 | hai báo cáo nộp chậm\n5 | 5", error) &&
           demo_exchange(guest, "KG-CD", host, "HG-CD", error) && rank(host, error) &&
           demo_exchange(host, "HG-CD", guest, "KG-CD", error) &&
           demo_agree(guest, "KG-CD", "ranking", error) &&
           demo_exchange(guest, "KG-CD", host, "HG-CD", error);
}
