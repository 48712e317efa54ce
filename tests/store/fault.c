/* fault.c: what is acknowledged was synced before; disks that are full, or fail to sync, stop
 * honestly. SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "shim.h"
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

static bool
try_put(Fixture *office, gint64 n, gsize size, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autofree char *text = g_strnfill(size, 'x');
    return db != NULL &&
           db_run(db, error, "INSERT INTO line(book, n, text) VALUES(1, ?, ?)", "is", n, text) &&
           db_commit(db, error);
}

static void
test_order(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    shim_start();
    fixture_init(&office);
    for (gint64 n = 0; n < 3; n++) {
        g_string_truncate(shim_done, 0);
        fixture_put(&office, n, "a line");
        /* All writes go to the log, and when the commit returns nothing is unsynced. */
        g_assert_null(strpbrk(shim_done->str, "ws"));
        g_assert_nonnull(strchr(shim_done->str, 'W'));
        g_assert_true(g_str_has_suffix(shim_done->str, "S"));
    }
    g_string_truncate(shim_done, 0);
    g_assert_true(store_checkpoint_truncate(office.store, &error));
    /* The log is synced before the file is touched, the file is synced before the log goes. */
    const char *file = strchr(shim_done->str, 'w');
    g_assert_nonnull(file);
    g_assert_true(file == shim_done->str || file[-1] == 'S');
    g_assert_null(strchr(file, 'W'));
    g_assert_true(g_str_has_suffix(shim_done->str, "s"));
}

/* A sync that failed once is not tried again: what is on the disk is unknown until it is read anew.
 */
static void
test_failed_sync(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    shim_start();
    fixture_init(&office);
    fixture_put(&office, 1, "acknowledged");
    shim_fail('S', 1, SQLITE_IOERR_FSYNC);
    g_assert_false(try_put(&office, 2, 10, &error));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    shim_fail('S', 0, 0); /* the disk is well again, or says so */
    g_assert_false(try_put(&office, 3, 10, &error));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_assert_nonnull(strstr(error->message, "start the program again"));
    g_clear_error(&error);
    g_assert_cmpint(fixture_rows(&office), ==, 1); /* reading goes on */
    g_string_truncate(shim_done, 0);
    fixture_close(&office);
    g_assert_cmpstr(shim_done->str, ==, ""); /* nor is anything written on leaving */
    fixture_open(&office);
    fixture_put(&office, 4, "after reopening");
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM line WHERE n IN (1, 4)");
    g_assert_true(query_next(q));
    g_assert_cmpint(query_int(q, 0), ==, 2);
}

/* The n-th write or sync fails, for every n until all succeeds: never acknowledged and lost. */
static void
test_every_fault(void)
{
    static const struct {
        char letter;
        int code;
    } faults[] = {{'W', SQLITE_IOERR_WRITE}, {'S', SQLITE_IOERR_FSYNC}, {'w', SQLITE_IOERR_WRITE},
                  {'s', SQLITE_IOERR_FSYNC}, {'W', SQLITE_FULL},        {'w', SQLITE_FULL}};
    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        bool failed = true;
        for (int n = 1; failed; n++) {
            g_auto(Fixture) office = {0};
            gint64 acknowledged = 0;
            g_assert_cmpint(n, <, 200);
            shim_start();
            fixture_init(&office);
            shim_fail(faults[i].letter, n, faults[i].code);
            failed = false;
            for (gint64 row = 0; row < 3; row++) {
                g_autoptr(GError) error = NULL;
                if (try_put(&office, row, 9000, &error))
                    acknowledged |= 1 << row;
                else
                    g_assert_error(error, KN_ERROR, KN_IO);
                failed = failed || error != NULL;
                g_clear_error(&error);
                bool truncated = store_checkpoint_truncate(office.store, &error);
                failed = failed || !truncated;
            }
            shim_fail(0, 0, 0);
            fixture_open(&office);
            for (gint64 row = 0; row < 3; row++) {
                g_autoptr(Db) db = store_read(office.store, NULL);
                g_autoptr(Query) q = db_query(db, "SELECT length(text) FROM line WHERE n = ?");
                query_bind(q, "i", row);
                bool there = query_next(q);
                g_assert_true(there || (acknowledged >> row & 1) == 0);
                g_assert_true(!there || query_int(q, 0) == 9000);
            }
            g_autofree char *findings = fixture_structure(&office);
            g_assert_cmpstr(findings, ==, "");
        }
    }
}

/* No more room: a sentence, nothing lost, and work goes on by itself when there is room again. */
static void
test_full_disk(void)
{
    g_auto(Fixture) office = {0};
    struct rlimit limit, before;
    gint64 last = 0;
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    limit = before;
    limit.rlim_cur = 400 * 1024;
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    while (try_put(&office, last + 1, 20000, &error))
        last++;
    g_assert_cmpint(last, >, 3);
    g_assert_error(error, KN_ERROR, KN_IO);
    g_assert_nonnull(strstr(error->message, "disk is full"));
    g_clear_error(&error);
    g_assert_cmpint(fixture_rows(&office), ==, last);
    g_assert_false(try_put(&office, last + 1, 20000, &error));
    g_clear_error(&error);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
    g_assert_true(try_put(&office, last + 1, 20000, &error));
    g_assert_no_error(error);
    fixture_open(&office);
    g_assert_cmpint(fixture_rows(&office), ==, last + 1);
    g_autofree char *findings = fixture_structure(&office);
    g_assert_cmpstr(findings, ==, "");
}

/* The log has room, the file has none: a commit stays a commit, the checkpoint waits. */
static void
test_no_room_for_checkpoint(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    shim_start();
    fixture_init(&office);
    shim_fail('w', 1, SQLITE_FULL);
    g_assert_true(try_put(&office, 1, 100, &error));
    g_assert_true(store_checkpoint_truncate(office.store, &error));
    g_assert_no_error(error);
    shim_fail(0, 0, 0);
    g_assert_true(try_put(&office, 2, 100, &error)); /* takes the old checkpoint with it */
    g_autofree char *log = fixture_path(&office, "-wal"), *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(log, &bytes, &length, NULL));
    g_assert_cmpint(length, ==, 0);
    g_assert_cmpint(fixture_rows(&office), ==, 2);
}

/* Only the writer moves pages from the log into the file: when the log is long, and on leaving. */
static void
test_who_checkpoints(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    shim_start();
    fixture_init(&office);
    for (gint64 n = 0; n < 4; n++)
        fixture_put(&office, n, "a line");
    g_string_truncate(shim_done, 0);
    for (int i = 0; i < 20; i++) {
        g_autoptr(Db) kept = store_read(office.store, &error);
        g_autoptr(Db) left = store_read(office.store, &error);
        /* A connection on which something failed is closed. */
        g_assert_false(db_run(left, &error, "DELETE FROM line", ""));
        g_clear_error(&error);
    }
    g_assert_cmpstr(shim_done->str, ==, "");
    for (gint64 n = 10; n < 75; n++) {
        g_string_truncate(shim_done, 0);
        g_assert_true(try_put(&office, n, 1 << 20, &error));
        if (strchr(shim_done->str, 'w') != NULL)
            break;
    }
    g_assert_nonnull(strchr(shim_done->str, 'w'));
    g_autofree char *log = fixture_path(&office, "-wal"), *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(log, &bytes, &length, NULL));
    g_assert_cmpint(length, >, 60 << 20);
    g_assert_cmpint(length, <, 70 << 20);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fault/order", test_order);
    g_test_add_func("/fault/failed-sync", test_failed_sync);
    g_test_add_func("/fault/every-fault", test_every_fault);
    g_test_add_func("/fault/full-disk", test_full_disk);
    g_test_add_func("/fault/no-room-for-checkpoint", test_no_room_for_checkpoint);
    g_test_add_func("/fault/who-checkpoints", test_who_checkpoints);
    return g_test_run();
}
