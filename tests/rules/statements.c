/* statements.c: numbers of private kinds are stated once, and again when they change.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "desk.h"
#include "views/list.h"

#define EXACT "500000 1 eq 500 nghìn"

static const Actor recorder = {4, "lan", ROLE_RECORDER};

static gint64
visit(Desk *desk, const char *member, const char *day, const char *amount)
{
    g_autoptr(Record) record =
        made("visit", "held", day, "member", member, "occasion", "illness", "amount", amount, NULL);
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
    gint64 entry;
    Money number;
} Newest;

static bool
look(void *context, const Record *record, GError **error)
{
    Newest *newest = context;
    if (record->entry > newest->entry && g_str_equal(get(record, "measure"), newest->measure)) {
        g_assert_cmpstr(get(record, "period"), ==, "2020-01-01/2020-07-31");
        newest->entry = record->entry;
        const char *code = get(record, "qualifier");
        newest->number = (Money){record_count(record, kind_field(record->kind, "count")),
                                 record_count(record, kind_field(record->kind, "step")),
                                 qualifier_from_code(code, strlen(code))};
    }
    return true;
}

/* The newest number stated for a measure, -1 when none. */
static Money
stated_as(Desk *desk, const char *measure)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    gint64 number = book->book;
    ListQuery query = {.kind = kind_get("statement"),
                       .books = &number,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    Newest newest = {measure, -1, {-1, 0, QUALIFIER_UNSET}};
    g_assert_true(list_each(db, &query, look, &newest, NULL));
    return newest.number;
}

static gint64
stated(Desk *desk, const char *measure)
{
    return stated_as(desk, measure).vnd;
}

static char *
new_member(Desk *desk)
{
    g_autoptr(Record) member = made("member", "name", "Thái Văn Hai", "joined", "2010-01-01", NULL);
    return g_strdup_printf("%d", (int)written(desk, NULL, member));
}

static void
test_statements(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    g_assert_cmpint(state(&desk), ==, 0);
    g_autofree char *ref = new_member(&desk);
    gint64 first = visit(&desk, ref, "2020-03-02", EXACT);
    visit(&desk, ref, "2020-07-31", EXACT);
    visit(&desk, ref, "2020-08-01", EXACT); /* after the period */
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

/* What is known roughly is stated so, and said again when it is known better, though the number is the same. */
static void
test_rough(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG-CD", "Công đoàn", "union", "KG");
    g_autofree char *ref = new_member(&desk);
    visit(&desk, ref, "2020-03-02", EXACT);
    gint64 rough = visit(&desk, ref, "2020-03-09", "2000000 1000000 about khoảng 2 triệu");
    g_assert_cmpint(state(&desk), >=, 2);
    Money money = stated_as(&desk, "visit_money"), count = stated_as(&desk, "visits");
    g_assert_cmpint(money.vnd, ==, 2500000);
    g_assert_cmpint(money.step, ==, 1000000);
    g_assert_cmpint(money.qualifier, ==, QUALIFIER_ABOUT);
    g_assert_cmpint(count.step, ==, 1);
    g_assert_cmpint(count.qualifier, ==, QUALIFIER_EQ);
    g_assert_cmpint(state(&desk), ==, 0);
    g_autoptr(Record) better = live(&desk, NULL, rough);
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    set(better, "amount", "2000000 1 eq 2.000.000 đồng");
    g_assert_true(record_amend(desk.office, NULL, &recorder, rough, better, "có chứng từ", -1,
                               problems, &entry, NULL));
    g_assert_cmpint(state(&desk), ==, 1);
    money = stated_as(&desk, "visit_money");
    g_assert_cmpint(money.vnd, ==, 2500000);
    g_assert_cmpint(money.step, ==, 1);
    g_assert_cmpint(money.qualifier, ==, QUALIFIER_EQ);
    assert_sound(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/statements/once", test_statements);
    g_test_add_func("/rules/statements/rough", test_rough);
    return g_test_run();
}
