/* plans.c: what a report shows of plans: each number opens to its entries, and what is not known is said.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "reports/report.h"

static Doc *
build(Db *db, const Book *book, const char *name, Lang lang)
{
    g_autoptr(GError) error = NULL;
    const ReportAsk ask = {.period = {day_of(2020, 1, 1), day_of(2020, 6, 30)},
                           .own = book,
                           .today = day_of(2020, 7, 1),
                           .lang = lang};
    lang_set(lang);
    Doc *doc = report_find(name)->build(db, &ask, &error);
    g_assert_no_error(error);
    return doc;
}

/* The cells of the row whose second cell begins so, joined; NULL when no table has it. */
static char *
find_row(const Doc *doc, const char *label, const DocRow **ret_row)
{
    for (guint b = 0; b < doc->blocks->len; b++) {
        const DocBlock *block = g_ptr_array_index(doc->blocks, b);
        for (guint r = 0; block->kind == DOC_TABLE && r < block->rows->len; r++) {
            const DocRow *row = g_ptr_array_index(block->rows, r);
            g_autoptr(GString) text = g_string_new(NULL);
            for (guint c = 1; c < row->cells->len; c++) {
                g_autofree char *cell = runs_text(((DocCell *)row->cells->pdata[c])->runs);
                g_string_append_printf(text, "%s|", cell);
            }
            *ret_row = row;
            if (g_str_has_prefix(text->str, label))
                return g_string_free(g_steal_pointer(&text), FALSE);
        }
    }
    return NULL;
}

static const char *
address_of(const DocRow *row, guint column)
{
    const DocCell *cell = g_ptr_array_index(row->cells, column);
    return ((const DocRun *)cell->runs->pdata[0])->figure;
}

static bool
says(const Doc *doc, const char *wanted)
{
    for (guint b = 0; b < doc->blocks->len; b++) {
        g_autofree char *text = runs_text(((DocBlock *)doc->blocks->pdata[b])->runs);
        if (strstr(text, wanted) != NULL)
            return true;
    }
    return false;
}

static void
write_year(Db *db, Book *book)
{
    desk_add(db, book,
             desk_record("plan", "period", "2020-01-01/2020-12-31", "measure", "value", "value",
                         "10000000 1 eq 10 triệu", "basis", "Kế hoạch 15/KH-HCTĐ", "assigned_by",
                         "UBND tỉnh", NULL));
    desk_add(db, book,
             desk_record("plan", "period", "2020-01-01/2020-12-31", "measure", "people", "count",
                         "90", NULL));
    Record *done = desk_activity("2020-03-01", "Quà", "10.800.000 đ");
    record_set(done, kind_field(done->kind, "people"), "45");
    desk_add(db, book, done);
    desk_add(db, book, desk_activity("2019-03-01", "Quà", "7.400.000 đ"));
}

static void
check_tables(const Doc *doc)
{
    const DocRow *value, *people;
    g_autofree char *money = find_row(doc, "Tổng giá trị hoạt động nhân đạo|10 triệu", &value);
    g_assert_cmpstr(money, ==,
                    "Tổng giá trị hoạt động nhân đạo|10 triệu đồng|10.800.000 đồng|108%|"
                    "7.400.000 đồng|145,9%|");
    g_assert_cmpstr(address_of(value, 3), ==, "measure=value&of=KG&from=2020-01-01&to=2020-06-30");
    g_assert_cmpstr(address_of(value, 5), ==, "measure=value&of=KG&from=2019-01-01&to=2019-06-30");
    g_autofree char *count = find_row(doc, "Số người được giúp (người)|", &people);
    g_assert_cmpstr(count, ==, "Số người được giúp (người)|90|45|50%|–||");
    g_assert_null(address_of(people, 5));
    json_t *rows = json_object_get(doc->data, "plans");
    g_assert_cmpuint(json_array_size(rows), ==, 2);
    g_assert_cmpstr(json_string_value(json_object_get(json_array_get(rows, 0), "percent_before")),
                    ==, "145,9%");
    g_assert_null(json_object_get(json_array_get(rows, 1), "before"));
}

static void
test_reports(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Doc) before = build(db, kg, "plan", LANG_VI);
    g_assert_true(says(before, "Chưa có kế hoạch nào cho kỳ này."));
    write_year(db, kg);
    g_autoptr(Doc) plan = build(db, kg, "plan", LANG_VI);
    check_tables(plan);
    g_assert_true(says(plan, "vượt 8% kế hoạch năm 2020; bằng 145,9% cùng kỳ. Căn cứ: Kế hoạch "
                             "15/KH-HCTĐ. Đơn vị giao: UBND tỉnh."));
    g_assert_true(says(plan, "đạt 50% kế hoạch năm 2020; không có số liệu cùng kỳ."));
    g_autoptr(Doc) period = build(db, kg, "period", LANG_VI);
    check_tables(period);
    g_autoptr(Doc) english = build(db, kg, "plan", LANG_EN);
    g_assert_true(says(english, "reached 50% of the plan of year 2020; no figures of the same"));
    lang_set(LANG_VI);
    desk_commit(db);
    desk_close(&desk);
}

/* A published report is shown as it was printed, with what does not agree beside it. */
static void
test_published(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    desk_add(db, kg,
             desk_record("published", "title", "Sơ kết", "period", "2020-01-01/2020-06-30", "lines",
                         "Tổng\t\t\t\tgần 30 tỷ đồng\t\t\t\t\t\n"
                         "Xã hội\t12\tđợt\t\t14,3 tỷ đồng\t1\t\t\t\tover",
                         NULL));
    g_autoptr(Doc) doc = build(db, kg, "published", LANG_VI);
    const DocRow *row;
    g_autofree char *part = find_row(doc, "Xã hội", &row);
    g_assert_cmpstr(part, ==, "Xã hội|trên 12|đợt||trên 14,3 tỷ đồng|||1|");
    g_assert_true(says(doc, "các hoạt động khác, khoảng 16 tỷ đồng, không được nêu"));
    g_assert_cmpuint(json_array_size(json_object_get(doc->data, "findings")), ==, 1);
    desk_commit(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reports/plans", test_reports);
    g_test_add_func("/reports/published", test_published);
    return g_test_run();
}
