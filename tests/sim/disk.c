/* disk.c: a layer over SQLite's own file layer that remembers what was synced.
 * SPDX-License-Identifier: Apache-2.0 */
#include "disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <unistd.h>

#define SECTOR 512

/* One write that was not synced yet; without bytes: the file was cut to this length. */
typedef struct {
    gint64 at;
    GBytes *bytes;
} Change;

typedef struct {
    GByteArray *synced;
    GArray *changes;
} Tracked;

typedef struct {
    sqlite3_file base;
    Tracked *tracked;
    sqlite3_file *real;
} File;

static sqlite3_vfs *real_layer;
static GHashTable *files; /* path -> Tracked */
static DiskFault planned;
static guint left;
static bool met;

static void
change_clear(gpointer data)
{
    Change *change = data;
    if (change->bytes != NULL)
        g_bytes_unref(change->bytes);
}

static void
tracked_free(gpointer data)
{
    Tracked *tracked = data;
    g_byte_array_unref(tracked->synced);
    g_array_unref(tracked->changes);
    g_free(tracked);
}

static Tracked *
track(const char *path)
{
    Tracked *tracked = g_hash_table_lookup(files, path);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (tracked != NULL)
        return tracked;
    tracked = g_new0(Tracked, 1);
    tracked->synced = g_byte_array_new();
    tracked->changes = g_array_new(FALSE, FALSE, sizeof(Change));
    g_array_set_clear_func(tracked->changes, change_clear);
    if (g_file_get_contents(path, &bytes, &length, NULL))
        g_byte_array_append(tracked->synced, (const guint8 *)bytes, (guint)length);
    g_hash_table_insert(files, g_strdup(path), tracked);
    return tracked;
}

/* Applies the first `length` bytes of a change. */
static void
apply(GByteArray *content, const Change *change, gsize length)
{
    gsize all = (gsize)change->at + length;
    if (change->bytes == NULL) {
        g_byte_array_set_size(content, (guint)change->at);
        return;
    }
    guint before = content->len;
    if (all > before) {
        g_byte_array_set_size(content, (guint)all);
        memset(content->data + before, 0, all - before);
    }
    memcpy(content->data + change->at, g_bytes_get_data(change->bytes, NULL), length);
}

static void
apply_whole(GByteArray *content, const Change *change)
{
    apply(content, change, change->bytes != NULL ? g_bytes_get_size(change->bytes) : 0);
}

static void
settle(Tracked *tracked)
{
    for (guint i = 0; i < tracked->changes->len; i++)
        apply_whole(tracked->synced, &g_array_index(tracked->changes, Change, i));
    g_array_set_size(tracked->changes, 0);
}

/* Whether this operation meets the planned fault. */
static bool
is_met(bool writes)
{
    if (planned == DISK_SOUND || (met && planned != DISK_DARK))
        return false;
    if (met)
        return true;
    if (planned == DISK_FULL && !writes)
        return false;
    if (left > 0) {
        left--;
        return false;
    }
    return met = true;
}

static int
write_file(sqlite3_file *base, const void *bytes, int length, sqlite3_int64 at)
{
    File *file = (File *)base;
    if (file->tracked == NULL)
        return file->real->pMethods->xWrite(file->real, bytes, length, at);
    if (is_met(true))
        return planned == DISK_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    Change change = {at, g_bytes_new(bytes, (gsize)length)};
    g_array_append_val(file->tracked->changes, change);
    return file->real->pMethods->xWrite(file->real, bytes, length, at);
}

static int
truncate_file(sqlite3_file *base, sqlite3_int64 length)
{
    File *file = (File *)base;
    if (file->tracked != NULL && is_met(false))
        return SQLITE_IOERR_TRUNCATE;
    Change change = {length, NULL};
    if (file->tracked != NULL)
        g_array_append_val(file->tracked->changes, change);
    return file->real->pMethods->xTruncate(file->real, length);
}

static int
sync_file(sqlite3_file *base, int flags)
{
    File *file = (File *)base;
    if (file->tracked == NULL)
        return SQLITE_OK;
    if (is_met(false))
        return SQLITE_IOERR_FSYNC;
    settle(file->tracked);
    return SQLITE_OK;
}

static int
close_file(sqlite3_file *base)
{
    File *file = (File *)base;
    return file->real->pMethods->xClose(file->real);
}

static int
read_file(sqlite3_file *base, void *bytes, int length, sqlite3_int64 at)
{
    File *file = (File *)base;
    return file->real->pMethods->xRead(file->real, bytes, length, at);
}

static int
size_file(sqlite3_file *base, sqlite3_int64 *ret_size)
{
    File *file = (File *)base;
    return file->real->pMethods->xFileSize(file->real, ret_size);
}

static int
lock_file(sqlite3_file *base, int level)
{
    File *file = (File *)base;
    return file->real->pMethods->xLock(file->real, level);
}

static int
unlock_file(sqlite3_file *base, int level)
{
    File *file = (File *)base;
    return file->real->pMethods->xUnlock(file->real, level);
}

static int
is_reserved(sqlite3_file *base, int *ret_is)
{
    File *file = (File *)base;
    return file->real->pMethods->xCheckReservedLock(file->real, ret_is);
}

static int
control(sqlite3_file *base, int what, void *argument)
{
    File *file = (File *)base;
    return file->real->pMethods->xFileControl(file->real, what, argument);
}

static int
sector_size(sqlite3_file *base)
{
    return SECTOR;
}

static int
characteristics(sqlite3_file *base)
{
    File *file = (File *)base;
    return file->real->pMethods->xDeviceCharacteristics(file->real);
}

static int
map_shared(sqlite3_file *base, int region, int size, int extend, void volatile **ret_at)
{
    File *file = (File *)base;
    return file->real->pMethods->xShmMap(file->real, region, size, extend, ret_at);
}

static int
lock_shared(sqlite3_file *base, int offset, int count, int flags)
{
    File *file = (File *)base;
    return file->real->pMethods->xShmLock(file->real, offset, count, flags);
}

static void
barrier(sqlite3_file *base)
{
    File *file = (File *)base;
    file->real->pMethods->xShmBarrier(file->real);
}

static int
unmap_shared(sqlite3_file *base, int remove)
{
    File *file = (File *)base;
    return file->real->pMethods->xShmUnmap(file->real, remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_file,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
};

static int
open_file(sqlite3_vfs *layer, const char *path, sqlite3_file *base, int flags, int *ret_flags)
{
    File *file = (File *)base;
    *file = (File){.real = (sqlite3_file *)(file + 1)};
    int code = real_layer->xOpen(real_layer, path, file->real, flags, ret_flags);
    if (file->real->pMethods == NULL)
        return code;
    if (path != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0)
        file->tracked = track(path);
    file->base.pMethods = &methods;
    return code;
}

static int
delete_file(sqlite3_vfs *layer, const char *path, int sync_folder)
{
    if (g_hash_table_contains(files, path) && is_met(false))
        return SQLITE_IOERR_DELETE;
    g_hash_table_remove(files, path);
    return real_layer->xDelete(real_layer, path, sync_folder);
}

/* File names and log headers are drawn by SQLite itself. */
static int
draw(sqlite3_vfs *layer, int length, char *bytes)
{
    static Chance chance;
    for (int i = 0; i < length; i++)
        bytes[i] = (char)(chance_next(&chance) >> 16);
    return length;
}

void
disk_install(void)
{
    static sqlite3_vfs layer;
    real_layer = sqlite3_vfs_find(NULL);
    layer = *real_layer;
    layer.pNext = NULL;
    layer.zName = "simulated";
    layer.szOsFile = (int)sizeof(File) + real_layer->szOsFile;
    layer.xOpen = open_file;
    layer.xDelete = delete_file;
    layer.xRandomness = draw;
    files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, tracked_free);
    g_assert_cmpint(sqlite3_vfs_register(&layer, /* makeDflt= */ 1), ==, SQLITE_OK);
}

void
disk_plan(DiskFault fault, guint after)
{
    planned = fault;
    left = after;
    met = false;
}

bool
disk_met(void)
{
    bool was = met;
    disk_plan(DISK_SOUND, 0);
    return was;
}

/* Of what was not synced: nothing, all, or each write by itself, whole or up to some sector. */
static void
lose(Tracked *tracked, Chance *chance)
{
    guint keeps = chance_below(chance, 4);
    for (guint i = 0; i < tracked->changes->len; i++) {
        const Change *change = &g_array_index(tracked->changes, Change, i);
        gsize length = change->bytes != NULL ? g_bytes_get_size(change->bytes) : 0;
        if (keeps == 0 || (keeps > 1 && chance_once_in(chance, 2)))
            continue;
        if (keeps == 3 && length > SECTOR)
            length = SECTOR * (gsize)chance_below(chance, (guint)(length / SECTOR) + 1);
        apply(tracked->synced, change, length);
    }
    g_array_set_size(tracked->changes, 0);
}

void
disk_cut_power(const char *file, Chance *chance)
{
    static const char *const ends[] = {"", "-wal"};
    g_autofree char *shared = g_strconcat(file, "-shm", NULL);
    unlink(shared);
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *path = g_strconcat(file, ends[i], NULL);
        Tracked *tracked = g_hash_table_lookup(files, path);
        g_autoptr(GError) error = NULL;
        if (tracked == NULL)
            continue;
        lose(tracked, chance);
        g_file_set_contents_full(path, (const char *)tracked->synced->data,
                                 (gssize)tracked->synced->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error);
        g_assert_no_error(error);
    }
}

void
disk_forget(const char *file)
{
    g_autofree char *log = g_strconcat(file, "-wal", NULL),
                    *shared = g_strconcat(file, "-shm", NULL);
    g_hash_table_remove(files, file);
    g_hash_table_remove(files, log);
    unlink(log);
    unlink(shared);
}

/* What the program itself does for its high-water mark: durable at once when it is done. */
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_fsync(int fd);
int __wrap_fsync(int fd);

int
__wrap_rename(const char *from, const char *to)
{
    if (is_met(false)) {
        errno = EIO;
        return -1;
    }
    return __real_rename(from, to);
}

int
__wrap_fsync(int fd)
{
    if (is_met(false)) {
        errno = EIO;
        return -1;
    }
    return 0;
}
