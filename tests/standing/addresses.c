/* addresses.c: tests what a promise is due, what is kept and missing, and when an address is
 * visited next. SPDX-License-Identifier: Apache-2.0 */
#include "standing/addresses.h"

#include "fixture.h"

static char *
ref_of(gint64 entry)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, entry);
}

static gint64
add_help(Db *db, Book *book, const char *address, const char *sponsorship, const char *held,
         const char *amount)
{
    return desk_add(db, book,
                    desk_record("help", "held", held, "address", address, "sponsorship",
                                sponsorship, "amount", amount, NULL));
}

static void
promises(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "HG", "chapter", true);
    gint64 entry = desk_add(db, book,
                            desk_record("address", "sort", "household", "commune", "Vị Thủy",
                                        "name", "Trần Thị Bưởi", "state", "helped", "priority",
                                        "high", "surveyed", "2020-01-10", NULL));
    g_autofree char *address = ref_of(entry);
    g_autofree char *monthly =
        ref_of(desk_add(db, book,
                        desk_record("sponsorship", "address", address, "sponsor", "Công ty",
                                    "amount", "500000 1 eq 500.000", "rhythm", "monthly", "from",
                                    "2020-01-31", "until", "2020-06-30", NULL)));
    g_autofree char *once = ref_of(
        desk_add(db, book,
                 desk_record("sponsorship", "address", address, "sponsor", "Ông Hai", "goods",
                             "xe lăn", "rhythm", "once", "from", "2020-03-01", NULL)));
    add_help(db, book, address, monthly, "2019-12-30", "500000 1 eq 500.000");
    add_help(db, book, address, monthly, "2020-02-29", "700000 1 eq 700.000");
    add_help(db, book, address, once, "2020-03-02", "2000000 1 eq 2 triệu");
    g_autoptr(Record) record = record_load(db, book, entry, &error);
    g_assert_no_error(error);
    g_autoptr(AddressStanding) standing =
        address_standing(db, book, record, day_of(2020, 4, 1), &error);
    g_assert_no_error(error);
    g_assert_cmpint(standing->given.vnd, ==, 3200000);
    g_assert_cmpint(standing->unverified, ==, 3);
    g_assert_cmpuint(standing->years->len, ==, 2);
    g_assert_cmpint(g_array_index(standing->years, AddressYear, 1).given.vnd, ==, 2700000);
    g_assert_cmpint(standing->last_visit, ==, day_of(2020, 3, 2));
    g_assert_cmpint(standing->next_visit, ==, day_of(2020, 3, 2) + 90);

    /* Due on 31/1, 29/2 and 31/3; 1.200.000 of 1.500.000 came, which is two times. */
    const Promise *first = g_ptr_array_index(standing->promises, 0),
                  *second = g_ptr_array_index(standing->promises, 1);
    g_assert_cmpint(first->due, ==, 3);
    g_assert_cmpint(first->times, ==, 2);
    g_assert_cmpint(first->missing, ==, 300000);
    g_assert_cmpint(first->next, ==, day_of(2020, 3, 31));
    g_assert_true(first->behind);
    g_assert_cmpint(second->due, ==, 1);
    g_assert_cmpint(second->next, ==, DAY_UNSET);
    g_assert_false(second->behind);

    /* After its end nothing more is promised. */
    g_autoptr(AddressStanding) later =
        address_standing(db, book, record, day_of(2021, 1, 1), &error);
    g_assert_no_error(error);
    g_assert_cmpint(((const Promise *)g_ptr_array_index(later->promises, 0))->due, ==, 6);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/addresses/promises", promises);
    return g_test_run();
}
