/* bodies.c: how bodies and files lie in the sealed part of a bundle.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/bodies.h"

#include "base/error.h"
#include "book/body.h"
#include "book/export.h"
#include "proof/sha.h"
#include "proof/sink.h"

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

/* "tile/entries/x001/067" names the same run of entries among the leaves: "body/<hex>/x001/067". */
static char *
body_path(const char *hex, gint64 tile)
{
    g_autofree char *path = tile_path(-1, (guint64)tile, BODIES_PER_MEMBER);
    return g_strdup_printf("body/%s/%s", hex, path + strlen("tile/entries/"));
}

static void
flush(BodiesWriter *writer)
{
    if (writer->text->len > 0) {
        g_autofree char *path = body_path(writer->hex, writer->tile);
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
    g_string_append_printf(writer->text, "%" G_GINT64_FORMAT " %" G_GSIZE_FORMAT "\n", entry,
                           length);
    g_string_append_len(writer->text, body, (gssize)length);
}

void
bodies_end(BodiesWriter *writer)
{
    flush(writer);
    g_free(writer->hex);
    g_string_free(writer->text, TRUE);
}

char *
body_file(const char *body, gsize length, const Field *field)
{
    g_autofree char *value =
        field->type == FIELD_FILE ? body_value(body, length, field->name) : NULL;
    if (value == NULL || !g_str_has_prefix(value, "sha256:"))
        return NULL;
    g_autofree char *hex = g_strndup(value + strlen("sha256:"), 2 * HASH_SIZE);
    Hash hash;
    return hex_read(hex, &hash) ? g_steal_pointer(&hex) : NULL;
}

/* "<entry> <bytes>" of the next body. */
static bool
read_title(Slice *rest, guint64 *ret_entry, guint64 *ret_size)
{
    Slice line;
    const char *space = slice_line(rest, &line) ? memchr(line.at, ' ', line.length) : NULL;
    return space != NULL && number_read(line.at, (gsize)(space - line.at), ret_entry) &&
           *ret_entry <= G_MAXINT64 &&
           number_read(space + 1, line.length - (gsize)(space + 1 - line.at), ret_size) &&
           *ret_size <= rest->length;
}

bool
bodies_read(const TarMember *member,
            bool (*each)(void *context, const char *hex, gint64 entry, const char *body,
                         gsize length, GError **error),
            void *context, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(member->path, "/", 3);
    gsize length;
    const char *data = g_bytes_get_data(member->data, &length);
    Slice rest = {data, length};
    gint64 before = -1;
    do {
        guint64 entry, size;
        if (!read_title(&rest, &entry, &size) || (gint64)entry <= before ||
            g_strv_length(parts) != 3)
            return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
        g_autofree char *path = body_path(parts[1], (gint64)entry / BODIES_PER_MEMBER);
        if (!g_str_equal(path, member->path))
            return fail(error, KN_INVALID, "The sealed part of the bundle is malformed.");
        if (!each(context, parts[1], (gint64)entry, rest.at, size, error))
            return false;
        before = (gint64)entry;
        rest.at += size;
        rest.length -= size;
    } while (rest.length > 0);
    return true;
}
