/* numbering.c: numbers of receipts have no gap and are never given twice: with two people writing at once, after an undo,
 * after a refusal, out of a sheet.
 * SPDX-License-Identifier: Apache-2.0 */
#include "desk.h"

#include "views/numbers.h"

#define AMOUNT "500000 1 eq 500.000 đồng"
#define EACH 40

static void
office_with_book(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
}

static Record *
receipt(const char *day, const char *donor)
{
    Record *record = record_new(kind_get("receipt"));
    set(record, "received", day);
    set(record, "way", "cash");
    set(record, "donor", donor);
    set(record, "amount", AMOUNT);
    return record;
}

static gint64
add(Desk *desk, const char *day, const char *donor, const char *number)
{
    g_autoptr(Record) record = receipt(day, donor);
    gint64 entry = written(desk, NULL, record);
    g_autoptr(Record) found = live(desk, NULL, entry);
    g_assert_cmpstr(get(found, "number"), ==, number);
    return entry;
}

static void
undo(Desk *desk, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    gint64 done = -1;
    g_assert_true(record_undo(desk->office, NULL, &machine, entry, "ghi nhầm", &done, &error));
    g_assert_no_error(error);
}

/* The numbers of a year are 1, 2, 3 ... count. */
static void
assert_series(Desk *desk, const char *series, guint count)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    g_autoptr(GArray) numbers = numbers_list(db, book, kind_get("receipt"), series, NULL);
    g_assert_nonnull(numbers);
    g_assert_cmpuint(numbers->len, ==, count);
    for (guint i = 0; i < numbers->len; i++)
        g_assert_cmpint(g_array_index(numbers, GivenNumber, i).number, ==, i + 1);
}

static void
test_years_and_undo(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    gint64 first = add(&desk, "2020-03-01", "Một", "0001/2020");
    gint64 second = add(&desk, "2020-03-02", "Hai", "0002/2020");
    add(&desk, "2019-12-31", "Năm trước", "0001/2019");
    undo(&desk, second);
    add(&desk, "2020-03-03", "Ba", "0003/2020"); /* an undone number is not used again */
    undo(&desk, first);
    add(&desk, "2020-01-03", "Bốn", "0004/2020");
    assert_series(&desk, "2020", 4);
    assert_series(&desk, "2019", 1);
    assert_series(&desk, "2018", 0);
    assert_sound(&desk); /* made again from the entries, the numbers are the same */

    /* What is refused takes no number. */
    g_autoptr(Record) empty = receipt("2020-03-04", "Không có tiền");
    set(empty, "amount", "");
    g_autoptr(Problems) problems = problems_new();
    gint64 none = 0;
    g_assert_true(record_add(desk.office, NULL, &machine, empty, problems, &none, NULL));
    g_assert_cmpint(none, ==, -1);
    add(&desk, "2020-03-05", "Năm", "0005/2020");
}

static void
test_amend(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    gint64 entry = add(&desk, "2020-03-01", "Một", "0001/2020");
    g_autoptr(Record) changed = live(&desk, NULL, entry);
    set(changed, "number", "0009/2020");
    g_autoptr(Problems) problems = problems_new();
    gint64 last = 0;
    g_assert_true(record_amend(desk.office, NULL, &machine, entry, changed, "đổi số", -1, problems,
                               &last, NULL));
    g_assert_cmpint(last, ==, -1);
    g_assert_nonnull(problems_find(problems, "number"));
    g_autoptr(Record) other = live(&desk, NULL, entry);
    set(other, "donor", "Một Hai");
    g_autoptr(Problems) fine = problems_new();
    g_assert_true(
        record_amend(desk.office, NULL, &machine, entry, other, "tên đúng", -1, fine, &last, NULL));
    g_assert_cmpint(last, >, entry);
    g_autoptr(Record) now = live(&desk, NULL, entry);
    g_assert_cmpstr(get(now, "number"), ==, "0001/2020");
    add(&desk, "2020-03-01", "Hai", "0002/2020");
}

static gpointer
write_many(gpointer data)
{
    Desk *desk = data;
    for (guint i = 0; i < EACH; i++) {
        g_autoptr(Record) record = receipt("2020-05-01", "Cùng lúc");
        g_autofree char *amount = g_strdup_printf("%u 1 eq %u đồng", 1000 + i, 1000 + i);
        set(record, "amount", amount);
        written(desk, NULL, record);
    }
    return NULL;
}

static void
test_two_at_once(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    GThread *one = g_thread_new("one", write_many, &desk),
            *two = g_thread_new("two", write_many, &desk);
    g_thread_join(one);
    g_thread_join(two);
    assert_series(&desk, "2020", 2 * EACH);
    assert_sound(&desk);
}

static void
test_sheet(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    add(&desk, "2020-02-01", "Trước", "0001/2020");
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_ptr_array_add(records, receipt("2020-03-01", "Một"));
    g_ptr_array_add(records, receipt("2019-03-01", "Hai"));
    g_ptr_array_add(records, receipt("2020-03-02", "Ba"));
    for (int again = 0; again < 2; again++) {
        g_autoptr(GError) error = NULL;
        Imported imported = {.batch = -1};
        bool done = records_import(desk.office, NULL, &machine, records, "so.csv", false, NULL,
                                   &imported, &error);
        g_assert_no_error(error);
        g_assert_true(done);
        g_assert_cmpint(imported.fresh, ==,
                        again ? 0 : 3); /* known by what it says, not by its number */
    }
    assert_series(&desk, "2020", 3);
    assert_series(&desk, "2019", 1);
    add(&desk, "2020-04-01", "Sau", "0004/2020");
}

/* A bank writes one amount in two ways, and a line that an officer has set aside is still the same line. */
static void
test_bank_again(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    static const char *const spelled[] = {"500000 1 eq 500,000", "500000 1 eq 500000"};
    for (gsize i = 0; i < G_N_ELEMENTS(spelled); i++) {
        g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
        Record *line = record_new(kind_get("bank_line"));
        set(line, "booked", "2020-03-01");
        set(line, "paid_in", spelled[i]);
        set(line, "text", "UNG HO BAO LU");
        set(line, "reference", "FT20061");
        g_ptr_array_add(records, line);
        Imported imported = {.batch = -1};
        g_assert_true(records_import(desk.office, NULL, &machine, records, "sk.csv", false, NULL,
                                     &imported, NULL));
        g_assert_cmpint(imported.fresh, ==, i == 0 ? 1 : 0);
        if (i > 0)
            continue;
        g_autoptr(Record) aside = live(&desk, NULL, imported.batch + 1);
        set(aside, "set_aside", "yes");
        g_autoptr(Problems) problems = problems_new();
        gint64 last = -1;
        g_assert_true(record_amend(desk.office, NULL, &machine, imported.batch + 1, aside, "lãi",
                                   -1, problems, &last, NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/numbering/years-and-undo", test_years_and_undo);
    g_test_add_func("/numbering/amend", test_amend);
    g_test_add_func("/numbering/two-at-once", test_two_at_once);
    g_test_add_func("/numbering/sheet", test_sheet);
    g_test_add_func("/numbering/bank-again", test_bank_again);
    return g_test_run();
}
