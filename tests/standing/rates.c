/* rates.c: tests which dated rule is in force: those brought along, a unit's own, and when.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

#include "fixture.h"

static gint64
gift(Db *db, const Book *book, const char *key, Day day)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Rate) rate = NULL;
    bool done = rate_find(db, book, "blood_gift", key, day, &rate, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return rate != NULL ? rate->amount.vnd : -1;
}

static void
own_before_shipped(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    Day day = day_of(2020, 6, 1);
    g_assert_cmpint(gift(db, book, "350", day), ==, 150000);
    g_assert_cmpint(gift(db, book, "350", day_of(2018, 12, 31)), ==, 150000);
    g_assert_cmpint(gift(db, book, "350", day_of(2014, 12, 31)), ==, -1);
    desk_add(db, book,
             desk_record("rate", "table", "blood_gift", "key", "350", "from", "2020-03-01", "until",
                         "2020-12-31", "amount", "200000 1 eq 200.000 đồng", NULL));
    gint64 newer = desk_add(db, book,
                            desk_record("rate", "table", "blood_gift", "key", "350", "from",
                                        "2020-05-01", "amount", "180000 1 eq 180.000 đồng", NULL));
    g_assert_cmpint(gift(db, book, "350", day_of(2020, 2, 1)), ==, 150000);
    g_assert_cmpint(gift(db, book, "350", day_of(2020, 4, 1)), ==, 200000);
    g_assert_cmpint(gift(db, book, "350", day), ==, 180000);
    g_assert_cmpint(gift(db, book, "250", day), ==, 100000);
    desk_undo(db, book, newer, newer, 1);
    g_assert_cmpint(gift(db, book, "350", day), ==, 200000);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rates/own-before-shipped", own_before_shipped);
    return g_test_run();
}
