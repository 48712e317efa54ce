/* log_tile.c: one tile of a published log (c2sp.org/tlog-tiles), up to its newest signed state.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/export.h"
#include "book/head.h"
#include "web/log.h"

#define TILE_WIDTH 256

typedef struct {
    const char *wanted;
    GBytes *found;
} Seek;

static bool
keep(void *context, const char *path, const void *data, gsize length, GError **error)
{
    Seek *seek = context;
    if (strcmp(path, seek->wanted) == 0 && seek->found == NULL)
        seek->found = g_bytes_new(data, length);
    return true;
}

/* "x001/x234/067" or "067.p/12" -> 1234067 and its width. Only the one spelling of each tile is right, which the
 * comparison of whole paths sees to. */
static bool
read_index(const char *typed, guint64 *ret_index, guint *ret_width)
{
    guint64 index = 0, width = TILE_WIDTH;
    g_auto(GStrv) halves = g_strsplit(typed, ".p/", 2);
    g_auto(GStrv) parts = g_strsplit(halves[0], "/", 8);
    if (halves[1] != NULL &&
        !g_ascii_string_to_unsigned(halves[1], 10, 1, TILE_WIDTH - 1, &width, NULL))
        return false;
    for (gsize i = 0; parts[i] != NULL; i++) {
        guint64 part = 0;
        const char *digits = parts[i][0] == 'x' ? parts[i] + 1 : parts[i];
        if (i > 4 || !g_ascii_string_to_unsigned(digits, 10, 0, 999, &part, NULL))
            return false;
        index = index * 1000 + part;
    }
    *ret_index = index;
    *ret_width = (guint)width;
    return true;
}

/* How many leaves a tile of that level needs; G_MAXUINT64 past what any book has. */
static guint64
leaves_below(int level, guint64 index, guint width)
{
    guint64 leaves = index * TILE_WIDTH + width;
    for (int i = 0; i < level; i++) {
        if (leaves > (G_MAXUINT64 >> 9))
            return G_MAXUINT64;
        leaves *= TILE_WIDTH;
    }
    return leaves;
}

static bool
show(Request *req, Reply *reply, GError **error)
{
    g_autoptr(Book) book = log_book(req, error);
    g_autofree char *note = NULL;
    guint64 signed_size = 0, level = 0, index = 0;
    guint width = 0;
    if (book == NULL || !head_find(request_db(req, NULL), book->book, &note, &signed_size, error))
        return false;
    const char *asked = request_capture(req, "level");
    bool entries = strcmp(asked, "entries") == 0;
    g_autofree char *path = g_strdup_printf("tile/%s/%s", asked, request_capture(req, "tile"));
    if (note == NULL || (!entries && !g_ascii_string_to_unsigned(asked, 10, 0, 5, &level, NULL)) ||
        !read_index(request_capture(req, "tile"), &index, &width))
        return fail(error, KN_MISSING, N_("There is no such tile."));
    guint64 needed = leaves_below((int)level, index, width);
    guint64 first = leaves_below((int)level, index, 0);
    if (needed > signed_size)
        return fail(error, KN_MISSING, N_("There is no such tile."));
    Seek seek = {path, NULL};
    bool read =
        entries ? export_entry_tiles(request_db(req, NULL), book, first, needed, keep, &seek, error)
                : export_hash_tiles(request_db(req, NULL), book, first, needed, keep, &seek, error);
    g_autoptr(GBytes) found = seek.found;
    if (!read)
        return false;
    if (found == NULL)
        return fail(error, KN_MISSING, N_("There is no such tile."));
    reply_bytes(reply, "application/octet-stream", found);
    reply->open_cache = true; /* a tile never changes */
    return true;
}

const Page page_log_tile = {"/log/:unit/tile/:level/*tile", N_("Tile of the log"), ALLOW_ANYONE,
                            show};
