/* backup.c: a consistent copy by SQLite's backup interface, checked before it gets its name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/backup.h"

#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <unistd.h>

static bool
copy_pages(const char *from, const char *to, GError **error)
{
    sqlite3 *source = NULL, *copy = NULL;
    int code = sqlite3_open_v2(from, &source, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_db_config(source, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        sqlite3_wal_autocheckpoint(source, 0);
        code = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    }
    sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", source, "main") : NULL;
    if (backup != NULL) {
        code = sqlite3_backup_step(backup, -1);
        sqlite3_backup_finish(backup);
    }
    bool copied = backup != NULL && code == SQLITE_DONE;
    if (!copied)
        fail(error, KN_IO, "The copy could not be written: %s", sqlite3_errmsg(copy != NULL ? copy : source));
    sqlite3_close(copy);
    sqlite3_close(source);
    return copied;
}

/* The copy stands alone (no log beside it), without secrets unless asked, and is sound. */
static bool
settle(const char *copy, bool with_keys, GError **error)
{
    sqlite3 *handle = NULL;
    bool good = sqlite3_open_v2(copy, &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) == SQLITE_OK &&
                sqlite3_exec(handle, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON", NULL, NULL, NULL) == SQLITE_OK;
    if (good && !with_keys)
        good = sqlite3_exec(handle, "DELETE FROM secret; DELETE FROM session_web; DELETE FROM login_link; VACUUM", NULL, NULL, NULL) == SQLITE_OK;
    sqlite3_stmt *check = NULL;
    bool sound = good && sqlite3_prepare_v2(handle, "PRAGMA integrity_check", -1, &check, NULL) == SQLITE_OK &&
                 sqlite3_step(check) == SQLITE_ROW && g_strcmp0((const char *)sqlite3_column_text(check, 0), "ok") == 0;
    sqlite3_finalize(check);
    if (!sound)
        fail(error, KN_IO, "The copy could not be checked: %s", sqlite3_errmsg(handle));
    sqlite3_close(handle);
    return sound;
}

static bool
sync_path(const char *path, int flags, GError **error)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool synced = fd >= 0 && fsync(fd) == 0;
    if (!synced)
        fail(error, KN_IO, "%s cannot be made durable: %s", path, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return synced;
}

bool
store_backup(Store *store, const char *target, bool with_keys, GError **error)
{
    if (g_file_test(target, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT, "%s is there already; a copy never writes over a file.", target);
    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *part = g_strdup_printf("%s.part", target);
    g_unlink(part);
    bool written = copy_pages(store_where(store), part, error) && settle(part, with_keys, error) &&
                   sync_path(part, O_RDONLY, error);
    if (written && g_rename(part, target) != 0)
        written = fail(error, KN_IO, "%s cannot be made: %s", target, g_strerror(errno));
    if (!written) {
        g_unlink(part);
        return false;
    }
    return sync_path(folder, O_RDONLY | O_DIRECTORY, error);
}
