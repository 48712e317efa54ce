/* leaves.c: leaves as a bundle carries them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/leaves.h"

#include "book/export.h"
#include "exchange/tar.h"
#include "proof/entry.h"

#define TILE_WIDTH 256

typedef struct {
    GPtrArray *members;
    const char *prefix;
} Tiles;

static bool
put_tile(void *context, const char *path, const void *data, gsize length, GError **error)
{
    Tiles *tiles = context;
    g_autofree char *full = g_strconcat(tiles->prefix, path, NULL);
    tar_add(tiles->members, full, data, length);
    return true;
}

bool
leaves_write(Db *db, GPtrArray *members, const char *prefix, const Book *book, guint64 first,
             guint64 size, GError **error)
{
    Tiles tiles = {members, prefix};
    return export_entry_tiles(db, book, first / TILE_WIDTH * TILE_WIDTH, size, put_tile, &tiles,
                              error);
}

/* Leaves of one tile, as many as its path says: (u16be length || leaf)*. */
static bool
read_tile(const TarMember *member, guint width, GPtrArray *came)
{
    gsize length, at = 0;
    const guint8 *data = g_bytes_get_data(member->data, &length);
    for (guint i = 0; i < width; i++) {
        gsize size = at + 2 <= length ? (gsize)data[at] << 8 | data[at + 1] : LEAF_MAX + 1;
        if (size > LEAF_MAX || size > length - at - 2)
            return false;
        g_ptr_array_add(came, g_bytes_new_from_bytes(member->data, at + 2, size));
        at += 2 + size;
    }
    return at == length;
}

bool
leaves_read(const GPtrArray *members, const char *prefix, guint64 size, guint64 *ret_first,
            GPtrArray *came)
{
    g_autoptr(GPtrArray) tiles = g_ptr_array_new();
    for (guint i = 0; i < members->len; i++)
        if (g_str_has_prefix(((const TarMember *)members->pdata[i])->path, prefix))
            g_ptr_array_add(tiles, members->pdata[i]);
    guint64 all = (size + TILE_WIDTH - 1) / TILE_WIDTH;
    guint64 tile = all - MIN(all, tiles->len);
    bool good = tiles->len <= all;
    *ret_first = MIN(tile * TILE_WIDTH, size);
    for (guint i = 0; good && i < tiles->len; i++, tile++) {
        const TarMember *member = tiles->pdata[i];
        guint width = (guint)MIN(TILE_WIDTH, size - tile * TILE_WIDTH);
        g_autofree char *name = tile_path(-1, tile, width);
        good = g_str_equal(member->path + strlen(prefix), name + strlen("tile/")) &&
               read_tile(member, width, came);
    }
    return good;
}
