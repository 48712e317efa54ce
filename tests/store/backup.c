/* backup.c: copies are whole, private, of one moment, and without keys unless asked.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/backup.h"
#include "store/side.h"
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const char seed[] = "a seed of thirty-two bytes, kept";

static void
fill(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    fixture_init(office);
    for (gint64 i = 0; i < 30; i++)
        fixture_put(office, i, "một dòng trong sổ");
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(secret_set(db, 1, "log", seed, sizeof seed, &error));
    g_assert_true(
        db_run(db, &error,
               "INSERT INTO session_web(token, account, csrf, by_link, strong, created, seen) "
               "VALUES(x'01', 1, 'a token of a session', 0, 0, 0, 0)",
               ""));
    g_assert_true(side_seal(db, "session_web", &error));
    g_assert_true(db_commit(db, &error));
}

static void
nothing(void *context, const char *table, const char *key)
{
    g_assert_not_reached();
}

static void
is_whole(const char *copy, bool with_keys)
{
    g_autoptr(GError) error = NULL;
    struct stat status;
    g_assert_cmpint(stat(copy, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
    g_assert_true(fixture_holds(copy, seed) == with_keys);
    g_assert_true(fixture_holds(copy, "a token of a session") == with_keys);
    Fixture other = {.file = (char *)copy, .store = store_open(copy, STORE_OPEN, &error)};
    g_assert_no_error(error);
    g_assert_cmpint(fixture_rows(&other), ==, 30);
    g_autofree char *findings = fixture_structure(&other);
    g_assert_cmpstr(findings, ==, "");
    {
        g_autoptr(Db) db = store_read(other.store, &error);
        g_assert_true(side_verify(db, nothing, NULL, &error));
        g_autoptr(GBytes) secret = secret_get(db, 1, "log", &error);
        g_assert_true((secret != NULL) == with_keys);
    }
    fixture_close(&other);
}

static void
test_copies(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fill(&office);
    g_autofree char *without = fixture_path(&office, ".without"),
                    *with = fixture_path(&office, ".with"),
                    *part = g_strconcat(with, ".part", NULL);
    {
        /* While someone writes: what is not committed is not in it. */
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(db_run(db, &error, "DELETE FROM line", ""));
        g_assert_true(store_backup(office.store, without, false, NULL, &error));
        g_assert_true(g_file_set_contents(part, "left by a copy that died", -1, NULL));
        g_assert_true(store_backup(office.store, with, true, NULL, &error));
        g_assert_no_error(error);
    }
    g_assert_false(g_file_test(part, G_FILE_TEST_EXISTS));
    is_whole(without, false);
    is_whole(with, true);
    g_assert_false(store_backup(office.store, with, true, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    is_whole(with, true);
    g_assert_cmpint(fixture_rows(&office), ==, 30);
    /* And of a file that is only looked at. */
    fixture_close(&office);
    office.store = store_open(office.file, STORE_READ_ONLY, &error);
    g_autofree char *third = fixture_path(&office, ".third");
    g_assert_true(store_backup(office.store, third, true, NULL, &error));
    is_whole(third, true);
}

static bool
folder_has(const Fixture *office, const char *start)
{
    g_autoptr(GDir) folder = g_dir_open(office->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;)
        if (g_str_has_prefix(name, start))
            return true;
    return false;
}

static void
test_no_room(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    struct rlimit limit, before;
    fill(&office);
    g_autofree char *copy = g_build_filename(office.folder, "copy", NULL);
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &before), ==, 0);
    limit = before;
    limit.rlim_cur = 20 * 1024;
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &limit), ==, 0);
    bool written = store_backup(office.store, copy, true, NULL, &error);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &before), ==, 0);
    g_assert_false(written);
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    g_assert_false(folder_has(&office, "copy"));
    g_autofree char *nowhere = g_build_filename(office.folder, "none", "copy", NULL);
    g_assert_false(store_backup(office.store, nowhere, true, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    g_assert_true(store_backup(office.store, copy, true, NULL, &error));
    is_whole(copy, true);
}

/* A log beside the name belongs to a file that was there: it would be taken for the copy's own. */
static void
test_log_beside_target(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fill(&office);
    g_autofree char *copy = g_build_filename(office.folder, "copy", NULL),
                    *log = g_strconcat(copy, "-wal", NULL);
    g_assert_true(g_file_set_contents(log, "entries", -1, NULL));
    g_assert_false(store_backup(office.store, copy, true, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_true(fixture_holds(log, "entries"));
}

static void
test_damaged_source(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fill(&office);
    fixture_close(&office);
    place_sql(office.file, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = "
                           "(SELECT rootpage FROM sqlite_schema WHERE name = 'head') WHERE name = "
                           "'line'");
    fixture_open(&office);
    g_autofree char *copy = g_build_filename(office.folder, "copy", NULL);
    g_assert_false(store_backup(office.store, copy, true, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_assert_false(folder_has(&office, "copy"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/backup/copies", test_copies);
    g_test_add_func("/backup/no-room", test_no_room);
    g_test_add_func("/backup/log-beside-target", test_log_beside_target);
    g_test_add_func("/backup/damaged-source", test_damaged_source);
    return g_test_run();
}
