/* migrate.c: versions: newer ones stay untouched, older ones are copied, then brought up or left
 * alone. SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/migrate.h"
#include "store/side.h"

static void
becomes_newer(Fixture *office)
{
    fixture_close(office);
    place_sql(office->file, "UPDATE version SET version = 99, words = 'ketnghia 99'");
}

static void
test_newer_on_server(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_put(&office, 1, "from the future");
    becomes_newer(&office);
    static const StoreFlags ways[] = {STORE_OPEN, STORE_CREATE, STORE_READ_ONLY};
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(store_open(office.file, ways[i], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_assert_nonnull(strstr(error->message, "newer version"));
    }
}

static void
test_newer(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fixture_put(&office, 1, "from the future");
    becomes_newer(&office);
    static const StoreFlags ways[] = {STORE_OPEN, STORE_CREATE, STORE_READ_ONLY};
    static const char *const modes[] = {"PRAGMA journal_mode = DELETE",
                                        "PRAGMA journal_mode = WAL"};
    for (gsize i = 0; i < G_N_ELEMENTS(ways) * G_N_ELEMENTS(modes); i++) {
        g_autofree char *before = NULL, *after = NULL;
        gsize length, length_after;
        g_autoptr(GError) error = NULL;
        place_sql(office.file, modes[i % 2]);
        g_assert_true(g_file_get_contents(office.file, &before, &length, NULL));
        g_assert_null(store_open(office.file, ways[i / 2], &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_assert_nonnull(strstr(error->message, "newer version"));
        g_assert_true(g_file_get_contents(office.file, &after, &length_after, NULL));
        g_assert_cmpmem(before, length, after, length_after);
    }
}

/* The number alone, or its words alone, changed: that is damage and not another version. */
static void
test_damaged(void)
{
    static const char *const damages[] = {"UPDATE version SET version = 99",
                                          "UPDATE version SET words = 'ketnghia 0'",
                                          "UPDATE version SET version = 0",
                                          "DELETE FROM version",
                                          "INSERT INTO version SELECT * FROM version",
                                          "ALTER TABLE version RENAME TO versiom",
                                          "ALTER TABLE version RENAME COLUMN words TO wordt"};
    for (gsize i = 0; i < G_N_ELEMENTS(damages); i++) {
        g_auto(Fixture) office = {0};
        g_autoptr(GError) error = NULL;
        fixture_init(&office);
        fixture_close(&office);
        place_sql(office.file, damages[i]);
        g_assert_null(store_open(office.file, STORE_OPEN, &error));
        g_assert_error(error, KN_ERROR, KN_BROKEN);
    }
}

/* The next version of this program, as its files would state it. */
static const char *const next_tables[] = {
    "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL, seal BLOB, changed INTEGER)",
    "CREATE TABLE visitor(book INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(book, n))", NULL};
static const char *const step_2[] = {"ALTER TABLE setting ADD COLUMN changed INTEGER",
                                     "UPDATE setting SET seal = NULL", NULL};
static const char *const step_3[] = {next_tables[1], "INSERT INTO visitor VALUES(1, 1)", NULL};
static const char *const step_wrong[] = {"UPDATE setting SET value = 'lost'",
                                         "INSERT INTO nowhere VALUES(1)", NULL};
static const SchemaStep steps[] = {{2, step_2}, {3, step_3}, {0}};
static const SchemaStep wrong_steps[] = {{2, step_2}, {3, step_wrong}, {0}};
static const SchemaGroup next_group = {next_tables, steps},
                         wrong_group = {next_tables, wrong_steps};
static const SchemaGroup *const next_groups[] = {&next_group, NULL};
static const SchemaGroup *const wrong_groups[] = {&wrong_group, NULL};
static const Schema next = {3, next_groups}, wrong = {3, wrong_groups};

static void
fail_test(void *context, const char *table, const char *key)
{
    g_assert_not_reached();
}

static char *
value(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(office->store, &error);
    g_assert_true(side_verify(db, fail_test, NULL, &error));
    return setting_get(db, "lang", &error);
}

static void
start(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    fixture_init(office);
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(setting_set(db, "lang", "vi", &error));
    g_assert_true(db_commit(db, &error));
}

static void
test_steps(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    start(&office);
    g_assert_true(migrate(office.store, &next, &error));
    g_assert_no_error(error);
    g_assert_true(migrate(office.store, &next, &error)); /* nothing to do */
    g_autofree char *lang = value(&office);
    g_assert_cmpstr(lang, ==, "vi");
    {
        g_autoptr(Db) db = store_read(office.store, &error);
        g_autoptr(Query) q = db_query_built(
            db, "SELECT version, words, (SELECT count(*) FROM visitor) FROM version");
        g_assert_true(query_next(q));
        g_assert_cmpint(query_int(q, 0), ==, 3);
        g_assert_cmpstr(query_text(q, 1), ==, "ketnghia 3");
        g_assert_cmpint(query_int(q, 2), ==, 1);
    }
    if (place_is_server()) /* its copies are its administrator's */
        return;
    g_autofree char *copy = fixture_path(&office, ".version-1"),
                    *second = fixture_path(&office, ".version-1.2");
    g_assert_false(g_file_test(second, G_FILE_TEST_EXISTS));
    Fixture before = {.file = copy, .store = store_open(copy, STORE_OPEN, &error)};
    g_assert_no_error(error);
    g_autofree char *old = value(&before);
    g_assert_cmpstr(old, ==, "vi");
    fixture_close(&before);
}

static void
test_failed_step(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    start(&office);
    for (int i = 0; i < 2; i++) {
        g_assert_false(migrate(office.store, &wrong, &error));
        g_assert_error(error, KN_ERROR, KN_IO);
        g_clear_error(&error);
        fixture_open(&office);
        g_autofree char *lang = value(&office), *findings = fixture_structure(&office);
        g_assert_cmpstr(lang, ==, "vi");
        g_assert_cmpstr(findings, ==, ""); /* step 2 left nothing either */
    }
    g_autofree char *second = fixture_path(&office, ".version-1.2");
    g_assert_true(g_file_test(second, G_FILE_TEST_EXISTS) == !place_is_server());
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/migrate/newer", place_is_server() ? test_newer_on_server : test_newer);
    g_test_add_func("/migrate/damaged", test_damaged);
    g_test_add_func("/migrate/steps", test_steps);
    g_test_add_func("/migrate/failed-step", test_failed_step);
    return g_test_run();
}
