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
    int fd;
};

/* Server message block and its successors have no constant in every header. */
#define CIFS_MAGIC 0xFF534D42
#define SMB2_MAGIC 0xFE534D42

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
        return fail(error, KN_INVALID, "An office's file must lie on a disk of this machine, not on a network drive.");
    case MSDOS_SUPER_MAGIC:
        return fail(error, KN_INVALID, "An office's file must not lie on a USB stick of this kind: keep it on the machine's disk and carry bundles on the stick.");
    }
    return true;
}

/* A symbolic link leads to the real name, so that two names cannot hold two locks. */
static char *
real_name(const char *where, bool *ret_there)
{
    char *real = realpath(where, NULL);
    *ret_there = real != NULL;
    char *name = g_strdup(real != NULL ? real : where);
    free(real);
    return name;
}

FileLock *
file_lock_take(const char *where, bool make, bool *ret_made, GError **error)
{
    bool there;
    g_autofree char *name = real_name(where, &there), *folder = g_path_get_dirname(name);
    struct stat status;
    if (!check_place(folder, error))
        return NULL;
    if (!there && !make)
        return fail_null(error, KN_MISSING, "There is no office's file %s; `ketnghia init` makes one.", where);
    if (there && (stat(name, &status) != 0 || !S_ISREG(status.st_mode)))
        return fail_null(error, KN_INVALID, "%s is not a file.", where);
    if (there && status.st_nlink > 1)
        return fail_null(error, KN_INVALID, "%s has a second name (a hard link); an office's file must have only one.", where);

    g_autofree char *lock_name = g_strconcat(name, ".lock", NULL);
    int fd = open(lock_name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail_null(error, KN_IO, "%s cannot be opened: %s", lock_name, g_strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        return fail_null(error, KN_BUSY, "%s is in use by another process.", where);
    }
    if (!there) {
        int made = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (made < 0) {
            int reason = errno;
            close(fd);
            return fail_null(error, KN_IO, "%s cannot be made: %s", where, g_strerror(reason));
        }
        close(made);
    }
    *ret_made = !there;
    FileLock *lock = g_new0(FileLock, 1);
    lock->fd = fd;
    return lock;
}

void
file_lock_drop(FileLock *lock)
{
    if (lock == NULL)
        return;
    close(lock->fd); /* the lock goes with it; its file stays, so that no one can lock a name that was taken away */
    g_free(lock);
}
