/* open.c: who may open a file, how it is opened, and what stands beside it afterwards.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/side.h"
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* What opening says in a process of its own: 0 opened, else the KnCode. */
static int
code_in_child(const char *file, StoreFlags flags)
{
    pid_t child = fork();
    if (child == 0) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Store) store = store_open(file, flags, &error);
        _exit(store != NULL ? 0 : error->code);
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
refused(const char *file, StoreFlags flags, KnCode code, const char *says)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(file, flags, &error));
    g_assert_error(error, KN_ERROR, (gint)code);
    g_assert_nonnull(strstr(error->message, says));
}

static void
test_lock(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    g_autofree char *link = fixture_path(&office, ".other");
    g_assert_cmpint(symlink(office.file, link), ==, 0);
    g_assert_cmpint(code_in_child(office.file, STORE_OPEN), ==, KN_BUSY);
    g_assert_cmpint(code_in_child(office.file, STORE_CREATE), ==, KN_BUSY);
    g_assert_cmpint(code_in_child(office.file, STORE_READ_ONLY), ==, KN_BUSY);
    g_assert_cmpint(code_in_child(link, STORE_OPEN), ==, KN_BUSY);
    fixture_close(&office);
    g_assert_cmpint(code_in_child(office.file, STORE_OPEN), ==, 0);
    g_assert_cmpint(code_in_child(link, STORE_OPEN), ==, 0);
    /* Files beside the office's stand beside the real one. */
    g_autoptr(Store) store = store_open(link, STORE_OPEN, NULL);
    g_autofree char *real = realpath(office.file, NULL);
    g_assert_cmpstr(store_where(store), ==, real);
}

static void
test_refusals(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_close(&office);
    g_autofree char *other = fixture_path(&office, ".other"),
                    *missing = g_build_filename(office.folder, "none", "so.ketnghia", NULL);
    refused(missing, STORE_CREATE, KN_MISSING, "folder");
    refused(other, STORE_OPEN, KN_MISSING, "init");
    refused(office.folder, STORE_OPEN, KN_INVALID, "not a file");
    g_assert_cmpint(link(office.file, other), ==, 0);
    refused(office.file, STORE_OPEN, KN_INVALID, "hard link");
    refused(other, STORE_OPEN, KN_INVALID, "hard link");
    g_unlink(other);

    g_assert_true(
        g_file_set_contents(other, "Hội Chữ thập đỏ, and more than a page of text", -1, NULL));
    refused(other, STORE_CREATE, KN_BROKEN, "damaged");
    g_unlink(other);
    place_sql(other, "CREATE TABLE notes(text)");
    refused(other, STORE_CREATE, KN_BROKEN, "not an office's file");
    g_unlink(other);
    g_assert_true(g_file_set_contents(other, "", 0, NULL));
    refused(other, STORE_OPEN, KN_BROKEN, "not an office's file");
    /* What init leaves when it dies at once. */
    g_autoptr(Store) store = store_open(other, STORE_CREATE, NULL);
    g_assert_nonnull(store);
}

static void
test_log_without_its_file(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_close(&office);
    g_autofree char *log = fixture_path(&office, "-wal");
    g_assert_true(g_file_set_contents(log, "entries", -1, NULL));
    g_unlink(office.file);
    refused(office.file, STORE_CREATE, KN_CONFLICT, "-wal");
    g_assert_true(fixture_holds(log, "entries"));
    g_assert_false(g_file_test(office.file, G_FILE_TEST_EXISTS));
}

static char *
setting_of(Db *db, const char *sql)
{
    g_autoptr(Query) q = db_query_built(db, sql);
    char *value = NULL;
    while (query_next(q) && value == NULL)
        value = g_strdup(query_text(q, 0));
    g_assert_true(query_end(q, NULL));
    return value;
}

static void
settings_are(Db *db, const char *query_only, const char *synchronous)
{
    const char *const rows[][2] = {
        {"PRAGMA journal_mode", "wal"},    {"PRAGMA synchronous", synchronous},
        {"PRAGMA query_only", query_only}, {"PRAGMA wal_autocheckpoint", "0"},
        {"PRAGMA mmap_size", "0"},         {"PRAGMA secure_delete", "1"},
        {"PRAGMA cell_size_check", "1"},   {"PRAGMA trusted_schema", "0"},
        {"PRAGMA temp_store", "2"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *value = setting_of(db, rows[i][0]);
        g_assert_cmpstr(value, ==, rows[i][1]);
    }
}

static void
test_settings(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    struct stat status;
    fixture_init(&office);
    fixture_put(&office, 1, "a line");
    static const char *const suffixes[] = {"", "-wal", "-shm", ".lock"};
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *path = fixture_path(&office, suffixes[i]);
        g_assert_cmpint(stat(path, &status), ==, 0);
        g_assert_cmpint(status.st_mode & 0777, ==, 0600);
    }
    g_autoptr(Db) writer = store_write(office.store, &error),
                  reader = store_read(office.store, &error);
    settings_are(writer, "0", "2");
    settings_are(reader, "1", "2");
    g_assert_false(db_run(reader, &error, "DELETE FROM line", ""));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    g_assert_false(db_run(writer, &error, "SELECT load_extension('x')", ""));
    g_clear_error(&error);
    g_clear_pointer(&reader, db_free);
    g_clear_pointer(&writer, db_free);
    /* A reader's mistake stops nobody. */
    fixture_put(&office, 2, "another");
    g_assert_cmpint(fixture_rows(&office), ==, 2);
    fixture_close(&office);
    g_assert_cmpint(chmod(office.file, 0644), ==, 0);
    fixture_open(&office);
    g_assert_cmpint(stat(office.file, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_copy_of_file_alone(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    for (gint64 i = 0; i < 50; i++)
        fixture_put(&office, i, "một dòng");
    g_assert_cmpint(fixture_rows(&office), ==, 50);
    fixture_close(&office);
    static const char *const gone[] = {"-wal", "-shm", "-journal"};
    for (gsize i = 0; i < G_N_ELEMENTS(gone); i++) {
        g_autofree char *path = fixture_path(&office, gone[i]);
        g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    }
    g_autofree char *copy = fixture_path(&office, ".copy"), *bytes = NULL, *log = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(office.file, &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(copy, bytes, (gssize)length, NULL));
    Fixture other = {.file = copy, .store = store_open(copy, STORE_READ_ONLY, NULL)};
    g_assert_nonnull(other.store);
    g_assert_cmpint(fixture_rows(&other), ==, 50);
    g_autofree char *findings = fixture_structure(&other);
    g_assert_cmpstr(findings, ==, "");
    g_assert_null(store_write(other.store, NULL));
    g_assert_false(store_checkpoint_truncate(other.store, NULL));
    fixture_close(&other);
    /* Looking left the copy as it was and nothing beside it but the lock. */
    g_autofree char *after = NULL;
    gsize length_after;
    g_assert_true(g_file_get_contents(copy, &after, &length_after, NULL));
    g_assert_cmpmem(bytes, length, after, length_after);
    log = g_strconcat(copy, "-wal", NULL);
    g_assert_false(g_file_test(log, G_FILE_TEST_EXISTS));
}

/* A process that died left its log; one that only looks sees what was committed and changes
 * nothing. */
static void
test_look_with_log(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_close(&office);
    pid_t child = fork();
    if (child == 0) {
        office.store = store_open(office.file, STORE_OPEN, NULL);
        fixture_put(&office, 1, "in the log");
        _exit(0); /* no store_close */
    }
    g_assert_cmpint(waitpid(child, NULL, 0), ==, child);
    g_autofree char *before = NULL, *after = NULL;
    gsize length, length_after;
    g_assert_false(fixture_holds(office.file, "in the log"));
    g_assert_true(g_file_get_contents(office.file, &before, &length, NULL));
    office.store = store_open(office.file, STORE_READ_ONLY, NULL);
    g_assert_cmpint(fixture_rows(&office), ==, 1);
    fixture_close(&office);
    g_assert_true(g_file_get_contents(office.file, &after, &length_after, NULL));
    g_assert_cmpmem(before, length, after, length_after);
    fixture_open(&office);
    g_assert_cmpint(fixture_rows(&office), ==, 1);
    g_assert_true(fixture_holds(office.file, "in the log"));
}

static void
test_standard_descriptors(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_close(&office);
    pid_t child = fork();
    if (child == 0) {
        close(0);
        close(1);
        close(2);
        g_autoptr(Store) store = store_open(office.file, STORE_OPEN, NULL);
        static const char text[] = "printed by mistake";
        bool safe =
            store != NULL && write(1, text, sizeof text) > 0 && write(2, text, sizeof text) > 0;
        _exit(safe ? 0 : 1);
    }
    int status;
    g_assert_cmpint(waitpid(child, &status, 0), ==, child);
    g_assert_cmpint(status, ==, 0);
    g_assert_false(fixture_holds(office.file, "printed by mistake"));
    fixture_open(&office);
    g_autofree char *findings = fixture_structure(&office);
    g_assert_cmpstr(findings, ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/open/lock", test_lock);
    g_test_add_func("/open/refusals", test_refusals);
    g_test_add_func("/open/log-without-its-file", test_log_without_its_file);
    g_test_add_func("/open/settings", test_settings);
    g_test_add_func("/open/copy-of-file-alone", test_copy_of_file_alone);
    g_test_add_func("/open/look-with-log", test_look_with_log);
    g_test_add_func("/open/standard-descriptors", test_standard_descriptors);
    return g_test_run();
}
