/* backup.c: a consistent copy of an office under another name, checked before it gets that name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/backup.h"

#include "base/error.h"
#include "store/copy.h"
#include "store/transaction.h"
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

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
    static const char *const suffixes[] = {"", "-journal", "-wal", "-shm", ".lock"};
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

/* Row by row into an engine of its own, in one transaction. */
static bool
copy_rows(Db *from, const char *target, bool with_keys, StoreDerive derive, GError **error)
{
    g_autoptr(Store) store = store_open(target, STORE_CREATE | STORE_EMPTY, error);
    g_autoptr(Db) to = store != NULL ? store_write(store, error) : NULL;
    return to != NULL && copy_tables(from, to, with_keys, error) && derive(to, error) &&
           db_commit(to, error);
}

static bool
write_file(Db *from, const char *target, bool with_keys, StoreDerive derive, GError **error)
{
    if (from->engine->copy != NULL)
        return from->engine->copy(from->connection, target, with_keys, error);
    if (!copy_rows(from, target, with_keys, derive, error))
        return false;
    g_autofree char *lock = g_strconcat(target, ".lock", NULL);
    g_unlink(lock);
    return true;
}

static bool
copy_to_file(Db *from, const char *target, bool with_keys, StoreDerive derive, GError **error)
{
    if (!check_target(target, error))
        return false;
    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *part = g_strconcat(target, ".part", NULL);
    remove_part(part);
    if (!make_private(part, error))
        return false;
    if (!write_file(from, part, with_keys, derive, error) || !sync_path(part, O_RDONLY, error) ||
        !give_name(part, target, error)) {
        remove_part(part);
        return false;
    }
    return sync_path(folder, O_RDONLY | O_DIRECTORY, error);
}

bool
store_backup(Store *store, const char *target, bool with_keys, StoreDerive derive, GError **error)
{
    g_autoptr(Db) from = store_read(store, error);
    if (from == NULL)
        return false;
    return store_is_server(target) ? copy_rows(from, target, with_keys, derive, error)
                                   : copy_to_file(from, target, with_keys, derive, error);
}
