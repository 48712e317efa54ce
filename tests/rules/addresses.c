/* addresses.c: helps given to humanitarian addresses: counted once, and confirmed by a second person.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "desk.h"

static const Actor recorder = {4, "lan", ROLE_RECORDER};
static const Actor chair = {5, "minh", ROLE_CHAIR};
static const Actor reader = {6, "doc", ROLE_READER};

static void
open_book(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "HG", "Hội Chữ thập đỏ tỉnh Hậu Giang", "chapter", NULL);
}

static char *
address(Desk *desk, const char *name, const char *born)
{
    g_autoptr(Record) record = record_new(kind_get("address"));
    set(record, "sort", "household");
    set(record, "commune", "Xã Vị Thủy");
    set(record, "name", name);
    set(record, "born", born);
    set(record, "state", "waiting");
    return g_strdup_printf("%d", (int)written(desk, NULL, record));
}

static Record *
help_of(const char *address)
{
    Record *record = record_new(kind_get("help"));
    set(record, "held", "2020-05-12");
    set(record, "address", address);
    set(record, "field", "1");
    set(record, "amount", "500000 1 eq 500 nghìn");
    return record;
}

static gint64
answer(Desk *desk, const char *measure, const char *cut, const char *key)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    gint64 number = book->book;
    Question question = {.measure = measure_find(measure),
                         .books = &number,
                         .book_count = 1,
                         .period = {day_of(2020, 1, 1), day_of(2020, 12, 31)},
                         .cut = cut,
                         .key = key};
    Figure figure = {0};
    g_assert_true(question_answer(db, &question, &figure, NULL));
    return figure.sum.vnd;
}

/* What an activity counts already is not counted again where it reached the person. */
static void
test_counted_once(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autofree char *who = address(&desk, "Trần Thị Bưởi", "1938");
    g_autoptr(Record) day = activity("Trao quà Tết", "5000000 1 eq 5 triệu");
    g_autofree char *drive = g_strdup_printf("%d", (int)written(&desk, NULL, day));
    g_autoptr(Record) part = help_of(who), own = help_of(who), unsaid = help_of(who);
    set(part, "counted_in", drive);
    set(unsaid, "field", "");
    set(unsaid, "held", "2020-05-13");
    set(own, "held", "2020-06-01");
    set(own, "cash", "200000 1 eq 200 nghìn");
    written(&desk, NULL, part);
    gint64 direct = written(&desk, NULL, own);
    written(&desk, NULL, unsaid);
    g_assert_cmpint(answer(&desk, "value", NULL, NULL), ==, 5500000);
    g_assert_cmpint(answer(&desk, "value", "field", "1"), ==, 5500000);
    g_assert_cmpint(answer(&desk, "help_value", NULL, NULL), ==, 500000);
    g_assert_cmpint(answer(&desk, "help_value", "field", "2"), ==, 0);
    g_assert_cmpint(answer(&desk, "help_given", NULL, NULL), ==, 1500000);
    g_assert_cmpint(answer(&desk, "helps", NULL, NULL), ==, 3);
    g_assert_cmpint(answer(&desk, "cash", NULL, NULL), ==, 200000);
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, direct, NULL, &undo, NULL));
    g_assert_cmpint(answer(&desk, "value", NULL, NULL), ==, 5000000);
    assert_sound(&desk);
}

static void
refused(Desk *desk, const Actor *actor, gint64 help, int code)
{
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    g_assert_false(help_verify(desk->office, NULL, actor, help, &entry, &error));
    g_assert_error(error, KN_ERROR, code);
    g_test_message("%s", error->message);
}

static void
confirmed(Desk *desk, const Actor *actor, gint64 help)
{
    g_autoptr(GError) error = NULL;
    gint64 entry = -1;
    bool done = help_verify(desk->office, NULL, actor, help, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_autoptr(Record) now = live(desk, NULL, help);
    g_assert_cmpstr(get(now, "verified_by"), ==, actor->author);
    g_assert_cmpstr(get(now, "verified"), ==, "2020-08-12");
    g_assert_cmpint(now->last, ==, entry);
}

static void
test_second_person(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autofree char *who = address(&desk, "Trần Thị Bưởi", "1938");
    g_autoptr(Record) help = help_of(who);
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1, changed = -1;
    /* Nobody types it. */
    set(help, "verified", "2020-05-12");
    set(help, "verified_by", "minh");
    g_assert_true(record_add(desk.office, NULL, &recorder, help, problems, &entry, NULL));
    g_assert_cmpint(entry, >=, 0);
    g_autoptr(Record) fresh = live(&desk, NULL, entry);
    g_assert_cmpstr(get(fresh, "verified"), ==, "");
    g_assert_cmpstr(get(fresh, "verified_by"), ==, "");
    refused(&desk, &recorder, entry, KN_DENIED); /* who wrote it */
    refused(&desk, &reader, entry, KN_DENIED);
    refused(&desk, &chair, 2, KN_INVALID); /* an address is no help */
    confirmed(&desk, &chair, entry);
    refused(&desk, &chair, entry, KN_CONFLICT);

    /* Whoever changes it afterwards takes the confirmation away, and may not give it back. */
    g_autoptr(Record) again = live(&desk, NULL, entry);
    set(again, "amount", "600000 1 eq 600 nghìn");
    g_autoptr(Problems) hints = problems_new();
    static const Actor other = {7, "hoa", ROLE_RECORDER};
    g_assert_true(record_amend(desk.office, NULL, &other, entry, again, "gõ nhầm", -1, hints,
                               &changed, NULL));
    g_assert_cmpint(changed, >=, 0);
    g_assert_nonnull(problems_find(hints, "verified"));
    g_autoptr(Record) open = live(&desk, NULL, entry);
    g_assert_cmpstr(get(open, "verified"), ==, "");
    g_assert_cmpstr(get(open, "verified_by"), ==, "");
    refused(&desk, &other, entry, KN_DENIED);
    refused(&desk, &recorder, entry, KN_DENIED);
    confirmed(&desk, &chair, entry);

    /* Nothing changed: said as always, and the confirmation stands. */
    g_autoptr(Record) same = live(&desk, NULL, entry);
    g_autoptr(Problems) wrong = problems_new();
    g_assert_true(
        record_amend(desk.office, NULL, &other, entry, same, "x", -1, wrong, &changed, NULL));
    g_assert_cmpint(changed, ==, -1);
    g_autoptr(Record) still = live(&desk, NULL, entry);
    g_assert_cmpstr(get(still, "verified_by"), ==, "minh");
    /* A confirmation is undone like any correction. */
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, still->last, "nhầm", &undo, NULL));
    g_autoptr(Record) undone = live(&desk, NULL, entry);
    g_assert_cmpstr(get(undone, "verified_by"), ==, "");
    assert_sound(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/addresses/counted-once", test_counted_once);
    g_test_add_func("/rules/addresses/second-person", test_second_person);
    return g_test_run();
}
