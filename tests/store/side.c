/* side.c: settings, secrets, and seals that find every changed value of a side table.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/migrate.h"
#include "store/side.h"

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

/* Names and types of a table's columns but its seal, as its definition says. */
static GPtrArray *
columns_of(const char *table)
{
    GPtrArray *columns = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) texts = schema_tables(&schema_current);
    g_autofree char *start = g_strdup_printf("CREATE TABLE %s(", table);
    for (guint i = 0; i + 1 < texts->len; i++) {
        if (!g_str_has_prefix(texts->pdata[i], start))
            continue;
        g_auto(GStrv) parts = g_strsplit((char *)texts->pdata[i] + strlen(start), ", ", -1);
        for (char **part = parts; *part != NULL && !g_str_has_prefix(*part, "PRIMARY "); part++)
            if (!g_str_has_prefix(*part, "seal ") && strchr(*part, ' ') != NULL)
                g_ptr_array_add(columns, g_strdup(*part));
    }
    g_assert_cmpuint(columns->len, >, 0);
    return columns;
}

static bool
is_of(const char *column, const char *type)
{
    g_auto(GStrv) words = g_strsplit(column, " ", -1);
    return g_str_equal(words[1], type);
}

static void
bind_value(Query *q, int at, const char *column, int turn)
{
    if (is_of(column, "INTEGER"))
        query_bind_int(q, at, 7 + turn);
    else if (is_of(column, "BLOB"))
        query_bind_blob(q, at, turn > 0 ? "\0\xff\x42" : "\0\xff\x41", 3);
    else if (turn > 0 || strstr(column, "NOT NULL") != NULL)
        query_bind_text(q, at, turn > 0 ? "chữx" : "chữ");
    else
        query_bind_text(q, at, NULL);
}

static void
run_built(Db *db, const char *sql, const GPtrArray *columns, int turn)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) q = db_query_built(db, sql);
    for (guint c = 0; columns != NULL && c < columns->len; c++)
        bind_value(q, (int)c, columns->pdata[c], turn);
    g_assert_false(query_next(q));
    g_assert_true(query_end(q, &error));
    g_assert_no_error(error);
}

/* A row in every side table, values by column type. */
static void
fill(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office->store, &error);
    for (gsize i = 0; i < side_tables_count; i++) {
        g_autoptr(GPtrArray) columns = columns_of(side_tables[i].name);
        g_autoptr(GString) sql = g_string_new(NULL), places = g_string_new(NULL);
        g_string_printf(sql, "INSERT INTO %s(", side_tables[i].name);
        for (guint c = 0; c < columns->len; c++) {
            g_auto(GStrv) words = g_strsplit(columns->pdata[c], " ", -1);
            g_string_append_printf(sql, "%s%s", c > 0 ? ", " : "", words[0]);
            g_string_append(places, c > 0 ? ", ?" : "?");
        }
        g_string_append_printf(sql, ") VALUES(%s)", places->str);
        run_built(db, sql->str, columns, 0);
        g_assert_true(side_seal(db, side_tables[i].name, &error));
        g_assert_no_error(error);
    }
    g_assert_true(db_commit(db, &error));
}

/* One value of the only row, past the seals; and back. */
static void
change(Fixture *office, const char *table, const char *column, int turn)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) words = g_strsplit(column, " ", -1);
    g_autofree char *sql = g_strdup_printf("UPDATE %s SET %s = ?", table, words[0]);
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, (char *)column);
    g_autoptr(Db) db = store_write(office->store, &error);
    run_built(db, sql, one, turn);
    g_assert_true(db_commit(db, &error));
}

/* Every value of every row changed past the seals, in turn; and the seal itself. */
static void
test_every_value(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    fill(&office);
    g_autofree char *sound = found(&office);
    g_assert_cmpstr(sound, ==, "");
    guint values = 0;
    for (gsize i = 0; i < side_tables_count; i++) {
        const char *table = side_tables[i].name;
        g_autoptr(GPtrArray) columns = columns_of(table);
        for (guint c = 0; c < columns->len; c++, values++) {
            change(&office, table, columns->pdata[c], 1);
            g_autofree char *lines = found(&office);
            g_assert_true(g_str_has_prefix(lines, table));
            g_assert_true(strchr(lines, '\n') == strrchr(lines, '\n'));
            change(&office, table, columns->pdata[c], 0);
        }
    }
    g_assert_cmpint(values, >, 40);
    g_autofree char *again = found(&office);
    g_assert_cmpstr(again, ==, "");
    for (gsize i = 0; i < side_tables_count; i++) {
        change(&office, side_tables[i].name, "seal BLOB", 1);
        g_autofree char *lines = found(&office);
        g_assert_true(strstr(lines, side_tables[i].name) != NULL);
    }
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
    place_sql(office.file, "UPDATE setting SET value = 'en'");
    place_sql(office.file, "UPDATE secret SET seal = (SELECT seal FROM setting)");
    fixture_open(&office);
    g_autofree char *lines = found(&office);
    g_assert_cmpstr(lines, ==, "setting lang\nsecret 3/log\nlogin_link 01ab\n");
    fixture_close(&office);
    place_sql(office.file, "UPDATE side_key SET data = substr(data, 2)");
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
