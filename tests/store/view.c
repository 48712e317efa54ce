/* view.c: readers beside the writer: each sees one moment; what is erased leaves the log.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#define PAIRS 150
#define READERS 4

/* Two rows are always changed together: a reader must never see them differ. */
static gpointer
read_pairs(gpointer data)
{
    Fixture *office = data;
    gint64 seen = 0;
    while (seen < PAIRS) {
        g_autoptr(Db) db = store_read(office->store, NULL);
        gint64 values[2] = {-1, -2};
        for (gint64 n = 0; n < 2; n++) {
            g_autoptr(Query) q = db_query(db, "SELECT text FROM line WHERE book = 1 AND n = ?");
            query_bind(q, "i", n);
            if (query_next(q))
                values[n] = query_int(q, 0);
            if (!query_end(q, NULL))
                return GINT_TO_POINTER(1);
            g_thread_yield();
        }
        if (values[0] != values[1] || values[0] < seen)
            return GINT_TO_POINTER(2);
        seen = values[0];
    }
    return NULL;
}

static void
test_one_moment(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 0, "0");
    fixture_put(&office, 1, "0");
    GThread *threads[READERS];
    for (int i = 0; i < READERS; i++)
        threads[i] = g_thread_new("reader", read_pairs, &office);
    for (gint64 i = 1; i <= PAIRS; i++) {
        g_autoptr(Db) db = store_write(office.store, &error);
        for (gint64 n = 0; n < 2; n++)
            g_assert_true(db_run(db, &error, "UPDATE line SET text = ? WHERE book = 1 AND n = ?",
                                 "ii", i, n));
        g_assert_true(db_commit(db, &error));
    }
    for (int i = 0; i < READERS; i++)
        g_assert_null(g_thread_join(threads[i]));
}

static void
test_keeps_its_view(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_put(&office, 1, "one");
    g_autoptr(Db) before = store_read(office.store, NULL);
    fixture_put(&office, 2, "two");
    g_assert_cmpint(fixture_count(before), ==, 1);
    g_assert_cmpint(fixture_rows(&office), ==, 2);
    g_autoptr(Db) writer = store_write(office.store, NULL);
    g_assert_true(
        db_run(writer, NULL, "INSERT INTO line(book, n, text) VALUES(1, 3, 'three')", ""));
    g_assert_cmpint(fixture_rows(&office), ==, 2);
}

static gpointer
add_one(gpointer data)
{
    Fixture *office = data;
    for (int i = 0; i < 25; i++) {
        g_autoptr(Db) db = store_write(office->store, NULL);
        g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM line");
        gint64 n = query_next(q) ? query_int(q, 0) : -1;
        if (!query_end(q, NULL) ||
            !db_run(db, NULL, "INSERT INTO line(book, n, text) VALUES(1, ?, 'x')", "i", n) ||
            !db_commit(db, NULL))
            return GINT_TO_POINTER(1);
    }
    return NULL;
}

static void
test_writers_wait(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    GThread *threads[4];
    for (int i = 0; i < 4; i++)
        threads[i] = g_thread_new("writer", add_one, &office);
    for (int i = 0; i < 4; i++)
        g_assert_null(g_thread_join(threads[i]));
    g_assert_cmpint(fixture_rows(&office), ==, 100);
}

static const char name[] = "Nguyễn Thị Sáu, Vị Thanh";

static bool
anywhere(Fixture *office)
{
    g_autofree char *log = fixture_path(office, "-wal");
    return fixture_holds(office->file, name) || fixture_holds(log, name);
}

static void
erase(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(db_run(db, &error, "UPDATE line SET text = '' WHERE n = 1", ""));
    g_assert_true(db_commit(db, &error));
}

static void
test_erased_is_gone(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 1, name);
    g_assert_true(store_checkpoint_truncate(office.store, &error));
    g_assert_true(anywhere(&office));
    erase(&office);
    g_assert_true(anywhere(&office)); /* the file has it until the log is written back */
    g_assert_true(store_checkpoint_truncate(office.store, &error));
    g_assert_no_error(error);
    g_assert_false(anywhere(&office));
}

/* Someone reads a view from before: it goes when they finish, without another word. */
static void
test_erased_while_read(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 1, name);
    g_autoptr(Db) reader = store_read(office.store, &error),
                  other = store_read(office.store, &error);
    g_assert_cmpint(fixture_count(reader), ==, 1);
    erase(&office);
    g_assert_true(store_checkpoint_truncate(office.store, &error));
    g_assert_no_error(error);
    g_assert_true(anywhere(&office));
    g_clear_pointer(&reader, db_free);
    g_assert_true(anywhere(&office));
    g_clear_pointer(&other, db_free);
    g_assert_false(anywhere(&office));
    fixture_put(&office, 2, "goes on");
    g_assert_cmpint(fixture_rows(&office), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/view/one-moment", test_one_moment);
    g_test_add_func("/view/keeps-its-view", test_keeps_its_view);
    g_test_add_func("/view/writers-wait", test_writers_wait);
    if (!place_is_server()) { /* a server's own log and pages expire by its settings */
        g_test_add_func("/view/erased-is-gone", test_erased_is_gone);
        g_test_add_func("/view/erased-while-read", test_erased_while_read);
    }
    return g_test_run();
}
