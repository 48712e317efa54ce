/* backup.c: a consistent copy by SQLite's backup interface, checked before it gets its name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/backup.h"

#include "base/error.h"
#include "store/store_sqlite.h"
#include "store/transaction.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

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

/* All pages as they are at one moment: a reader like any other, beside the writer. */
static bool
copy_pages(Store *store, sqlite3 *copy, GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL)
        return false;
    sqlite3_backup *backup = sqlite3_backup_init(copy, "main", db->connection->handle, "main");
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

static bool
write_copy(Store *store, const char *to, bool with_keys, GError **error)
{
    sqlite3 *copy = NULL;
    bool written = open_copy(to, &copy, error) && copy_pages(store, copy, error) &&
                   settle(copy, with_keys, error) && check(copy, error);
    sqlite3_close(copy);
    return written;
}

static bool
make_private(const char *path, GError **error)
{
    int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(error, KN_IO, "%s cannot be made: %s", path, g_strerror(errno));
    close(fd);
    return true;
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

/* Without writing over a file that came meanwhile, where the file system can promise that. */
static bool
give_name(const char *part, const char *target, GError **error)
{
    if (renameat2(AT_FDCWD, part, AT_FDCWD, target, RENAME_NOREPLACE) == 0 ||
        ((errno == EINVAL || errno == ENOSYS) && g_rename(part, target) == 0))
        return true;
    return fail(error, KN_IO, "%s cannot be made: %s", target, g_strerror(errno));
}

static void
remove_part(const char *part)
{
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};
    for (gsize i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        g_autofree char *name = g_strconcat(part, suffixes[i], NULL);
        g_unlink(name);
    }
}

static bool
check_target(const char *target, GError **error)
{
    if (g_file_test(target, G_FILE_TEST_EXISTS))
        return fail(error, KN_CONFLICT, "%s is there already; a copy never writes over a file.",
                    target);
    g_autofree char *log = g_strconcat(target, "-wal", NULL);
    struct stat status;
    return stat(log, &status) != 0 || status.st_size == 0 ||
           fail(error, KN_CONFLICT,
                "%s belongs to a file that was here: put that file back, or move both away.", log);
}

bool
store_backup(Store *store, const char *target, bool with_keys, GError **error)
{
    if (!check_target(target, error))
        return false;
    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *part = g_strconcat(target, ".part", NULL);
    remove_part(part);
    if (!make_private(part, error))
        return false;
    if (!write_copy(store, part, with_keys, error) || !sync_path(part, O_RDONLY, error) ||
        !give_name(part, target, error)) {
        remove_part(part);
        return false;
    }
    return sync_path(folder, O_RDONLY | O_DIRECTORY, error);
}
