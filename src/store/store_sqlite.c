/* store_sqlite.c: the engine on one file. WAL with synchronous=FULL: what was acknowledged is on
 * the disk. The writing connection alone checkpoints; SQLite before 3.51.3 can corrupt a file when
 * two do. SPDX-License-Identifier: Apache-2.0 */
#include "store/store_sqlite.h"

#include "base/error.h"
#include "base/planted.h"
#include "store/file_lock.h"
#include <errno.h>
#include <sys/stat.h>

#define BUSY_MS 10000
#define CHECKPOINT_PAGES                                                                           \
    16000 /* 64 MiB of log: fewer, longer checkpoints write bulk nearly twice as fast */

/* Why the last write to the file or to its log failed, as the system said it: a commit's failure
 * does not reach sqlite3_system_errno. */
static bool
had_no_room(sqlite3 *handle)
{
    static const int which[] = {SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER};
    for (gsize i = 0; i < G_N_ELEMENTS(which); i++) {
        sqlite3_file *file = NULL;
        int reason = 0;
        sqlite3_file_control(handle, "main", which[i], &file);
        if (file != NULL && file->pMethods != NULL)
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &reason);
        if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
            return true;
    }
    return false;
}

/* A disk without room is no fault: the transaction is undone and the next one may succeed. */
static bool
is_full(sqlite3 *handle, int code)
{
    return (code & 0xff) == SQLITE_FULL || (code == SQLITE_IOERR_WRITE && had_no_room(handle));
}

/* A format that no SQLite ever wrote is a changed byte, though SQLite calls it a plain error. */
static bool
is_damage(sqlite3 *handle, int code)
{
    int basic = code & 0xff;
    return basic == SQLITE_CORRUPT || basic == SQLITE_NOTADB ||
           (basic == SQLITE_ERROR &&
            strcmp(sqlite3_errmsg(handle), "unsupported file format") == 0);
}

/* The table a statement names first, for the sentence about damage. Yours to free, NULL when
 * unknown. */
static char *
table_of(const char *sql)
{
    static const char *const before[] = {"FROM ", "INTO ", "UPDATE "};
    for (gsize i = 0; sql != NULL && i < G_N_ELEMENTS(before); i++) {
        const char *at = strstr(sql, before[i]);
        if (at == NULL)
            continue;
        at += strlen(before[i]);
        gsize length = strspn(at, "abcdefghijklmnopqrstuvwxyz_0123456789");
        if (length > 0)
            return g_strndup(at, length);
    }
    return NULL;
}

bool
sqlite_fail(GError **error, Connection *connection, const char *sql, int code)
{
    sqlite3 *handle = connection->handle;
    if (is_full(handle, code))
        return fail(error, KN_IO, "The disk is full; nothing was written.");
    bool damaged = is_damage(handle, code);
    switch (damaged ? SQLITE_CORRUPT : code & 0xff) {
    case SQLITE_CORRUPT: {
        g_autofree char *table = table_of(sql);
        return table != NULL ? fail(error, KN_BROKEN,
                                    "The file's own structure is damaged at the table %s: %s",
                                    table, sqlite3_errmsg(handle))
                             : fail(error, KN_BROKEN, "The file's own structure is damaged: %s",
                                    sqlite3_errmsg(handle));
    }
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fail(error, KN_BUSY, "The file is in use by another process.");
    case SQLITE_CONSTRAINT:
        if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
            return fail(error, KN_CONFLICT, "This is there already: %s", sqlite3_errmsg(handle));
        break;
    case SQLITE_TOOBIG:
        return fail(error, KN_LIMIT, "This is larger than the file can hold in one place.");
    case SQLITE_IOERR:
        connection->must_stop = code != SQLITE_IOERR_NOMEM;
        break;
    }
    return fail(error, KN_IO, "The file cannot be read or written: %s", sqlite3_errmsg(handle));
}

bool
sqlite_execute(Connection *connection, const char *sql, GError **error)
{
    int code = sqlite3_exec(connection->handle, sql, NULL, NULL, NULL);
    return code == SQLITE_OK || sqlite_fail(error, connection, NULL, code);
}

static int
pragma_value(sqlite3 *handle, const char *sql, char *ret_text, gsize room)
{
    sqlite3_stmt *statement = NULL;
    int value = -1;
    if (sqlite3_prepare_v2(handle, sql, -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        value = sqlite3_column_int(statement, 0);
        if (ret_text != NULL)
            g_strlcpy(ret_text, (const char *)sqlite3_column_text(statement, 0), room);
    }
    sqlite3_finalize(statement);
    return value;
}

static bool
configure_writer(Connection *connection, bool scratch, GError **error)
{
    if (scratch) /* has no log and nothing to keep */
        return sqlite_execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -32000",
                              error);
    char mode[16] = "";
    if (!sqlite_execute(connection, "PRAGMA synchronous = FULL; PRAGMA cache_size = -32000", error))
        return false;
    pragma_value(connection->handle, "PRAGMA journal_mode = WAL", mode, sizeof mode);
    if (!g_str_equal(mode, "wal") ||
        pragma_value(connection->handle, "PRAGMA synchronous", NULL, 0) != 2)
        return fail(error, KN_IO,
                    "The disk does not allow safe writing here (no shared memory for the log).");
    if (PLANTED(COMMIT_UNSYNCED))
        return sqlite_execute(connection, "PRAGMA synchronous = NORMAL", error);
    return true;
}

/* What every connection keeps to, so that neither a hostile file nor a second checkpointer harms.
 */
static bool
configure(Connection *connection, const char *where, Access access, GError **error)
{
    sqlite3 *handle = connection->handle;
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_wal_autocheckpoint(handle, 0);
    sqlite3_busy_timeout(handle, BUSY_MS);
    if (!sqlite_execute(connection,
                        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; "
                        "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY",
                        error))
        return false;
    if (access == CONNECT_WRITE)
        return configure_writer(connection, *where == '\0', error);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    return sqlite_execute(connection, "PRAGMA query_only = ON; PRAGMA cache_size = -4000", error);
}

static int
count_pages(void *context, sqlite3 *handle, const char *name, int pages)
{
    ((Connection *)context)->log_pages = pages;
    return SQLITE_OK;
}

static bool
has_content(const char *where, const char *suffix)
{
    g_autofree char *name = g_strconcat(where, suffix, NULL);
    struct stat status;
    return stat(name, &status) == 0 && status.st_size > 0;
}

/* A file at rest, with no log beside it, is read as it stands: nothing is made beside it, so that a
 * copy on a medium that cannot be written is read too. */
static char *
name_for(const char *where, Access access)
{
    if (access != CONNECT_LOOK || has_content(where, "-wal") || has_content(where, "-journal"))
        return g_strdup(where);
    g_autofree char *path = g_uri_escape_string(where, "/", /* allow_utf8= */ TRUE);
    return g_strdup_printf("file:%s?immutable=1", path);
}

/* Nobody asks the library how much memory it uses; counting costs a lock with every allocation. */
static void
start_library(void)
{
    static gsize started;
    if (g_once_init_enter(&started)) {
        sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
        g_once_init_leave(&started, 1);
    }
}

struct Place {
    char *file; /* its real path */
    FileLock *lock;
};

static Place *
take_sqlite(const char *where, StoreFlags flags, char **ret_name, GError **error)
{
    FileLock *lock = file_lock_take(where, flags, ret_name, error);
    if (lock == NULL)
        return NULL;
    Place *place = g_new0(Place, 1);
    *place = (Place){g_strdup(*ret_name), lock};
    return place;
}

static void
drop_sqlite(Place *place)
{
    file_lock_drop(place->lock);
    g_free(place->file);
    g_free(place);
}

static Connection *
connect_sqlite(Place *place, Access access, GError **error)
{
    const char *where = place != NULL ? place->file : "";
    g_autofree char *name = name_for(where, access);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == CONNECT_LOOK)
        flags |= SQLITE_OPEN_URI;
    start_library();
    Connection *connection = g_new0(Connection, 1);
    int code = sqlite3_open_v2(name, &connection->handle, flags, NULL);
    bool opened = code == SQLITE_OK || sqlite_fail(error, connection, NULL, code);
    if (!opened || !configure(connection, where, access, error)) {
        sqlite3_close(connection->handle);
        g_free(connection);
        return NULL;
    }
    if (access == CONNECT_WRITE)
        sqlite3_wal_hook(connection->handle, count_pages, connection);
    return connection;
}

static void
disconnect_sqlite(Connection *connection, bool last)
{
    /* The last one finds an empty log and takes it away. */
    if (last)
        sqlite3_db_config(connection->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
    sqlite3_close(connection->handle);
    g_free(connection);
}

static bool
begin_sqlite(Connection *connection, bool writing, GError **error)
{
    /* A read transaction begins with its first read; one is done here, so that the view is of now.
     */
    return writing
               ? sqlite_execute(connection, "BEGIN IMMEDIATE", error)
               : sqlite_execute(connection, "BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1", error);
}

static bool
commit_sqlite(Connection *connection, GError **error)
{
    return sqlite_execute(connection, "COMMIT", error);
}

static void
rollback_sqlite(Connection *connection)
{
    if (!sqlite3_get_autocommit(connection->handle))
        (void)sqlite_execute(connection, "ROLLBACK", NULL);
}

static bool
must_stop_sqlite(const Connection *connection)
{
    return connection->must_stop;
}

static Statement *
prepare_sqlite(Connection *connection, const char *sql, GError **error)
{
    sqlite3_stmt *handle = NULL;
    int code =
        sqlite3_prepare_v3(connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
    if (code != SQLITE_OK) {
        sqlite_fail(error, connection, sql, code);
        return NULL;
    }
    Statement *statement = g_new0(Statement, 1);
    *statement = (Statement){connection, handle};
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
forget_sqlite(Statement *statement)
{
    sqlite3_clear_bindings(statement->handle);
}

static void
bind_int_sqlite(Statement *statement, int at, gint64 value)
{
    sqlite3_bind_int64(statement->handle, at + 1, value);
}

static void
bind_text_sqlite(Statement *statement, int at, const char *value, bool stays)
{
    sqlite3_bind_text(statement->handle, at + 1, value, -1,
                      stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
}

static void
bind_blob_sqlite(Statement *statement, int at, const void *data, gsize length, bool stays)
{
    sqlite3_bind_blob64(statement->handle, at + 1, length > 0 ? data : "", length,
                        stays ? SQLITE_STATIC : SQLITE_TRANSIENT);
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
    sqlite_fail(error, statement->connection, sqlite3_sql(statement->handle), code);
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

static QueryType
type_sqlite(Statement *statement, int column)
{
    switch (sqlite3_column_type(statement->handle, column)) {
    case SQLITE_NULL:
        return QUERY_NULL;
    case SQLITE_INTEGER:
        return QUERY_INT;
    case SQLITE_TEXT:
        return QUERY_TEXT;
    case SQLITE_BLOB:
        return QUERY_BLOB;
    default:
        return QUERY_OTHER;
    }
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

static Checkpoint
checkpoint_sqlite(Connection *writer, CheckpointReach reach, int wait_ms, GError **error)
{
    bool truncate = reach != CHECKPOINT_WHEN_DUE;
    if (!truncate && writer->log_pages < CHECKPOINT_PAGES)
        return CHECKPOINT_DONE;
    /* A passive one waits for nobody; what it cannot move yet the next one will. */
    int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    sqlite3_busy_timeout(writer->handle, wait_ms);
    int code = sqlite3_wal_checkpoint_v2(writer->handle, NULL, mode, NULL, NULL);
    sqlite3_busy_timeout(writer->handle, BUSY_MS);
    if (code == SQLITE_OK)
        writer->log_pages = 0;
    if (code == SQLITE_OK)
        return CHECKPOINT_DONE;
    /* Without room the log keeps what the file cannot take yet. */
    if ((code & 0xff) == SQLITE_BUSY || is_full(writer->handle, code))
        return CHECKPOINT_LATER;
    sqlite_fail(error, writer, NULL, code);
    return CHECKPOINT_FAILED;
}

static const char *
warning_sqlite(Connection *connection)
{
    return NULL;
}

const Engine engine_sqlite = {
    .take = take_sqlite,
    .drop = drop_sqlite,
    .connect = connect_sqlite,
    .disconnect = disconnect_sqlite,
    .begin = begin_sqlite,
    .commit = commit_sqlite,
    .rollback = rollback_sqlite,
    .must_stop = must_stop_sqlite,
    .prepare = prepare_sqlite,
    .finalize = finalize_sqlite,
    .reset = reset_sqlite,
    .forget = forget_sqlite,
    .bind_int = bind_int_sqlite,
    .bind_text = bind_text_sqlite,
    .bind_blob = bind_blob_sqlite,
    .bind_null = bind_null_sqlite,
    .step = step_sqlite,
    .changes = changes_sqlite,
    .columns = columns_sqlite,
    .column_name = column_name_sqlite,
    .type = type_sqlite,
    .get_int = get_int_sqlite,
    .get_text = get_text_sqlite,
    .get_blob = get_blob_sqlite,
    .checkpoint = checkpoint_sqlite,
    .has_tables = sqlite_has_tables,
    .has_table = sqlite_has_table,
    .check_definitions = sqlite_check_definitions,
    .check_pages = sqlite_check_pages,
    .copy = sqlite_copy,
    .warning = warning_sqlite,
};
