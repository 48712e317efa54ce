/* sqlite_copy.c: a consistent copy of a file by SQLite's backup interface.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_sqlite.h"

#include "base/error.h"

static bool
fail_copy(GError **error, sqlite3 *handle)
{
    if (sqlite3_errcode(handle) == SQLITE_FULL)
        return fail(error, KN_IO, "There is no room for the copy.");
    return fail(error, KN_IO, "The copy could not be written: %s", sqlite3_errmsg(handle));
}

/* The copy is unfinished until it has its name, so it is made durable once, at the end. */
static bool
open_copy(const char *path, sqlite3 **ret_copy, GError **error)
{
    int code = sqlite3_open_v2(path, ret_copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(*ret_copy,
                            "PRAGMA synchronous = OFF; PRAGMA secure_delete = ON; "
                            "PRAGMA temp_store = MEMORY",
                            NULL, NULL, NULL);
    return code == SQLITE_OK || fail_copy(error, *ret_copy);
}

static bool
copy_pages(Connection *reader, sqlite3 *copy, GError **error)
{
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", reader->handle, "main");
    if (backup == NULL)
        return fail_copy(error, copy);
    bool all = sqlite3_backup_step(backup, -1) == SQLITE_DONE;
    sqlite3_backup_finish(backup);
    return all || fail_copy(error, copy);
}

/* Alone, without a log beside it; without secrets unless asked. */
static bool
settle(sqlite3 *copy, bool with_keys, GError **error)
{
    if (sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK)
        return fail_copy(error, copy);
    if (with_keys)
        return true;
    return sqlite3_exec(
               copy, "DELETE FROM secret; DELETE FROM session_web; DELETE FROM login_link; VACUUM",
               NULL, NULL, NULL) == SQLITE_OK ||
           fail_copy(error, copy);
}

static bool
check(sqlite3 *copy, GError **error)
{
    sqlite3_stmt *statement = NULL;
    bool sound =
        sqlite3_prepare_v2(copy, "PRAGMA integrity_check", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW &&
        g_strcmp0((const char *)sqlite3_column_text(statement, 0), "ok") == 0;
    sqlite3_finalize(statement);
    return sound || fail(error, KN_BROKEN,
                         "The copy is not sound, so the file is damaged; verify names the place.");
}

bool
sqlite_copy(Connection *reader, const char *to, bool with_keys, GError **error)
{
    sqlite3 *copy = NULL;
    bool written = open_copy(to, &copy, error) && copy_pages(reader, copy, error) &&
                   settle(copy, with_keys, error) && check(copy, error);
    sqlite3_close(copy);
    return written;
}
