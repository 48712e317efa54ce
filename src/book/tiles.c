/* tiles.c: a book as C2SP tiles (tlog-tiles): leaves and hashes, 256 in a tile, partial ones by
 * their width.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/export.h"

#include "base/error.h"
#include "base/lang.h"
#include "proof/entry.h"

#define TILE_WIDTH 256

char *
tile_path(int level, guint64 index, guint width)
{
    GString *path = g_string_new("tile/");
    if (level < 0)
        g_string_append(path, "entries");
    else
        g_string_append_printf(path, "%d", level);
    gsize at = path->len;
    /* The last three digits plain, all before them with an x: 1234067 is x001/x234/067. */
    g_string_append_printf(path, "/%03u", (guint)(index % 1000));
    for (index /= 1000; index > 0; index /= 1000) {
        char part[8];
        g_snprintf(part, sizeof(part), "/x%03u", (guint)(index % 1000));
        g_string_insert(path, (gssize)at, part);
    }
    if (width < TILE_WIDTH)
        g_string_append_printf(path, ".p/%u", width);
    return g_string_free(path, FALSE);
}

typedef bool (*Put)(void *context, const char *path, const void *data, gsize length,
                    GError **error);

/* Leaves [first, size), each handed to `each`; all must be there. */
static bool
each_leaf(Db *db, const Book *book, guint64 first, guint64 size,
          bool (*each)(void *context, guint64 entry, const void *data, gsize length,
                       GError **error),
          void *context, GError **error)
{
    guint64 entry = first;
    g_autoptr(Query) q = db_query(
        db,
        "SELECT entry, data FROM leaf WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    query_bind(q, "iii", book->book, (gint64)first, (gint64)size);
    while (query_next(q) && (guint64)query_int(q, 0) == entry) {
        gsize length;
        const void *data = query_blob(q, 1, &length);
        if (data == NULL || length > LEAF_MAX)
            return fail(error, KN_BROKEN, N_("Entry %s-%lu is damaged."), book->code, entry);
        if (!each(context, entry++, data, length, error))
            return false;
    }
    if (!query_end(q, error))
        return false;
    if (entry < size)
        return fail(error, KN_BROKEN, N_("Entry %s-%lu is missing."), book->code, entry);
    return true;
}

typedef struct {
    guint64 size;
    GString *tile;
    Put put;
    void *context;
} EntryTiles;

static bool
entry_tile_add(void *context, guint64 entry, const void *data, gsize length, GError **error)
{
    EntryTiles *tiles = context;
    g_string_append_c(tiles->tile, (char)(length >> 8));
    g_string_append_c(tiles->tile, (char)(length & 0xff));
    g_string_append_len(tiles->tile, data, (gssize)length);
    if ((entry + 1) % TILE_WIDTH != 0 && entry + 1 != tiles->size)
        return true;
    g_autofree char *path = tile_path(-1, entry / TILE_WIDTH, (guint)(entry % TILE_WIDTH) + 1);
    if (!tiles->put(tiles->context, path, tiles->tile->str, tiles->tile->len, error))
        return false;
    g_string_truncate(tiles->tile, 0);
    return true;
}

bool
export_entry_tiles(Db *db, const Book *book, guint64 first, guint64 size, Put put, void *context,
                   GError **error)
{
    g_assert(size <= book->frontier.size);
    if (first >= size)
        return true;
    g_autoptr(GString) room = g_string_sized_new(TILE_WIDTH * 128);
    EntryTiles tiles = {size, room, put, context};
    return each_leaf(db, book, first / TILE_WIDTH * TILE_WIDTH, size, entry_tile_add, &tiles,
                     error);
}

#define LEVELS 8 /* 256^8 entries */

typedef struct {
    Hash hashes[LEVELS][TILE_WIDTH];
    guint64 count[LEVELS]; /* hashes that this level has had so far, those before `first` too */
    guint64 first;
    Put put;
    void *context;
} HashTiles;

static bool
hash_tile_put(HashTiles *tiles, int level, guint width, GError **error)
{
    guint64 index = (tiles->count[level] - 1) / TILE_WIDTH;
    g_autofree char *path = tile_path(level, index, width);
    if (level + 1 < LEVELS && index << (8 * (level + 1)) < tiles->first)
        return true; /* begins before what was read */
    return tiles->put(tiles->context, path, tiles->hashes[level], width * sizeof(Hash), error);
}

/* A full tile is written, and its root is one hash of the level above. */
static bool
hash_tile_add(HashTiles *tiles, int level, const Hash *hash, GError **error)
{
    tiles->hashes[level][tiles->count[level]++ % TILE_WIDTH] = *hash;
    if (tiles->count[level] % TILE_WIDTH != 0)
        return true;
    if (!hash_tile_put(tiles, level, TILE_WIDTH, error))
        return false;
    Frontier frontier;
    Hash top;
    frontier_init(&frontier);
    for (guint i = 0; i < TILE_WIDTH; i++)
        frontier_append(&frontier, &tiles->hashes[level][i]);
    frontier_root(&frontier, &top);
    return level + 1 == LEVELS || hash_tile_add(tiles, level + 1, &top, error);
}

static bool
hash_tile_leaf(void *context, guint64 entry, const void *data, gsize length, GError **error)
{
    Hash hash;
    tree_leaf_hash(data, length, &hash);
    return hash_tile_add(context, 0, &hash, error);
}

bool
export_hash_tiles(Db *db, const Book *book, guint64 first, guint64 size, Put put, void *context,
                  GError **error)
{
    g_assert(first <= size && size <= book->frontier.size);
    g_autofree HashTiles *tiles = g_new0(HashTiles, 1);
    tiles->put = put;
    tiles->context = context;
    tiles->first = first;
    for (int level = 0; level < LEVELS; level++)
        tiles->count[level] = first >> (8 * level);
    if (!each_leaf(db, book, first, size, hash_tile_leaf, tiles, error))
        return false;
    for (int level = 0; level < LEVELS; level++) {
        guint width = (guint)(tiles->count[level] % TILE_WIDTH);
        if (width > 0 && !hash_tile_put(tiles, level, width, error))
            return false;
    }
    return true;
}
