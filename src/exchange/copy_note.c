/* copy_note.c: the signed list of the parts that a bundle brings to be kept.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/copy_note.h"

#include "exchange/bodies.h"
#include "exchange/copy_parts.h"
#include "proof/sink.h"

static void
line_free(gpointer data)
{
    CopyLine *line = data;
    g_free(line->name);
    g_free(line);
}

GPtrArray *
copy_lines_new(void)
{
    return g_ptr_array_new_with_free_func(line_free);
}

void
copy_lines_keep(GPtrArray *lines, const char *name, GBytes *sealed)
{
    gsize length;
    const void *data = g_bytes_get_data(sealed, &length);
    CopyLine *line = g_new0(CopyLine, 1);
    *line = (CopyLine){.name = g_strdup(name), .bytes = length};
    sha_of(data, length, &line->sha256);
    g_ptr_array_add(lines, line);
}

void
copy_lines_drop(GPtrArray *lines, const char *name)
{
    CopyLine *line = g_new0(CopyLine, 1);
    *line = (CopyLine){.name = g_strdup(name), .drop = true};
    g_ptr_array_add(lines, line);
}

/* Everything before the lines. */
static char *
head_of(const char *book, const char *to, gint64 time)
{
    return g_strdup_printf("ketnghia/copy/v1\nbook %s\nto %s\ntime %" G_GINT64_FORMAT "\n", book,
                           to, time);
}

char *
copy_note_write(const GPtrArray *lines, const char *book, const char *to, gint64 time,
                const NoteKey *log, const guint8 seed[32])
{
    g_autofree char *head = head_of(book, to, time);
    g_autoptr(GString) text = g_string_new(head);
    for (guint i = 0; i < lines->len; i++) {
        const CopyLine *line = lines->pdata[i];
        g_autofree char *hex = hash_hex(&line->sha256);
        if (line->drop)
            g_string_append_printf(text, "drop %s\n", line->name);
        else
            g_string_append_printf(text, "keep %s %" G_GUINT64_FORMAT " %s\n", hex, line->bytes,
                                   line->name);
    }
    char signature[VKEY_MAX + 256];
    Sink sink;
    sink_init(&sink, signature, sizeof signature);
    note_sign((Slice){text->str, text->len}, log, seed, 0, &sink);
    g_assert(!sink.overflow);
    return g_strdup_printf("%s\n%.*s", text->str, (int)sink.length, sink.at);
}

static bool
read_line(Slice text, GPtrArray *lines)
{
    g_autofree char *copy = g_strndup(text.at, text.length);
    g_auto(GStrv) words = g_strsplit(copy, " ", -1);
    guint count = g_strv_length(words);
    CopyLine *line = g_new0(CopyLine, 1);
    g_ptr_array_add(lines, line);
    if (count == 2 && g_str_equal(words[0], "drop")) {
        line->drop = true;
        line->name = g_strdup(words[1]);
        return copy_name_is_valid(line->name);
    }
    if (count != 4 || !g_str_equal(words[0], "keep") || !hex_read(words[1], &line->sha256) ||
        !number_read(words[2], strlen(words[2]), &line->bytes))
        return false;
    line->name = g_strdup(words[3]);
    return copy_name_is_valid(line->name);
}

GPtrArray *
copy_note_read(const char *text, gsize length, const char *book, const char *to, gint64 time,
               const NoteKey *log)
{
    Note note;
    Slice line;
    g_autofree char *head = head_of(book, to, time);
    gsize start = strlen(head);
    if (note_read(text, length, &note) != PROOF_OK || note_verify(&note, log, NULL) != PROOF_OK ||
        note.text.length <= start || memcmp(note.text.at, head, start) != 0)
        return NULL;
    g_autoptr(GPtrArray) lines = copy_lines_new();
    Slice rest = {note.text.at + start, note.text.length - start};
    while (rest.length > 0)
        if (!slice_line(&rest, &line) || !read_line(line, lines))
            return NULL;
    return g_steal_pointer(&lines);
}
