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
    g_autoptr(Record) record = made("address", "sort", "household", "commune", "Xã Vị Thủy", "name",
                                    name, "born", born, "state", "waiting", NULL);
    return g_strdup_printf("%d", (int)written(desk, NULL, record));
}

static Record *
help_of(const char *address)
{
    return made("help", "held", "2020-05-12", "address", address, "field", "1", "amount",
                "500000 1 eq 500 nghìn", NULL);
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

static bool
tells(const Problems *problems, const char *text)
{
    for (gsize i = 0; i < problems_count(problems); i++)
        if (strstr(problems_at(problems, i)->sentence, text) != NULL)
            return true;
    return false;
}

static Problems *
added(Desk *desk, Record *record)
{
    Problems *problems = problems_new();
    gint64 entry = -1;
    g_assert_true(record_add(desk->office, NULL, &recorder, record, problems, &entry, NULL));
    g_assert_cmpint(entry, >=, 0);
    return problems;
}

/* The same person, however it is typed, and the same household: told where it is written, with what it got. */
static void
test_overlaps(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    lang_set(LANG_EN);
    g_autofree char *first = address(&desk, "Trần Thị Bưởi", "1938");
    g_autoptr(Record) help = help_of(first);
    g_autoptr(Problems) nothing = added(&desk, help);
    g_assert_false(tells(nothing, "HG-2"));
    g_autoptr(Record) again = made("address", "sort", "person", "commune", "vi thuy", "name",
                                   "TRAN THI BUOI", "born", "12/5/1938", "state", "proposed", NULL);
    g_autoptr(Problems) told = added(&desk, again);
    g_assert_true(tells(told, "HG-2 has the same name, year of birth and commune. Helps so "
                              "far: 1, the last on 12/5/2020, VND 500,000 in all."));
    g_autofree char *second = g_strdup_printf("%d", (int)again->entry);

    /* A gift to the one tells what the other got, and one to the same address so soon may be the same. */
    g_autoptr(Record) gift = help_of(second), twice = help_of(first);
    set(gift, "held", "2020-08-01");
    g_autoptr(Problems) household = added(&desk, gift);
    g_assert_true(tells(household, "HG-2 has the same name"));
    set(twice, "held", "2020-05-14");
    g_autoptr(Problems) soon = added(&desk, twice);
    g_assert_true(tells(soon, "HG-3: this address was helped on 12/5/2020 already"));

    /* Another year of birth is another person; an ID number tells more than a name. */
    g_autoptr(Record) daughter = made(
        "address", "sort", "person", "commune", "Xã Vị Thủy", "name", "Trần Thị Bưởi", "born",
        "1968", "id_number", "093 168 001 234", "home", "Ấp 5, tổ 2", "state", "proposed", NULL);
    g_autoptr(Problems) alone = added(&desk, daughter);
    g_assert_false(tells(alone, "has the same"));
    g_autoptr(Record) son =
        made("address", "sort", "person", "commune", "Vị Thủy", "name", "Lê Văn Đước", "home",
             "ap 5 to 2", "id_number", "093168001234", "state", "proposed", NULL);
    g_autoptr(Problems) both = added(&desk, son);
    g_assert_true(tells(both, "has the same ID number. It was not helped yet."));

    /* What is erased or undone is not found any more. */
    g_assert_true(
        record_erase(desk.office, NULL, &machine, daughter->entry, "id_number", "yêu cầu", NULL));
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, son->entry, NULL, &undo, NULL));
    g_autoptr(Record) later = record_copy(son);
    later->entry = -1;
    set(later, "home", "");
    g_autoptr(Problems) silent = added(&desk, later);
    g_assert_false(tells(silent, "has the same"));
    assert_sound(&desk);
    lang_set(LANG_VI);
}

static Record *
row(const char *code, const char *id_number, const char *name, const char *born, const char *phone)
{
    return made("address", "code", code, "sort", "household", "commune", "Xã Vị Thủy", "id_number",
                id_number, "name", name, "born", born, "phone", phone, "state", "approved", NULL);
}

static Imported
import(Desk *desk, GPtrArray *rows)
{
    g_autoptr(GError) error = NULL;
    Imported imported = {.batch = -1};
    bool done = records_import(desk->office, NULL, &recorder, rows, "danh sách.xlsx", false, NULL,
                               &imported, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return imported;
}

/* A list that comes again brings what is new and changes what is known: by its code, else its ID number, else name,
 * year of birth and commune. */
static void
test_import(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_ptr_array_add(list, row("VT-01", "", "Trần Thị Bưởi", "1938", "0913"));
    g_ptr_array_add(list, row("", "093168001234", "Lê Văn Đước", "1943", ""));
    g_ptr_array_add(list, row("", "", "Danh Sóc", "1950", ""));
    Imported first = import(&desk, list);
    g_assert_cmpint(first.fresh, ==, 3);
    g_assert_cmpint(import(&desk, list).same, ==, 3);

    g_autoptr(GPtrArray) again = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_ptr_array_add(again, row("VT-01", "", "Trần Thị Bưởi", "1939", ""));
    g_ptr_array_add(again, row("VT-02", "093 168 001 234", "LÊ VĂN ĐƯỚC", "1943", "0914"));
    g_ptr_array_add(again, row("", "", "danh soc", "1950", ""));
    g_ptr_array_add(again, row("VT-09", "", "Trần Thị Bưởi", "1938", "")); /* another code */
    Imported second = import(&desk, again);
    g_assert_cmpint(second.changed, ==, 3);
    g_assert_cmpint(second.fresh, ==, 1);
    gint64 at = first.batch;
    g_autoptr(Record) one = live(&desk, NULL, at + 1), two = live(&desk, NULL, at + 2);
    g_assert_cmpstr(get(one, "born"), ==, "1939");
    g_assert_cmpstr(get(one, "phone"), ==, "0913"); /* what the sheet leaves empty stays */
    g_assert_cmpstr(get(two, "code"), ==, "VT-02");
    g_assert_cmpstr(get(two, "phone"), ==, "0914");
    g_assert_nonnull(strstr(two->why, "danh sách.xlsx"));
    assert_sound(&desk);

    /* One undo takes all of it back. */
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, second.batch, NULL, &undo, NULL));
    g_autoptr(Record) before = live(&desk, NULL, at + 1), twin = live(&desk, NULL, at + 2);
    g_assert_cmpstr(get(before, "born"), ==, "1938");
    g_assert_cmpstr(get(twin, "code"), ==, "");
    g_assert_null(live(&desk, NULL, second.batch + 4));
    g_assert_cmpint(import(&desk, list).same, ==, 3);
    assert_sound(&desk);

    /* Two rows about one record cannot both be right. */
    g_autoptr(GPtrArray) twins = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GError) error = NULL;
    Imported none = {0};
    g_ptr_array_add(twins, row("VT-01", "", "Trần Thị Bưởi", "1940", ""));
    g_ptr_array_add(twins, row("VT-01", "", "Trần Thị Bưởi", "1941", ""));
    g_assert_false(
        records_import(desk.office, NULL, &recorder, twins, NULL, false, NULL, &none, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/addresses/counted-once", test_counted_once);
    g_test_add_func("/rules/addresses/second-person", test_second_person);
    g_test_add_func("/rules/addresses/overlaps", test_overlaps);
    g_test_add_func("/rules/addresses/import", test_import);
    return g_test_run();
}
