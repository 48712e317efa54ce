/* import.c: many records as one batch: new, same and wrong rows, the dry run, and undoing all of it at once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "book/body.h"
#include "desk.h"

static const Actor recorder = {4, "lan", ROLE_RECORDER};

static GPtrArray *
rows(int count, int first)
{
    GPtrArray *records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (int i = first; i < first + count; i++) {
        g_autofree char *title = g_strdup_printf("Tặng quà lần %d", i);
        g_ptr_array_add(records, activity(title, "1000000 1 eq 1 triệu"));
    }
    return records;
}

static Imported
import(Desk *desk, GPtrArray *records, bool dry_run)
{
    g_autoptr(GError) error = NULL;
    Imported result = {0};
    bool done = records_import(desk->office, NULL, &recorder, records, "Tháng 8.xlsx", dry_run,
                               NULL, &result, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return result;
}

static void
open_book(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "KG", "Kiên Giang", "chapter", NULL);
}

static void
test_batch(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) sheet = rows(5, 0);
    Imported dry = import(&desk, sheet, true);
    g_assert_cmpint(dry.fresh, ==, 5);
    g_assert_cmpint(dry.batch, ==, -1);
    g_assert_cmpint(book_size(&desk, NULL), ==, 2);

    Imported first = import(&desk, sheet, false);
    g_assert_cmpint(first.batch, ==, 2);
    g_assert_cmpint(first.fresh, ==, 5);
    g_assert_cmpint(first.same, ==, 0);
    g_assert_cmpint(book_size(&desk, NULL), ==, 8);
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);

    /* The same sheet again brings nothing, a longer one what it has more. */
    g_autoptr(GPtrArray) again = rows(5, 0);
    Imported second = import(&desk, again, false);
    g_assert_cmpint(second.batch, ==, -1);
    g_assert_cmpint(second.same, ==, 5);
    g_assert_cmpint(book_size(&desk, NULL), ==, 8);
    g_autoptr(GPtrArray) longer = rows(7, 0);
    Imported third = import(&desk, longer, false);
    g_assert_cmpint(third.fresh, ==, 2);
    g_assert_cmpint(third.same, ==, 5);
    g_assert_cmpint(total(&desk, NULL), ==, 7000000);

    /* One undo for all five; a row undone before does not hinder it; then they are new again. */
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, first.batch + 1, NULL, &undo, NULL));
    g_assert_true(record_undo(desk.office, NULL, &recorder, first.batch, "nhầm tệp", &undo, NULL));
    g_assert_cmpint(total(&desk, NULL), ==, 2000000);
    g_autoptr(GError) twice = NULL;
    g_assert_false(record_undo(desk.office, NULL, &recorder, first.batch, NULL, &undo, &twice));
    g_assert_error(twice, KN_ERROR, KN_CONFLICT);
    Imported fourth = import(&desk, longer, false);
    g_assert_cmpint(fourth.fresh, ==, 5);
    g_assert_cmpint(total(&desk, NULL), ==, 7000000);
    assert_sound(&desk);
}

/* Two equal rows of one sheet are two gifts. */
static void
test_equal_rows(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) twins = rows(1, 0);
    g_ptr_array_add(twins, record_copy(twins->pdata[0]));
    g_assert_cmpint(import(&desk, twins, false).fresh, ==, 2);
    g_assert_cmpint(import(&desk, twins, false).same, ==, 2);
    g_ptr_array_add(twins, record_copy(twins->pdata[0]));
    Imported third = import(&desk, twins, false);
    g_assert_cmpint(third.fresh, ==, 1);
    g_assert_cmpint(third.same, ==, 2);
}

static void
assert_refused(Desk *desk, const Actor *actor, GPtrArray *records, int code)
{
    g_autoptr(GError) error = NULL;
    Imported result = {0};
    gint64 size = book_size(desk, NULL);
    g_assert_false(
        records_import(desk->office, NULL, actor, records, NULL, false, NULL, &result, &error));
    g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(book_size(desk, NULL), ==, size);
}

static void
test_refused(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    assert_refused(&desk, &recorder, none, KN_INVALID);
    g_autoptr(GPtrArray) sheet = rows(3, 0);
    Actor chair = {7, "x", ROLE_CHAIR};
    assert_refused(&desk, &chair, sheet, KN_DENIED);
    set(sheet->pdata[2], "title", "");
    assert_refused(&desk, &recorder, sheet, KN_INVALID);
    set(sheet->pdata[2], "title", "x");
    set(sheet->pdata[2], "counted_in", "99");
    assert_refused(&desk, &recorder, sheet, KN_INVALID);
    g_autoptr(GPtrArray) undos = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_ptr_array_add(undos, record_new(kind_get("undo")));
    assert_refused(&desk, &recorder, undos, KN_INVALID);
}

/* More rows than are appended at once, and all of them in one transaction. */
static void
test_many(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) sheet = rows(2500, 0);
    Imported result = import(&desk, sheet, false);
    g_assert_cmpint(result.fresh, ==, 2500);
    g_assert_cmpint(book_size(&desk, NULL), ==, 2503);
    g_assert_cmpint(total(&desk, NULL), ==, G_GINT64_CONSTANT(2500000000));
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, result.batch, NULL, &undo, NULL));
    g_assert_cmpint(undo, ==, 2503);
    g_assert_cmpint(total(&desk, NULL), ==, 0);
    assert_sound(&desk);
}

static char *
batch_value(Desk *desk, gint64 batch, const char *name)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    g_auto(Entry) entry = {0};
    g_assert_true(entry_get(db, book->book, batch, &entry, NULL));
    g_assert_cmpstr(entry.kind, ==, "batch");
    return body_value(entry.body, entry.body_length, name);
}

/* What partners see of a batch says nothing about private kinds. */
static void
test_private(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(GPtrArray) open_sheet = rows(2, 0);
    gint64 open_batch = import(&desk, open_sheet, false).batch;
    g_autofree char *what = batch_value(&desk, open_batch, "what");
    g_autofree char *file = batch_value(&desk, open_batch, "file_name");
    g_assert_cmpstr(what, ==, "activity");
    g_assert_cmpstr(file, ==, "Tháng 8.xlsx");
    g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_ptr_array_add(members, record_new(kind_get("member")));
    set(members->pdata[0], "name", "Thái Văn Hai");
    gint64 batch = import(&desk, members, false).batch;
    g_autofree char *private_what = batch_value(&desk, batch, "what");
    g_autofree char *private_file = batch_value(&desk, batch, "file_name");
    g_autofree char *count = batch_value(&desk, batch, "count");
    g_assert_cmpstr(private_what, ==, "care");
    g_assert_cmpstr(private_file, ==, "");
    g_assert_cmpstr(count, ==, "1");
    /* Undone by whoever may write that kind. */
    gint64 undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, batch, NULL, &undo, NULL));
    g_assert_null(live(&desk, NULL, batch + 1));
}

/* Rows that look like what stands there are taken all the same and told; rows that are there already are not. */
static void
test_alike(void)
{
    g_auto(Desk) desk = {0};
    open_book(&desk);
    g_autoptr(Record) there = activity("Trao quà Tết", "1000000 1 eq 1 triệu");
    set(there, "place", "Rạch Giá");
    gint64 entry = written(&desk, NULL, there);
    g_autoptr(GPtrArray) sheet = rows(1, 0);
    g_ptr_array_add(sheet, record_copy(there));
    g_ptr_array_add(sheet, activity("TRAO QUA TET", "1000000 1 eq 1.000.000"));
    for (int dry = 1; dry >= 0; dry--) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) alike = g_array_new(FALSE, FALSE, sizeof(ImportAlike));
        Imported imported = {0};
        bool done = records_import(desk.office, NULL, &recorder, sheet, "Tết.xlsx", dry == 1, alike,
                                   &imported, &error);
        g_assert_no_error(error);
        g_assert_true(done);
        g_assert_cmpint(imported.fresh, ==, 2);
        g_assert_cmpint(imported.same, ==, 1);
        g_assert_cmpuint(alike->len, ==, 1);
        g_assert_cmpuint(g_array_index(alike, ImportAlike, 0).row, ==, 3);
        g_assert_cmpint(g_array_index(alike, ImportAlike, 0).entry, ==, entry);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/import/batch", test_batch);
    g_test_add_func("/rules/import/equal-rows", test_equal_rows);
    g_test_add_func("/rules/import/refused", test_refused);
    g_test_add_func("/rules/import/many", test_many);
    g_test_add_func("/rules/import/private", test_private);
    g_test_add_func("/import/alike", test_alike);
    return g_test_run();
}
