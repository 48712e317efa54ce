/* pg_connection.c: connections to a PostgreSQL server: how they are made, and what its answers mean.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include "base/lang.h"
#include <string.h>

#define OLDEST_SERVER 130000

/* The codes of PostgreSQL's answers (its manual, appendix A): their first signs name a class. */
static const struct {
    const char *code;
    KnCode meaning;
    bool quoted; /* with the server's own words */
    const char *sentence;
} answers[] = {
    {"53100", KN_IO, false, N_("The disk of the database server is full; nothing was written.")},
    {"53300", KN_IO, false, N_("The database server has no connection left.")},
    {"55P03", KN_BUSY, false, N_("The office is in use by another process.")},
    {"40001", KN_BUSY, false, N_("The office is in use by another process.")},
    {"40P01", KN_BUSY, false, N_("The office is in use by another process.")},
    {"23505", KN_CONFLICT, true, N_("This is there already.")},
    {"42501", KN_DENIED, true, N_("The database server does not allow this.")},
    {"28", KN_DENIED, true, N_("The database server does not allow this.")},
    {"22021", KN_INVALID, true, N_("This is no text that can be kept.")},
    {"22P05", KN_INVALID, true, N_("This is no text that can be kept.")},
    {"54", KN_LIMIT, false, N_("This is larger than the database server can hold in one place.")},
    {"XX001", KN_BROKEN, true, N_("The database's own structure is damaged.")},
    {"XX002", KN_BROKEN, true, N_("The database's own structure is damaged.")},
};

static char *
first_line(const char *text)
{
    return g_strndup(text, strcspn(text, "\n"));
}

/* What the server says of a failure, in its own words. */
static char *
words_of(Connection *connection, const PGresult *result)
{
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    return first_line(primary != NULL ? primary : PQerrorMessage(connection->handle));
}

/* The server may still tell that it ends the connection before the connection ends. */
bool
pg_is_lost(Connection *connection, const PGresult *result)
{
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return PQstatus(connection->handle) == CONNECTION_BAD ||
           (code != NULL && (g_str_has_prefix(code, "57P") || g_str_has_prefix(code, "08")));
}

bool
pg_fail(GError **error, Connection *connection, PGresult *result)
{
    const char *code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    g_autofree char *words = words_of(connection, result);
    if (pg_is_lost(connection, result))
        fail(error, KN_IO,
             "The connection to the database server was lost (%s); nothing of this was written.",
             words);
    for (gsize i = 0; error != NULL && *error == NULL && code != NULL && i < G_N_ELEMENTS(answers);
         i++)
        if (g_str_has_prefix(code, answers[i].code))
            fail(error, answers[i].meaning, answers[i].quoted ? "%s (%s)" : "%s",
                 _(answers[i].sentence), words);
    if (error != NULL && *error == NULL)
        fail(error, KN_IO, "The database server cannot do this: %s", words);
    PQclear(result);
    return false;
}

static void
keep_quiet(void *context, const PGresult *result)
{
}

static bool
reach(Connection *connection, const char *where, GError **error)
{
    /* Before the address: what it may say otherwise. After it: what it may not. */
    static const char *const names[] = {
        "connect_timeout",
        "keepalives_idle",
        "tcp_user_timeout",
        "dbname",
        "client_encoding",
        "fallback_application_name",
        NULL,
    };
    const char *const values[] = {"10", "60", "60000", where, "UTF8", "ketnghia", NULL};
    connection->handle = PQconnectdbParams(names, values, /* expand_dbname= */ 1);
    PQsetNoticeReceiver(connection->handle, keep_quiet, NULL);
    if (PQstatus(connection->handle) == CONNECTION_OK)
        return true;
    g_autofree char *words = first_line(PQerrorMessage(connection->handle));
    return fail(error, KN_IO, "The database server cannot be reached: %s", words);
}

/* The schema that the address names, made when it may be and there is none. */
static bool
find_schema(Connection *connection, bool make, GError **error)
{
    PGresult *result = PQexec(connection->handle, "SELECT current_schema(), current_setting("
                                                  "'search_path')");
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        return pg_fail(error, connection, result);
    bool there = !PQgetisnull(result, 0, 0);
    g_autofree char *path = g_strdup(PQgetvalue(result, 0, 1));
    PQclear(result);
    if (there)
        return true;
    if (!make || strpbrk(path, ",;$") != NULL)
        return fail(error, KN_MISSING,
                    "There is no schema %s in this database; `ketnghia init` makes one.", path);
    g_autofree char *sql = g_strdup_printf("CREATE SCHEMA %s", path);
    return pg_execute(connection, sql, error);
}

typedef struct {
    bool synchronous, fsync, unicode, writable;
    int version;
} Settings;

static void
keep_settings(void *context, const PGresult *result, int i)
{
    Settings *settings = context;
    const char *commit = PQgetvalue(result, i, 0);
    settings->synchronous = strcmp(commit, "on") == 0 || strcmp(commit, "remote_apply") == 0;
    settings->fsync = strcmp(PQgetvalue(result, i, 1), "on") == 0;
    settings->unicode = strcmp(PQgetvalue(result, i, 2), "UTF8") == 0;
    settings->version = (int)g_ascii_strtoll(PQgetvalue(result, i, 3), NULL, 10);
    settings->writable = strcmp(PQgetvalue(result, i, 4), "f") == 0;
}

static bool
check_settings(Connection *connection, const Settings *settings, GError **error)
{
    connection->no_fsync = !settings->fsync;
    if (settings->version < OLDEST_SERVER)
        return fail(error, KN_INVALID, "This needs a PostgreSQL server of version 13 or newer.");
    if (!settings->unicode)
        return fail(error, KN_INVALID,
                    "This database does not keep its texts in UTF-8; make one that does.");
    if (!settings->synchronous)
        return fail(error, KN_IO, "The database server does not wait for its disk at a commit.");
    return connection->access != CONNECT_WRITE || settings->writable ||
           fail(error, KN_DENIED,
                "This database server is a copy that only reads; name the one that is written to.");
}

/* Everything lies in one schema, and no other can be meant. */
static bool
settle(Connection *connection, bool make, GError **error)
{
    Settings settings = {0};
    if (!find_schema(connection, make, error))
        return false;
    if (!pg_execute(connection,
                    "SET standard_conforming_strings = on; SET statement_timeout = 0; "
                    "SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '10s'; "
                    "SELECT set_config('search_path', quote_ident(current_schema()), false); "
                    "SELECT set_config('synchronous_commit', 'on', false) WHERE "
                    "current_setting('synchronous_commit') <> 'remote_apply'",
                    error) ||
        !pg_each(connection,
                 "SELECT current_setting('synchronous_commit'), current_setting('fsync'), "
                 "current_setting('server_encoding'), current_setting('server_version_num'), "
                 "pg_is_in_recovery()",
                 NULL, keep_settings, &settings, error))
        return false;
    return check_settings(connection, &settings, error);
}

bool
pg_connect(Connection *connection, const char *where, bool make, GError **error)
{
    return reach(connection, where, error) && settle(connection, make, error);
}

bool
pg_reconnect(Connection *connection, GError **error)
{
    if (connection->must_stop)
        return false;
    PQreset(connection->handle);
    connection->generation++;
    connection->active = NULL;
    connection->defines = false;
    g_string_truncate(connection->dead, 0);
    if (PQstatus(connection->handle) != CONNECTION_OK) {
        g_autofree char *words = first_line(PQerrorMessage(connection->handle));
        return fail(error, KN_IO, "The database server cannot be reached: %s", words);
    }
    return settle(connection, /* make= */ false, error) &&
           (connection->access != CONNECT_WRITE || pg_lock(connection, error));
}

bool
pg_execute(Connection *connection, const char *sql, GError **error)
{
    pg_settle(connection);
    PGresult *result = PQexec(connection->handle, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        return pg_fail(error, connection, result);
    PQclear(result);
    return true;
}

bool
pg_each(Connection *connection, const char *sql, const char *value,
        void (*row)(void *context, const PGresult *result, int i), void *context, GError **error)
{
    pg_settle(connection);
    PGresult *result = PQexecParams(connection->handle, sql, value != NULL ? 1 : 0, NULL, &value,
                                    NULL, NULL, /* binary= */ 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK)
        return pg_fail(error, connection, result);
    for (int i = 0; i < PQntuples(result); i++)
        row(context, result, i);
    PQclear(result);
    return true;
}

void
pg_keep_truth(void *context, const PGresult *result, int i)
{
    *(bool *)context = strcmp(PQgetvalue(result, i, 0), "t") == 0;
}

static void
keep_version(void *context, const PGresult *result, int i)
{
    ((Connection *)context)->has_version = !PQgetisnull(result, i, 0);
}

bool
pg_begin(Connection *connection, bool writing, GError **error)
{
    if (!connection->has_version && !pg_each(connection, "SELECT to_regclass('version')", NULL,
                                             keep_version, connection, error))
        return false;
    g_autoptr(GString) sql = g_string_new(connection->dead->str);
    g_string_append(sql, "BEGIN ISOLATION LEVEL REPEATABLE READ");
    if (!writing)
        g_string_append(sql, " READ ONLY");
    if (!writing && connection->has_version)
        g_string_append(sql, "; LOCK TABLE version IN ACCESS SHARE MODE");
    g_string_append(sql, "; SELECT 1"); /* the view is of now */
    if (!pg_execute(connection, sql->str, error))
        return false;
    g_string_truncate(connection->dead, 0);
    return true;
}

void
pg_recover(Connection *connection)
{
    if (connection->access == CONNECT_WRITE ||
        PQtransactionStatus(connection->handle) != PQTRANS_INERROR)
        return;
    if (pg_execute(connection, "ROLLBACK", NULL))
        (void)pg_begin(connection, /* writing= */ false, NULL);
}
