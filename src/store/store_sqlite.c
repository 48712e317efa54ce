/* store_sqlite.c: the engine on one file. WAL with synchronous=FULL: what was acknowledged is on the disk. The writing
 * connection alone checkpoints; SQLite before 3.51.3 can corrupt a file when two do.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/engine.h"

#include "base/error.h"
#include <sqlite3.h>
#include <string.h>

#define CHECKPOINT_PAGES 16000 /* 64 MiB of log: fewer, longer checkpoints write bulk nearly twice as fast */

struct Connection {
    sqlite3 *handle;
    bool writing;
    int log_pages; /* in the write-ahead log after the last commit */
};

struct Statement {
    sqlite3_stmt *handle;
};

static bool
fail_sqlite(GError **error, sqlite3 *handle, int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail(error, KN_BROKEN, "The file's own structure is damaged: %s", sqlite3_errmsg(handle));
    case SQLITE_FULL:
        return fail(error, KN_IO, "The disk is full; nothing was written.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(error, KN_BUSY, "The file is in use by another process.");
    case SQLITE_CONSTRAINT:
        return fail(error, KN_CONFLICT, "This is there already: %s", sqlite3_errmsg(handle));
    default:
        return fail(error, KN_IO, "The file cannot be read or written: %s", sqlite3_errmsg(handle));
    }
}

static bool
execute(sqlite3 *handle, const char *sql, GError **error)
{
    int code = sqlite3_exec(handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || fail_sqlite(error, handle, code);
}

static int
pragma_value(sqlite3 *handle, const char *sql, char *ret_text, gsize room)
{
    sqlite3_stmt *statement = NULL;
    int value = -1;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW) {
        value = sqlite3_column_int(statement, 0);
        if (ret_text != NULL)
            g_strlcpy(ret_text, (const char *)sqlite3_column_text(statement, 0), room);
    }
    sqlite3_finalize(statement);
    return value;
}

static bool
configure(sqlite3 *handle, const char *where, bool writing, GError **error)
{
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_busy_timeout(handle, 10000);
    if (!execute(handle, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", error))
        return false;
    if (!writing)
        return execute(handle, "PRAGMA query_only = ON; PRAGMA cache_size = -8000", error);
    if (*where == '\0') /* a scratch database has no log and nothing to keep */
        return execute(handle, "PRAGMA synchronous = OFF; PRAGMA cache_size = -32000", error);
    char mode[16] = "";
    if (!execute(handle, "PRAGMA synchronous = FULL; PRAGMA cache_size = -32000", error))
        return false;
    pragma_value(handle, "PRAGMA journal_mode = WAL", mode, sizeof mode);
    sqlite3_wal_autocheckpoint(handle, 0);
    if (!g_str_equal(mode, "wal") || pragma_value(handle, "PRAGMA synchronous", NULL, 0) != 2)
        return fail(error, KN_IO, "The disk does not allow safe writing here (no shared memory for the log).");
    return true;
}

static int
count_pages(void *context, sqlite3 *handle, const char *name, int pages)
{
    ((Connection *)context)->log_pages = pages;
    return SQLITE_OK;
}

static Connection *
connect_sqlite(const char *where, bool writing, GError **error)
{
    sqlite3 *handle = NULL;
    int code = sqlite3_open_v2(where, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (code != SQLITE_OK || !configure(handle, where, writing, error)) {
        if (code != SQLITE_OK)
            fail_sqlite(error, handle, code);
        sqlite3_close(handle);
        return NULL;
    }
    Connection *connection = g_new0(Connection, 1);
    connection->handle = handle;
    connection->writing = writing;
    if (writing)
        sqlite3_wal_hook(handle, count_pages, connection);
    return connection;
}

static void
disconnect_sqlite(Connection *connection)
{
    sqlite3_close(connection->handle);
    g_free(connection);
}

static bool
begin_sqlite(Connection *connection, bool writing, GError **error)
{
    /* A read transaction begins with its first read; one is done here, so that the view is of this moment. */
    return writing ? execute(connection->handle, "BEGIN IMMEDIATE", error)
                   : execute(connection->handle, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", error);
}

static bool
commit_sqlite(Connection *connection, GError **error)
{
    return execute(connection->handle, "COMMIT", error);
}

static void
rollback_sqlite(Connection *connection)
{
    if (!sqlite3_get_autocommit(connection->handle))
        sqlite3_exec(connection->handle, "ROLLBACK", NULL, NULL, NULL);
}

static Statement *
prepare_sqlite(Connection *connection, const char *sql, GError **error)
{
    sqlite3_stmt *handle = NULL;
    int code = sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (code != SQLITE_OK) {
        fail_sqlite(error, connection->handle, code);
        return NULL;
    }
    Statement *statement = g_new0(Statement, 1);
    statement->handle = handle;
    return statement;
}

static void
finalize_sqlite(Statement *statement)
{
    sqlite3_finalize(statement->handle);
    g_free(statement);
}

static void
reset_sqlite(Statement *statement)
{
    sqlite3_reset(statement->handle);
}

static void
bind_int_sqlite(Statement *statement, int at, gint64 value)
{
    sqlite3_bind_int64(statement->handle, at + 1, value);
}

static void
bind_text_sqlite(Statement *statement, int at, const char *value)
{
    sqlite3_bind_text(statement->handle, at + 1, value, -1, SQLITE_TRANSIENT);
}

static void
bind_blob_sqlite(Statement *statement, int at, const void *data, gsize length)
{
    sqlite3_bind_blob64(statement->handle, at + 1, length > 0 ? data : "", length, SQLITE_TRANSIENT);
}

static void
bind_null_sqlite(Statement *statement, int at)
{
    sqlite3_bind_null(statement->handle, at + 1);
}

static Step
step_sqlite(Statement *statement, GError **error)
{
    int code = sqlite3_step(statement->handle);
    if (code == SQLITE_ROW)
        return STEP_ROW;
    if (code == SQLITE_DONE)
        return STEP_DONE;
    fail_sqlite(error, sqlite3_db_handle(statement->handle), code);
    return STEP_FAILED;
}

static gint64
changes_sqlite(Connection *connection)
{
    return sqlite3_changes64(connection->handle);
}

static int
columns_sqlite(Statement *statement)
{
    return sqlite3_column_count(statement->handle);
}

static const char *
column_name_sqlite(Statement *statement, int column)
{
    return sqlite3_column_name(statement->handle, column);
}

static bool
is_null_sqlite(Statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

static gint64
get_int_sqlite(Statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

static const char *
get_text_sqlite(Statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->handle, column);
}

static const void *
get_blob_sqlite(Statement *statement, int column, gsize *ret_length)
{
    const void *data = sqlite3_column_blob(statement->handle, column);
    *ret_length = (gsize)sqlite3_column_bytes(statement->handle, column);
    return data != NULL ? data : "";
}

static bool
checkpoint_sqlite(Connection *writer, bool truncate, GError **error)
{
    if (!truncate && writer->log_pages < CHECKPOINT_PAGES)
        return true;
    /* A passive one waits for nobody; what it cannot move yet the next one will. */
    int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int code = sqlite3_wal_checkpoint_v2(writer->handle, NULL, mode, NULL, NULL);
    if (code == SQLITE_OK)
        writer->log_pages = 0;
    return code == SQLITE_OK || (!truncate && code == SQLITE_BUSY) || fail_sqlite(error, writer->handle, code);
}

const Engine engine_sqlite = {
    .connect = connect_sqlite,
    .disconnect = disconnect_sqlite,
    .begin = begin_sqlite,
    .commit = commit_sqlite,
    .rollback = rollback_sqlite,
    .prepare = prepare_sqlite,
    .finalize = finalize_sqlite,
    .reset = reset_sqlite,
    .bind_int = bind_int_sqlite,
    .bind_text = bind_text_sqlite,
    .bind_blob = bind_blob_sqlite,
    .bind_null = bind_null_sqlite,
    .step = step_sqlite,
    .changes = changes_sqlite,
    .columns = columns_sqlite,
    .column_name = column_name_sqlite,
    .is_null = is_null_sqlite,
    .get_int = get_int_sqlite,
    .get_text = get_text_sqlite,
    .get_blob = get_blob_sqlite,
    .checkpoint = checkpoint_sqlite,
};
