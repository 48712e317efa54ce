/* shim.c: a file system in front of SQLite's own that tells the order of writing and fails on
 * demand. SPDX-License-Identifier: Apache-2.0 */
#include "shim.h"

#include <sqlite3.h>
#include <string.h>

GString *shim_done;

static sqlite3_vfs *below, shim;
static char fail_letter;
static int fail_after, fail_code;

typedef struct {
    sqlite3_file base;
    char write, sync; /* letters; 0: a file that does not count */
    sqlite3_file *real;
} ShimFile;

static sqlite3_file *
real(sqlite3_file *file)
{
    return ((ShimFile *)file)->real;
}

static int
note(char letter)
{
    if (letter == 0)
        return SQLITE_OK;
    if (letter == fail_letter && fail_after > 0) {
        if (fail_after == 1)
            return fail_code;
        fail_after--;
    }
    g_string_append_c(shim_done, letter);
    return SQLITE_OK;
}

static int
shim_close(sqlite3_file *file)
{
    int code = real(file)->pMethods != NULL ? real(file)->pMethods->xClose(real(file)) : SQLITE_OK;
    g_free(real(file));
    return code;
}

static int
shim_read(sqlite3_file *file, void *data, int length, sqlite3_int64 at)
{
    return real(file)->pMethods->xRead(real(file), data, length, at);
}

static int
shim_write(sqlite3_file *file, const void *data, int length, sqlite3_int64 at)
{
    int code = note(((ShimFile *)file)->write);
    return code != SQLITE_OK ? code : real(file)->pMethods->xWrite(real(file), data, length, at);
}

static int
shim_truncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real(file)->pMethods->xTruncate(real(file), size);
}

static int
shim_sync(sqlite3_file *file, int flags)
{
    int code = note(((ShimFile *)file)->sync);
    return code != SQLITE_OK ? code : real(file)->pMethods->xSync(real(file), flags);
}

static int
shim_size(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}

static int
shim_lock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}

static int
shim_unlock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}

static int
shim_reserved(sqlite3_file *file, int *held)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), held);
}

static int
shim_control(sqlite3_file *file, int what, void *value)
{
    return real(file)->pMethods->xFileControl(real(file), what, value);
}

static int
shim_sector(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}

static int
shim_device(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int
shim_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory)
{
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}

static int
shim_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}

static void
shim_barrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}

static int
shim_unmap(sqlite3_file *file, int gone)
{
    return real(file)->pMethods->xShmUnmap(real(file), gone);
}

static const sqlite3_io_methods methods = {
    2,           shim_close, shim_read,     shim_write,    shim_truncate, shim_sync,
    shim_size,   shim_lock,  shim_unlock,   shim_reserved, shim_control,  shim_sector,
    shim_device, shim_map,   shim_shm_lock, shim_barrier,  shim_unmap,
};

static int
shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *given)
{
    ShimFile *mine = (ShimFile *)file;
    mine->real = g_malloc0((gsize)below->szOsFile);
    mine->write = flags & SQLITE_OPEN_WAL ? 'W' : flags & SQLITE_OPEN_MAIN_DB ? 'w' : 0;
    mine->sync = flags & SQLITE_OPEN_WAL ? 'S' : flags & SQLITE_OPEN_MAIN_DB ? 's' : 0;
    mine->base.pMethods = &methods;
    return below->xOpen(below, name, mine->real, flags, given);
}

void
shim_start(void)
{
    if (below == NULL) {
        below = sqlite3_vfs_find(NULL);
        shim = *below;
        shim.zName = "shim";
        shim.szOsFile = sizeof(ShimFile);
        shim.xOpen = shim_open;
        shim_done = g_string_new(NULL);
        g_assert_cmpint(sqlite3_vfs_register(&shim, /* makeDflt= */ 1), ==, SQLITE_OK);
    }
    fail_after = 0;
    g_string_truncate(shim_done, 0);
}

void
shim_fail(char letter, int n, int code)
{
    fail_letter = letter;
    fail_after = n;
    fail_code = code;
}
