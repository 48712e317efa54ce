/* documents.c: tests the two series of numbers of documents, what is hinted at a number or a quoted figure, which documents wait
 * for an answer, and how long they are kept.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/documents.h"

#include "fixture.h"
#include "hints.h"
#include "records/kinds.h"
#include "standing/advice.h"
#include "standing/due.h"
#include "standing/retention.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
} Office;

static void
office_open(Office *office)
{
    desk_open(&office->desk);
    office->db = desk_begin(&office->desk);
    office->book = desk_book(office->db, "KG", "chapter", true);
}

static void
office_close(Office *office)
{
    book_free(office->book);
    db_free(office->db);
    desk_close(&office->desk);
}

static void
assert_hint(Office *office, Record *record, const char *sentence)
{
    g_autofree char *text = hints_about(office->db, office->book, record);
    if (*sentence == '\0')
        g_assert_cmpstr(text, ==, "");
    else if (strstr(text, sentence) == NULL)
        g_error("\"%s\" is not in \"%s\"", sentence, text);
}

static gint64
add_out(Office *office, const char *day, const char *number, const char *symbol)
{
    return desk_add(office->db, office->book,
                    desk_record("document", "summary", "Báo cáo tháng", "issued", day, "number",
                                number, "symbol", symbol, "state", "issued", NULL));
}

static Record *
out(const char *day, const char *number, const char *state)
{
    return desk_record("document", "summary", "Kế hoạch Tết", "issued", day, "number", number,
                       "state", state, NULL);
}

static void
test_numbers(void)
{
    Office office;
    office_open(&office);
    add_out(&office, "2025-12-30", "88", "KH-CTĐ");
    add_out(&office, "2026-01-05", "1", "BC-CTĐ");
    /* Number and symbol in one cell, as registers have them. */
    gint64 second = add_out(&office, "2026-01-09", "", "02/BC-CTĐ");
    add_out(&office, "2026-01-20", "5", "TB-CTĐ");
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Về việc cứu trợ", "sender", "UBND tỉnh", "issued",
                         "2025-12-29", "arrived", "2026-01-03", "arrival", "1", "number", "777",
                         "symbol", "UBND-VX", NULL));
    assert_hint(&office, out("2026-02-01", "", "issued"), "outgoing documents in 2026 is 6.");
    assert_hint(&office, out("2025-12-31", "", "issued"), "outgoing documents in 2025 is 89.");
    assert_hint(&office, out("2024-05-05", "", "issued"), "outgoing documents in 2024 is 1.");
    assert_hint(&office, out("2026-02-01", "6", "issued"), "");
    assert_hint(&office, out("2026-02-01", "3", "issued"), ""); /* fills a gap */
    assert_hint(&office, out("2026-02-01", "8", "issued"), "leaves a gap: the next number in 2026");
    g_autofree char *twice = g_strdup_printf("KG-%" G_GINT64_FORMAT " has this number", second);
    assert_hint(&office, out("2026-02-01", "2", "issued"), twice);
    assert_hint(&office, out("2026-02-01", "", "draft"), ""); /* gets it when it is signed */
    assert_hint(&office,
                desk_record("document", "summary", "Công điện", "arrived", "2026-02-02", NULL),
                "incoming documents in 2026 is 2.");
    /* It does not stand in its own way when it is corrected. */
    g_autoptr(GError) error = NULL;
    Record *same = record_load(office.db, office.book, second, &error);
    g_assert_no_error(error);
    assert_hint(&office, same, "");
    g_autoptr(GArray) numbers = document_numbers(office.db, office.book, false, 2026, &error);
    g_assert_no_error(error);
    g_autoptr(GArray) gaps = document_gaps(numbers);
    g_assert_cmpuint(numbers->len, ==, 3);
    g_assert_cmpuint(gaps->len, ==, 2);
    g_assert_cmpint(g_array_index(gaps, gint64, 0), ==, 3);
    g_assert_cmpint(g_array_index(gaps, gint64, 1), ==, 4);
    office_close(&office);
}

static void
test_figures(void)
{
    static const struct {
        const char *said, *address, *hint;
    } rows[] = {
        {"71,2 tỷ đồng", "/figure?measure=value&of=KG&from=2026-01-01&to=2026-12-31", ""},
        {"71,3 tỷ đồng", "measure=value&of=KG&from=2026-01-01&to=2026-12-31",
         "The document says 71,3 tỷ đồng; the books say VND 71,234 million"},
        {"71.234.000.000", "measure=value&of=KG&from=2026-01-01&to=2026-12-31", ""},
        {"12", "measure=activities&of=KG&from=2026-01-01&to=2026-12-31",
         "The document says 12; the books say 1 now (Activities)."},
        {"1", "measure=activities&of=KG&from=2026-01-01&to=2026-12-31", ""},
        {"1", "measure=activities&of=KG&from=2026-01-01", "is not the address of a figure"},
        {"1", "", ""},
    };
    Office office;
    office_open(&office);
    desk_add(office.db, office.book,
             desk_record("activity", "held", "2026-03-01", "title", "Trao quà", "field", "1",
                         "state", "delivered", "value", "71234000000 1 eq 71.234.000.000 đồng",
                         NULL));
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Record *record = out("2026-02-01", "1", "issued");
        const char *const parts[] = {rows[i].said, rows[i].address};
        record_add_item(record, kind_field(record->kind, "figures"), parts, 2);
        assert_hint(&office, record, rows[i].hint);
    }
    office_close(&office);
}

/* What falls due of documents between two days, one a line. */
static char *
due_text(Office *office, Day from, Day to)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) dues =
        dues_list(office->db, office->book, from, from, to, /* with_personal= */ false, &error);
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < dues->len; i++) {
        const Due *due = g_ptr_array_index(dues, i);
        g_autofree char *day = day_iso(due->day);
        if (g_str_equal(due->source->name, "document"))
            g_string_append_printf(text, "%s %s\n", day, due->sentence);
    }
    return g_string_free(text, FALSE);
}

static void
test_answers(void)
{
    Office office;
    office_open(&office);
    gint64 asked = desk_add(office.db, office.book,
                            desk_record("document", "summary", "Báo cáo về bão", "sender",
                                        "UBND tỉnh", "arrived", "2026-05-04", "arrival", "1",
                                        "symbol", "12/UBND", "answer_by", "2026-05-15", NULL));
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Xin hỗ trợ", "number", "4", "symbol", "CTĐ",
                         "issued", "2026-05-05", "answer_by", "2026-05-20", NULL));
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Đã trả lời", "issued", "2026-05-05", "answer_by",
                         "2026-05-12", "answered", "2026-05-10", NULL));
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Chưa gửi", "state", "draft", "answer_by",
                         "2026-05-12", NULL));
    g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, asked);
    g_autofree char *before = due_text(&office, day_of(2026, 5, 6), day_of(2026, 5, 31));
    g_autofree char *first = g_strdup_printf(
        "2026-05-15 Answer the incoming document 12/UBND (KG-%" G_GINT64_FORMAT ").\n"
        "2026-05-20 Ask for the answer to the document 04/CTĐ (KG-%" G_GINT64_FORMAT ").\n",
        asked, asked + 1);
    g_assert_cmpstr(before, ==, first);
    /* A draft of the answer is no answer yet; the answer is, and being late does not drop it. */
    gint64 draft = desk_add(
        office.db, office.book,
        desk_record("document", "summary", "Trả lời", "state", "draft", "answers", ref, NULL));
    g_assert_cmpint(draft, >, 0);
    g_autofree char *late = due_text(&office, day_of(2026, 5, 18), day_of(2026, 5, 19));
    g_assert_nonnull(strstr(late, "2026-05-15 Answer"));
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Trả lời", "issued", "2026-05-18", "number", "5",
                         "answers", ref, NULL));
    g_autofree char *after = due_text(&office, day_of(2026, 5, 18), day_of(2026, 5, 19));
    g_assert_cmpstr(after, ==, "");
    office_close(&office);
}

static void
test_kept(void)
{
    Office office;
    g_autoptr(GError) error = NULL;
    office_open(&office);
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Danh sách hộ nghèo", "issued", "2016-05-05",
                         "keep", "10 năm", "keep_until", "2026-05-05", NULL));
    desk_add(office.db, office.book,
             desk_record("document", "summary", "Quyết định thành lập", "issued", "2001-05-05",
                         "keep", "vĩnh viễn", NULL));
    g_autoptr(GPtrArray) early = retention_list(office.db, office.book, day_of(2026, 5, 4), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(early->len, ==, 0);
    g_autoptr(GPtrArray) passed =
        retention_list(office.db, office.book, day_of(2026, 5, 5), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(passed->len, ==, 1);
    const Outdated *outdated = g_ptr_array_index(passed, 0);
    g_assert_cmpint(outdated->passed, ==, day_of(2026, 5, 5));
    g_assert_cmpint(outdated->personal, ==, 1);
    g_assert_cmpstr(outdated->decision, ==, "10 năm");
    /* A rule for the kind does not shorten what the record says, and reaches the others. */
    desk_add(office.db, office.book,
             desk_record("rate", "table", "retention_months", "key", "document", "from",
                         "2020-01-01", "number", "12", "decision", "QĐ 9", NULL));
    g_autoptr(GPtrArray) ruled = retention_list(office.db, office.book, day_of(2026, 5, 4), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(ruled->len, ==, 1);
    g_assert_cmpint(((Outdated *)g_ptr_array_index(ruled, 0))->passed, ==, day_of(2002, 5, 5));
    office_close(&office);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    lang_set(LANG_EN);
    g_test_add_func("/documents/numbers", test_numbers);
    g_test_add_func("/documents/figures", test_figures);
    g_test_add_func("/documents/answers", test_answers);
    g_test_add_func("/documents/kept", test_kept);
    return g_test_run();
}
