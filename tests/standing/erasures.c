/* erasures.c: tests which erased values may stand at partners, and how the request they were erased for finds them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "standing/due.h"
#include "standing/erasures.h"

static void
covenant(Db *db, Book *own, const Book *partner)
{
    g_autofree char *parties =
        g_strdup_printf("%s\tk\tKG\tKG\n%s\tk\tHG\tHG", own->origin, partner->origin);
    desk_add(db, own,
             desk_record("covenant", "title", "Kết nghĩa", "parties", parties, "sort", "twinning",
                         "starts", "2020-01-01", NULL));
}

static void
erase(Db *db, Book *book, gint64 entry, const char *field)
{
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, entry);
    desk_add(
        db, book,
        desk_record("erase", "entries", number, "field", field, "ground", "yêu cầu KG-9", NULL));
}

static GPtrArray *
list(Db *db, const Book *book)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *erasures = erasures_list(db, book, &error);
    g_assert_no_error(error);
    return erasures;
}

static guint
holders(Db *db, const Book *book, const char *field)
{
    g_autoptr(GPtrArray) erasures = list(db, book);
    for (guint i = 0; i < erasures->len; i++) {
        const Erasure *erasure = erasures->pdata[i];
        if (g_str_equal(erasure->field, field))
            return erasure->holders->len;
    }
    g_assert_not_reached();
}

/* Without an agreement nothing but leaves went; of private records nothing ever does. */
static void
test_holders(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) hg = desk_book(db, "HG", "chapter", false);
    g_autoptr(Book) stranger = desk_book(db, "CT", "chapter", false);
    gint64 activity = desk_add(db, kg, desk_activity("2020-02-01", "Thăm ông Tư", "6 triệu"));
    gint64 member = desk_add(
        db, kg, desk_record("member", "name", "Nguyễn Thị Sim", "phone", "0912345678", NULL));
    erase(db, kg, activity, "title");
    erase(db, kg, activity, "author");
    erase(db, kg, member, "phone");
    g_assert_cmpuint(holders(db, kg, "title"), ==, 0);
    covenant(db, kg, hg);
    g_assert_cmpuint(holders(db, kg, "title"), ==, 1);
    g_assert_cmpuint(holders(db, kg, "author"), ==, 0); /* never opened by a covenant */
    g_assert_cmpuint(holders(db, kg, "phone"), ==, 0);
    g_autoptr(GPtrArray) erasures = list(db, kg);
    g_assert_cmpuint(erasures->len, ==, 3);
    const Erasure *newest = erasures->pdata[0], *oldest = erasures->pdata[2];
    g_assert_cmpstr(newest->field, ==, "phone");
    g_assert_cmpstr(newest->kind->name, ==, "member"); /* its leaf says only that it is private */
    g_assert_cmpint(oldest->first, ==, activity);
    const ErasureHolder *holder = oldest->holders->pdata[0];
    g_assert_cmpstr(holder->code, ==, "HG");
    g_assert_cmpint(holder->struck, ==, 0);
    desk_commit(db);
    desk_close(&desk);
}

static guint
reminders(Db *db, const Book *book, Day today)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) dues = dues_list(db, book, today, today, today + 60, true, &error);
    g_assert_no_error(error);
    guint count = 0;
    for (guint i = 0; i < dues->len; i++)
        count += g_str_equal(((const Due *)dues->pdata[i])->source->name, "erasure");
    return count;
}

/* After the days of the rule, not before. */
static void
test_reminder(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) hg = desk_book(db, "HG", "chapter", false);
    covenant(db, kg, hg);
    gint64 activity = desk_add(db, kg, desk_activity("2020-02-01", "Thăm ông Tư", "6 triệu"));
    erase(db, kg, activity, "title");
    g_autoptr(GPtrArray) erasures = list(db, kg);
    Day day = day_from_time(((const Erasure *)erasures->pdata[0])->time);
    g_assert_cmpuint(reminders(db, kg, day + 29), ==, 0);
    g_assert_cmpuint(reminders(db, kg, day + 30), ==, 1);
    desk_commit(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/standing/erasures/holders", test_holders);
    g_test_add_func("/standing/erasures/reminder", test_reminder);
    return g_test_run();
}
