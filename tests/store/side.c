/* side.c: settings, secrets, and seals that find every changed value of a side table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/side.h"
#include <sqlite3.h>

static void
test_settings(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_null(setting_get(db, "lang", &error));
    g_assert_no_error(error);
    g_assert_true(setting_set(db, "lang", "vi", &error));
    g_assert_true(setting_set(db, "lang", "en", &error));
    g_assert_true(setting_set(db, "other", "", &error));
    g_autofree char *lang = setting_get(db, "lang", &error),
                    *other = setting_get(db, "other", &error);
    g_assert_cmpstr(lang, ==, "en");
    g_assert_cmpstr(other, ==, "");
    g_assert_null(secret_get(db, 1, "log", &error));
    g_assert_no_error(error);
    g_assert_true(secret_set(db, 1, "log", "a\0b", 3, &error));
    g_autoptr(GBytes) secret = secret_get(db, 1, "log", &error);
    g_assert_cmpint(g_bytes_get_size(secret), ==, 3);
    g_assert_null(secret_get(db, 2, "log", &error));
}

static void
keep(void *context, const char *table, const char *key)
{
    g_string_append_printf(context, "%s %s\n", table, key);
}

static char *
found(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(office->store, &error);
    GString *lines = g_string_new(NULL);
    g_assert_true(side_verify(db, keep, lines, &error));
    g_assert_no_error(error);
    return g_string_free(lines, FALSE);
}

/* A row in every side table, values by column type. */
static void
fill(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office->store, &error);
    for (gsize i = 0; i < side_tables_count; i++) {
        g_autoptr(GString) columns = g_string_new(NULL), values = g_string_new(NULL);
        g_autofree char *about = g_strdup_printf(
            "SELECT name, type, \"notnull\" FROM pragma_table_info('%s')", side_tables[i].name);
        g_autoptr(Query) q = db_query_built(db, about);
        while (query_next(q)) {
            bool last = g_str_equal(query_text(q, 0), "seal");
            const char *type = query_text(q, 1);
            if (last)
                break;
            g_string_append_printf(columns, "%s%s", columns->len > 0 ? ", " : "", query_text(q, 0));
            g_string_append_printf(values, "%s%s", values->len > 0 ? ", " : "",
                                   g_str_equal(type, "INTEGER") ? "7"
                                   : g_str_equal(type, "BLOB")  ? "x'00ff41'"
                                   : query_int(q, 2) != 0       ? "'chữ'"
                                                                : "NULL");
        }
        g_autofree char *put = g_strdup_printf("INSERT INTO %s(%s) VALUES(%s)", side_tables[i].name,
                                               columns->str, values->str);
        g_assert_true(db_run_built(db, &error, put));
        g_assert_true(side_seal(db, side_tables[i].name, &error));
        g_assert_no_error(error);
    }
    g_assert_true(db_commit(db, &error));
}

/* Every value of every row changed by another program, in turn. */
static void
test_every_value(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fill(&office);
    g_autofree char *sound = found(&office);
    g_assert_cmpstr(sound, ==, "");
    fixture_close(&office);
    guint values = 0;
    for (gsize i = 0; i < side_tables_count; i++) {
        g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(g_free);
        fixture_open(&office);
        {
            g_autoptr(Db) db = store_read(office.store, NULL);
            g_autofree char *about =
                g_strdup_printf("SELECT name FROM pragma_table_info('%s')", side_tables[i].name);
            g_autoptr(Query) q = db_query_built(db, about);
            while (query_next(q))
                g_ptr_array_add(columns, g_strdup(query_text(q, 0)));
        }
        fixture_close(&office);
        for (guint c = 0; c < columns->len; c++, values++) {
            const char *table = side_tables[i].name, *column = columns->pdata[c];
            g_autofree char *keep_it =
                g_strdup_printf("CREATE TABLE kept AS SELECT * FROM %s", table);
            g_autofree char *change =
                g_strdup_printf("UPDATE %s SET %s = CASE typeof(%s) WHEN 'integer' THEN %s + 1 "
                                "WHEN 'text' THEN %s || "
                                "'x' WHEN 'null' THEN '' ELSE x'00ff42' END",
                                table, column, column, column, column);
            g_autofree char *put_back = g_strdup_printf(
                "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept; DROP TABLE kept", table, table);
            fixture_sql(office.file, keep_it);
            fixture_sql(office.file, change);
            fixture_open(&office);
            g_autofree char *lines = found(&office);
            g_assert_true(g_str_has_prefix(lines, table));
            g_assert_true(strchr(lines, '\n') == strrchr(lines, '\n'));
            fixture_close(&office);
            fixture_sql(office.file, put_back);
        }
    }
    g_assert_cmpint(values, >, 40);
    fixture_open(&office);
    g_autofree char *again = found(&office);
    g_assert_cmpstr(again, ==, "");
}

static void
test_names_rows(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(secret_set(db, 3, "log", "x", 1, &error));
        g_assert_true(setting_set(db, "lang", "vi", &error));
        /* An inserted row without a seal is one that this program did not finish. */
        g_assert_true(db_run(db, &error,
                             "INSERT INTO login_link(token, account, expires) VALUES(?, 1, 2)", "b",
                             "\x01\xab", (gsize)2));
        g_assert_true(db_commit(db, &error));
    }
    fixture_close(&office);
    /* A changed value, and a seal that was taken from elsewhere. */
    fixture_sql(office.file, "UPDATE setting SET value = 'en'");
    fixture_sql(office.file, "UPDATE secret SET seal = (SELECT seal FROM setting)");
    fixture_open(&office);
    g_autofree char *lines = found(&office);
    g_assert_cmpstr(lines, ==, "setting lang\nsecret 3/log\nlogin_link 01ab\n");
    fixture_close(&office);
    fixture_sql(office.file, "UPDATE side_key SET data = x'00'");
    fixture_open(&office);
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(GString) none = g_string_new(NULL);
    g_assert_false(side_verify(db, keep, none, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/side/settings", test_settings);
    g_test_add_func("/side/every-value", test_every_value);
    g_test_add_func("/side/names-rows", test_names_rows);
    return g_test_run();
}
