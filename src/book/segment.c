/* segment.c: what fixed runs of a book's entries hold.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/segment.h"

#include "book/erased.h"

/* Erased lines of each run: a struck line may be as long as the one before. */
static void
count_erased(void *context, gint64 entry, const GPtrArray *fields)
{
    GArray *counts = context;
    gint64 run = entry / SEGMENT_ENTRIES;
    if (entry >= 0 && run < counts->len)
        g_array_index(counts, guint, (guint)run) += fields->len;
}

GPtrArray *
segment_states(Db *db, Book *book, GError **error)
{
    guint count = (guint)((book->frontier.size + SEGMENT_ENTRIES - 1) / SEGMENT_ENTRIES);
    g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) erased = g_array_new(FALSE, TRUE, sizeof(guint));
    if (!book_erased(db, book, error))
        return NULL;
    g_array_set_size(erased, count);
    erased_each(book->erased, count_erased, erased);
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(states, g_strdup(""));
    G_STATIC_ASSERT(SEGMENT_ENTRIES == 1024); /* as the text below has it */
    g_autoptr(Query) q = db_query(
        db, "SELECT entry / 1024, count(*), sum(length(lines)) FROM body WHERE book = ? AND entry "
            "< ? GROUP BY entry / 1024");
    query_bind(q, "ii", book->book, (gint64)book->frontier.size);
    while (query_next(q)) {
        gint64 run = query_int(q, 0);
        if (run < 0 || run >= count)
            continue;
        g_free(states->pdata[run]);
        states->pdata[run] =
            g_strdup_printf("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT ".%u", query_int(q, 1),
                            query_int(q, 2), g_array_index(erased, guint, (guint)run));
    }
    return query_end(q, error) ? g_steal_pointer(&states) : NULL;
}

GArray *
segment_files(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(SegmentFile));
    g_autoptr(Query) q =
        db_query(db, "SELECT sha256, length(data) FROM file WHERE book = ? ORDER BY sha256");
    query_bind(q, "i", book);
    while (query_next(q)) {
        gsize length;
        const void *digest = query_blob(q, 0, &length);
        SegmentFile file = {.bytes = query_int(q, 1)};
        if (digest == NULL || length != HASH_SIZE)
            continue;
        memcpy(file.sha256.bytes, digest, HASH_SIZE);
        g_array_append_val(files, file);
    }
    return query_end(q, error) ? g_steal_pointer(&files) : NULL;
}
