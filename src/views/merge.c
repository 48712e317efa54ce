/* merge.c: the next of several ordered streams of records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/merge.h"

#include "views/rows.h"

#define DAY_COLUMN 5 /* of schema_columns */

typedef struct {
    const Kind *kind;
    Query *q;
    Day day; /* of the row it stands at */
    bool standing, ended;
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
stand(Stream *stream, GError **error)
{
    if (stream->standing || stream->ended)
        return true;
    stream->standing = query_next(stream->q);
    if (stream->standing) {
        stream->day = (Day)query_int(stream->q, DAY_COLUMN);
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

/* The stream whose row is next; NULL without error at the end. */
static bool
choose(Merge *merge, Stream **ret_stream, GError **error)
{
    Stream *best = NULL;
    for (guint i = 0; i < merge->streams->len; i++) {
        Stream *stream = &g_array_index(merge->streams, Stream, i);
        if (!stand(stream, error))
            return false;
        if (stream->standing && (!best || comes_before(merge, stream, best)))
            best = stream;
    }
    *ret_stream = best;
    return true;
}

bool
merge_skip(Merge *merge, gint64 count, GError **error)
{
    for (; count > 0; count--) {
        Stream *next = NULL;
        if (!choose(merge, &next, error))
            return false;
        if (!next)
            return true;
        next->standing = false;
    }
    return true;
}

bool
merge_next(Merge *merge, Record **ret_record, GError **error)
{
    Stream *next = NULL;
    if (!choose(merge, &next, error))
        return false;
    *ret_record = next ? rows_read(next->kind, next->q) : NULL;
    if (next)
        next->standing = false;
    return true;
}
