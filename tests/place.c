/* place.c: where the office of a test lies.
 * SPDX-License-Identifier: Apache-2.0 */
#include "place.h"

#include <libpq-fe.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

bool
place_is_server(void)
{
    return g_strcmp0(g_getenv("KN_ENGINE"), "postgresql") == 0;
}

char *
place_new(const char *folder, const char *name)
{
    static gint made;
    if (!place_is_server())
        return g_build_filename(folder, name, NULL);
    const char *server = g_getenv("KN_TEST_PG");
    g_assert_nonnull(server);
    g_setenv("KETNGHIA_STATE", folder, TRUE);
    g_autofree char *schema =
        g_strdup_printf("t%d_%d_%08x", (int)getpid(), g_atomic_int_add(&made, 1), g_random_int());
    return g_strdup_printf("%s&application_name=%s&options=-csearch_path%%3D%s", server, schema,
                           schema);
}

static PGconn *
connect_to(const char *where)
{
    PGconn *server = PQconnectdb(where);
    if (PQstatus(server) != CONNECTION_OK)
        g_error("%s", PQerrorMessage(server));
    return server;
}

static void
nothing(void *context, const PGresult *notice)
{
}

/* Damage is written once, for SQLite: here the server's words for it. */
static char *
server_words(const char *sql)
{
    static const char *const words[][2] = {
        {"CAST\\((\\w+) AS TEXT\\)", "convert_from(\\1, 'UTF8')"},
        {" AS BLOB\\)", " AS text)::bytea"},
        {"zeroblob\\((\\d+)\\)", "decode(repeat('00', \\1), 'hex')"},
        {"char\\(10\\)", "chr(10)"},
        {"x''", "''::bytea"},
        {"CREATE TRIGGER (\\w+) AFTER INSERT ON (\\w+) BEGIN (.*) END",
         "CREATE RULE \\1 AS ON INSERT TO \\2 DO ALSO (\\3)"},
    };
    char *text = g_strdup(sql);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GRegex) pattern = g_regex_new(words[i][0], 0, 0, NULL);
        g_autofree char *before = text;
        text = g_regex_replace(pattern, before, -1, 0, words[i][1], 0, NULL);
    }
    return text;
}

static char *
server_run(const char *where, const char *sql)
{
    PGconn *server = connect_to(where);
    PQsetNoticeReceiver(server, nothing, NULL);
    PGresult *result = PQexec(server, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY)
        g_error("%s: %s", sql, PQerrorMessage(server));
    char *value = PQntuples(result) > 0 ? g_strdup(PQgetvalue(result, 0, 0)) : NULL;
    PQclear(result);
    PQfinish(server);
    return value;
}

static void
file_run(const char *where, const char *sql)
{
    sqlite3 *file = NULL;
    char *message = NULL;
    g_assert_cmpint(sqlite3_open(where, &file), ==, SQLITE_OK);
    if (sqlite3_exec(file, sql, NULL, NULL, &message) != SQLITE_OK)
        g_error("%s: %s", sql, message);
    g_assert_cmpint(sqlite3_close(file), ==, SQLITE_OK);
}

void
place_sql(const char *where, const char *sql)
{
    if (!store_is_server(where)) {
        file_run(where, sql);
        return;
    }
    g_autofree char *words = server_words(sql);
    g_free(server_run(where, words));
}

gint64
place_number(const char *where, const char *sql)
{
    if (store_is_server(where)) {
        g_autofree char *value = server_run(where, sql);
        return g_ascii_strtoll(value, NULL, 10);
    }
    sqlite3 *file = NULL;
    sqlite3_stmt *row = NULL;
    g_assert_cmpint(sqlite3_open(where, &file), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_prepare_v2(file, sql, -1, &row, NULL), ==, SQLITE_OK);
    g_assert_cmpint(sqlite3_step(row), ==, SQLITE_ROW);
    gint64 value = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(file);
    return value;
}

static const char *
schema_of(const char *where)
{
    return strstr(where, "search_path%3D") + strlen("search_path%3D");
}

static int
count_in(const char *bytes, gsize length, const char *text)
{
    int count = 0;
    const char *at = bytes;
    while ((at = memmem(at, length - (gsize)(at - bytes), text, strlen(text))) != NULL) {
        count++;
        at += strlen(text);
    }
    return count;
}

static int
count_in_table(PGconn *server, const char *table, const char *text)
{
    int count = 0, length;
    char *bytes = NULL;
    g_autofree char *sql = g_strdup_printf("COPY %s TO STDOUT (FORMAT binary)", table);
    PQclear(PQexec(server, sql));
    while ((length = PQgetCopyData(server, &bytes, 0)) > 0) {
        count += count_in(bytes, (gsize)length, text);
        PQfreemem(bytes);
    }
    PGresult *end = PQgetResult(server);
    g_assert_cmpint(PQresultStatus(end), ==, PGRES_COMMAND_OK);
    PQclear(end);
    g_assert_null(PQgetResult(server));
    return count;
}

static int
count_in_server(const char *where, const char *text)
{
    int count = 0;
    PGconn *server = connect_to(where);
    PGresult *tables = PQexec(server, "SELECT quote_ident(relname) FROM pg_class WHERE relkind = "
                                      "'r' AND relnamespace = current_schema()::regnamespace");
    g_assert_cmpint(PQntuples(tables), >, 0);
    for (int i = 0; i < PQntuples(tables); i++)
        count += count_in_table(server, PQgetvalue(tables, i, 0), text);
    PQclear(tables);
    PQfinish(server);
    return count;
}

int
place_occurrences(const char *where, const char *folder, const char *text)
{
    if (store_is_server(where))
        return count_in_server(where, text);
    int count = 0;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL), *bytes = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        count += count_in(bytes, length, text);
    }
    return count;
}

void
place_drop(const char *where)
{
    if (!store_is_server(where))
        return;
    g_autofree char *sql = g_strdup_printf("DROP SCHEMA IF EXISTS %s CASCADE", schema_of(where));
    g_free(server_run(g_getenv("KN_TEST_PG"), sql));
}
