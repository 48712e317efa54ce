/* statements.c: numbers of private kinds are stated once, and again when they change.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "desk.h"
#include "views/list.h"

static const Actor recorder = {4, "lan", ROLE_RECORDER};

static gint64
visit(Desk *desk, const char *member, const char *day)
{
    g_autoptr(Record) record = record_new(kind_get("visit"));
    set(record, "held", day);
    set(record, "member", member);
    set(record, "occasion", "illness");
    set(record, "amount", "500000 1 eq 500 nghìn");
    return written(desk, NULL, record);
}

static gint64
state(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    gint64 count = -1;
    Period year = {day_of(2020, 1, 1), day_of(2020, 7, 31)};
    bool done = statements_write(desk->office, NULL, &recorder, year, &count, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return count;
}

typedef struct {
    const char *measure;
    gint64 entry, number;
} Newest;

static bool
look(void *context, const Record *record, GError **error)
{
    Newest *newest = context;
    if (record->entry > newest->entry && g_str_equal(get(record, "measure"), newest->measure)) {
        g_assert_cmpstr(get(record, "period"), ==, "2020-01-01/2020-07-31");
        newest->entry = record->entry;
        newest->number = record_count(record, kind_field(record->kind, "count"));
    }
    return true;
}

/* The newest number stated for a measure, -1 when none. */
static gint64
stated(Desk *desk, const char *measure)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get("statement"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    Newest newest = {measure, -1, -1};
    g_assert_true(list_each(db, &query, look, &newest, NULL));
    return newest.number;
}

static void
test_statements(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    g_assert_cmpint(state(&desk), ==, 0);
    g_autoptr(Record) member = record_new(kind_get("member"));
    set(member, "name", "Thái Văn Hai");
    set(member, "joined", "2010-01-01");
    gint64 person = written(&desk, NULL, member);
    g_autofree char *ref = g_strdup_printf("%d", (int)person);
    gint64 first = visit(&desk, ref, "2020-03-02");
    visit(&desk, ref, "2020-07-31");
    visit(&desk, ref, "2020-08-01"); /* after the period */
    g_assert_cmpint(state(&desk), >=, 2);
    g_assert_cmpint(stated(&desk, "visits"), ==, 2);
    g_assert_cmpint(stated(&desk, "visit_money"), ==, 1000000);
    g_assert_cmpint(stated(&desk, "rights_cases"), ==, -1);
    /* Nothing new: nothing stated. */
    gint64 size = book_size(&desk, NULL);
    g_assert_cmpint(state(&desk), ==, 0);
    g_assert_cmpint(book_size(&desk, NULL), ==, size);
    /* A number that changed, also back to nothing, is stated again. */
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, first, NULL, &undo, NULL));
    g_assert_cmpint(state(&desk), ==, 2);
    g_assert_cmpint(stated(&desk, "visits"), ==, 1);
    g_assert_true(record_undo(desk.office, NULL, &recorder, first + 1, NULL, &undo, NULL));
    g_assert_cmpint(state(&desk), ==, 2);
    g_assert_cmpint(stated(&desk, "visits"), ==, 0);
    assert_sound(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/statements/once", test_statements);
    return g_test_run();
}
