/* merge.c: the next of several ordered streams of records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/merge.h"

#include "views/rows.h"

typedef struct {
    const Kind *kind;
    Query *q;
    Record *head; /* the next one, NULL: not read yet, or at the end */
    Day day;
    bool ended;
} Stream;

struct Merge {
    bool newest_first;
    GArray *streams; /* (element-type Stream) */
};

Merge *
merge_new(bool newest_first)
{
    Merge *merge = g_new0(Merge, 1);
    merge->newest_first = newest_first;
    merge->streams = g_array_new(false, true, sizeof(Stream));
    return merge;
}

void
merge_free(Merge *merge)
{
    if (!merge)
        return;
    for (guint i = 0; i < merge->streams->len; i++) {
        Stream *stream = &g_array_index(merge->streams, Stream, i);
        record_free(stream->head);
        query_free(stream->q);
    }
    g_array_unref(merge->streams);
    g_free(merge);
}

void
merge_add(Merge *merge, const Kind *kind, Query *q)
{
    Stream stream = {.kind = kind, .q = q};
    g_array_append_val(merge->streams, stream);
}

static bool
fill(Stream *stream, GError **error)
{
    if (stream->head || stream->ended)
        return true;
    if (query_next(stream->q)) {
        stream->head = rows_read(stream->kind, stream->q);
        stream->day = record_dated(stream->head);
        return true;
    }
    stream->ended = true;
    return query_end(stream->q, error);
}

/* Streams added earlier come first on one day. */
static bool
comes_before(const Merge *merge, const Stream *a, const Stream *b)
{
    return merge->newest_first ? a->day > b->day : a->day < b->day;
}

bool
merge_next(Merge *merge, Record **ret_record, GError **error)
{
    Stream *best = NULL;
    for (guint i = 0; i < merge->streams->len; i++) {
        Stream *stream = &g_array_index(merge->streams, Stream, i);
        if (!fill(stream, error))
            return false;
        if (stream->head && (!best || comes_before(merge, stream, best)))
            best = stream;
    }
    *ret_record = best ? g_steal_pointer(&best->head) : NULL;
    return true;
}
