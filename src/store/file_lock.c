/* file_lock.c: one process per file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/file_lock.h"

#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

struct FileLock {
    int fd; /* -1: a file on a medium that cannot be written, only looked at */
};

/* Not in every header. */
#define CIFS_MAGIC 0xFF534D42
#define SMB2_MAGIC 0xFE534D42
#define EXFAT_MAGIC 0x2011BAB0

bool
keep_standard_descriptors(GError **error)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDWR) < 0)
            return fail(error, KN_IO, "%s cannot be opened: %s", "/dev/null", g_strerror(errno));
    return true;
}

static bool
check_place(const char *folder, GError **error)
{
    struct statfs place;
    if (statfs(folder, &place) != 0)
        return fail(error, KN_MISSING, "The folder %s is not there.", folder);
    switch ((unsigned int)place.f_type) {
    case NFS_SUPER_MAGIC:
    case CIFS_MAGIC:
    case SMB2_MAGIC:
    case SMB_SUPER_MAGIC:
    case AFS_SUPER_MAGIC:
    case V9FS_MAGIC:
        return fail(error, KN_INVALID,
                    "An office's file must lie on a disk of this machine, not on a network drive.");
    case MSDOS_SUPER_MAGIC:
    case EXFAT_MAGIC:
        return fail(error, KN_INVALID,
                    "An office's file must not lie on a USB stick of this kind: keep it on the "
                    "machine's disk and carry bundles on the stick.");
    }
    return true;
}

/* The name a symbolic link leads to, so that two names cannot hold two locks; also for a file that
 * is not there yet. */
static char *
real_name(const char *where)
{
    char *real = realpath(where, NULL);
    if (real == NULL) {
        g_autofree char *folder = g_path_get_dirname(where), *base = g_path_get_basename(where);
        char *real_folder = realpath(folder, NULL);
        char *name = g_build_filename(real_folder != NULL ? real_folder : folder, base, NULL);
        free(real_folder);
        return name;
    }
    char *name = g_strdup(real);
    free(real);
    return name;
}

static bool
check_file(const char *name, bool writing, GError **error)
{
    struct stat status;
    if (lstat(name, &status) != 0 || !S_ISREG(status.st_mode))
        return fail(error, KN_INVALID, "%s is not a file.", name);
    if (status.st_nlink > 1)
        return fail(error, KN_INVALID,
                    "%s has a second name (a hard link); an office's file must have only one.",
                    name);
    if (writing && (status.st_mode & 077) != 0 && chmod(name, 0600) != 0)
        return fail(error, KN_IO, "%s can be read by others and this cannot be changed: %s", name,
                    g_strerror(errno));
    return true;
}

/* A log without its file belongs to a file that was taken away: SQLite would throw it out, and
 * entries with it. */
static bool
check_no_log(const char *name, GError **error)
{
    g_autofree char *log = g_strconcat(name, "-wal", NULL);
    struct stat status;
    return stat(log, &status) != 0 || status.st_size == 0 ||
           fail(error, KN_CONFLICT,
                "%s belongs to a file that was here: put that file back, or move both away.", log);
}

static bool
make_file(const char *name, GError **error)
{
    if (!check_no_log(name, error))
        return false;
    int fd = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return fail(error, KN_IO, "%s cannot be made: %s", name, g_strerror(errno));
    close(fd);
    return true;
}

static bool
take(const char *name, bool writing, int *ret_fd, GError **error)
{
    g_autofree char *lock_name = g_strconcat(name, ".lock", NULL);
    int fd = open(lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    /* Where nobody can make a lock nobody can write either. */
    if (fd < 0 && (writing || (errno != EROFS && errno != EACCES)))
        return fail(error, KN_IO, "%s cannot be opened: %s", lock_name, g_strerror(errno));
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) != 0) {
        int reason = errno;
        close(fd);
        return reason == EWOULDBLOCK
                   ? fail(error, KN_BUSY, "%s is in use by another process.", name)
                   : fail(error, KN_IO, "%s cannot be opened: %s", lock_name, g_strerror(reason));
    }
    *ret_fd = fd;
    return true;
}

FileLock *
file_lock_take(const char *where, StoreFlags flags, char **ret_real, GError **error)
{
    bool writing = (flags & STORE_READ_ONLY) == 0;
    g_autofree char *name = real_name(where), *folder = g_path_get_dirname(name);
    if (!keep_standard_descriptors(error) || !check_place(folder, error))
        return NULL;
    if (access(name, F_OK) != 0 && (flags & STORE_CREATE) == 0)
        return fail_null(error, KN_MISSING,
                         "There is no office's file %s; `ketnghia init` makes one.", where);
    int fd;
    if (!take(name, writing, &fd, error))
        return NULL;
    FileLock *lock = g_new0(FileLock, 1);
    lock->fd = fd;
    bool there = access(name, F_OK) == 0 || ((flags & STORE_CREATE) != 0 && make_file(name, error));
    if (!there || !check_file(name, writing, error)) {
        file_lock_drop(lock);
        return NULL;
    }
    *ret_real = g_steal_pointer(&name);
    return lock;
}

void
file_lock_drop(FileLock *lock)
{
    if (lock == NULL)
        return;
    if (lock->fd >= 0)
        close(lock->fd); /* its name stays: a name taken away could be locked twice */
    g_free(lock);
}
