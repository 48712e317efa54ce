/* bodies.c: how bodies and files lie in the sealed part of a bundle.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/bodies.h"

#include "base/error.h"
#include "book/export.h"
#include "proof/sha.h"
#include "proof/sink.h"

char *
hash_hex(const Hash *hash)
{
    GString *hex = g_string_sized_new(2 * HASH_SIZE);
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(hex, "%02x", hash->bytes[i]);
    return g_string_free(hex, FALSE);
}

char *
origin_hex(const char *origin)
{
    Hash hash;
    sha_of(origin, strlen(origin), &hash);
    return hash_hex(&hash);
}

void
bodies_init(BodiesWriter *writer, GPtrArray *members, const char *origin)
{
    *writer = (BodiesWriter){members, origin_hex(origin), g_string_new(NULL), -1};
}

static void
flush(BodiesWriter *writer)
{
    if (writer->text->len > 0) {
        g_autofree char *tile = tile_path(-1, (guint64)writer->tile, BODIES_PER_MEMBER);
        /* "tile/entries/x001/067" names the same run of entries here: "body/<hex>/x001/067". */
        g_autofree char *path = g_strdup_printf("body/%s/%s", writer->hex, tile + strlen("tile/entries/"));
        tar_add(writer->members, path, writer->text->str, writer->text->len);
    }
    g_string_truncate(writer->text, 0);
}

void
bodies_put(BodiesWriter *writer, gint64 entry, const char *body, gsize length)
{
    if (entry / BODIES_PER_MEMBER != writer->tile) {
        flush(writer);
        writer->tile = entry / BODIES_PER_MEMBER;
    }
    g_string_append_printf(writer->text, "%" G_GINT64_FORMAT " %" G_GSIZE_FORMAT "\n", entry, length);
    g_string_append_len(writer->text, body, (gssize)length);
}

void
bodies_end(BodiesWriter *writer)
{
    flush(writer);
    g_free(writer->hex);
    g_string_free(writer->text, TRUE);
}

bool
bodies_read(const TarMember *member,
            bool (*each)(void *context, const char *hex, gint64 entry, const char *body, gsize length, GError **error),
            void *context, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(member->path, "/", 3);
    if (g_strv_length(parts) != 3 || strlen(parts[1]) != 2 * HASH_SIZE)
        return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
    gsize length;
    const char *data = g_bytes_get_data(member->data, &length);
    Slice rest = {data, length}, line;
    gint64 before = -1;
    while (rest.length > 0) {
        guint64 entry, size;
        const char *space = slice_line(&rest, &line) ? memchr(line.at, ' ', line.length) : NULL;
        if (space == NULL || !number_read(line.at, (gsize)(space - line.at), &entry) ||
            !number_read(space + 1, line.length - (gsize)(space + 1 - line.at), &size) || size > rest.length ||
            entry > G_MAXINT64 || (gint64)entry <= before)
            return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
        if (!each(context, parts[1], (gint64)entry, rest.at, size, error))
            return false;
        before = (gint64)entry;
        rest.at += size;
        rest.length -= size;
    }
    return true;
}
