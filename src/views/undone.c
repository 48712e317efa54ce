/* undone.c: undos, and undos of undos.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/undone.h"

#include "base/error.h"

typedef struct {
    gint64 entry, first, last;
    int held, holds; /* before (-1: new) and now */
    guint next;      /* the nearest one at or before this that is not known to be undone */
} Undo;

static GArray *
read_undos(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) undos = g_array_new(false, true, sizeof(Undo));
    g_autoptr(Query) q =
        db_query(db, "SELECT entry, first, last, holds FROM undone WHERE book = ? ORDER BY entry");
    query_bind(q, "i", book);
    while (query_next(q)) {
        Undo undo = {query_int(q, 0), query_int(q, 1), query_int(q, 2), (int)query_int(q, 3), 1,
                     undos->len};
        g_array_append_val(undos, undo);
    }
    if (!query_end(q, error))
        return NULL;
    return g_steal_pointer(&undos);
}

/* The last undo whose entry is at most `entry`, as index + 1; 0: none. */
static guint
last_at(const GArray *undos, gint64 entry)
{
    guint low = 0, high = undos->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(undos, Undo, middle).entry <= entry)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Follows undone ones down to the nearest that still counts, halving the way for the next time;
 * index + 1. */
static guint
nearest(GArray *undos, guint at)
{
    while (at > 0 && g_array_index(undos, Undo, at - 1).next != at - 1) {
        Undo *undo = &g_array_index(undos, Undo, at - 1);
        guint below = undo->next == G_MAXUINT ? 0 : undo->next + 1;
        if (below > 0 && g_array_index(undos, Undo, below - 1).next != below - 1)
            undo->next = g_array_index(undos, Undo, below - 1).next;
        at = below;
    }
    return at;
}

/* From the newest down: one that holds takes the effect of every undo in its range. */
static void
settle(GArray *undos)
{
    for (guint i = undos->len; i > 0; i--) {
        const Undo *undo = &g_array_index(undos, Undo, i - 1);
        if (!undo->holds)
            continue;
        guint at = nearest(undos, last_at(undos, undo->last));
        while (at > 0 && g_array_index(undos, Undo, at - 1).entry >= undo->first) {
            Undo *older = &g_array_index(undos, Undo, at - 1);
            older->holds = 0;
            older->next = at >= 2 ? at - 2 : G_MAXUINT;
            at = nearest(undos, at - 1);
        }
    }
}

bool
undone_settle(Db *db, gint64 book, GArray *changed, GError **error)
{
    g_autoptr(GArray) undos = read_undos(db, book, error);
    if (!undos)
        return false;
    settle(undos);
    g_autoptr(Query) put = db_query(db, "UPDATE undone SET holds = ? WHERE book = ? AND entry = ?");
    for (guint i = 0; i < undos->len; i++) {
        const Undo *undo = &g_array_index(undos, Undo, i);
        if (undo->held == undo->holds)
            continue;
        query_bind(put, "iii", (gint64)undo->holds, book, undo->entry);
        query_next(put);
        if (!query_end(put, error))
            return false;
        Range range = {undo->first, undo->last};
        if (undo->held >= 0 || undo->holds)
            g_array_append_val(changed, range);
    }
    ranges_join(changed);
    return true;
}

static gint
compare_ranges(gconstpointer a, gconstpointer b)
{
    const Range *one = a, *two = b;
    return (one->first > two->first) - (one->first < two->first);
}

void
ranges_join(GArray *ranges)
{
    g_array_sort(ranges, compare_ranges);
    guint kept = 0;
    for (guint i = 0; i < ranges->len; i++) {
        Range range = g_array_index(ranges, Range, i);
        Range *before = kept > 0 ? &g_array_index(ranges, Range, kept - 1) : NULL;
        if (before && range.first <= before->last + 1)
            before->last = MAX(before->last, range.last);
        else
            g_array_index(ranges, Range, kept++) = range;
    }
    g_array_set_size(ranges, kept);
}

GArray *
undone_read(Db *db, gint64 book, GError **error)
{
    g_autoptr(GArray) ranges = g_array_new(false, true, sizeof(Range));
    g_autoptr(Query) q =
        db_query(db, "SELECT first, last FROM undone WHERE book = ? AND holds = 1");
    query_bind(q, "i", book);
    while (query_next(q)) {
        Range range = {query_int(q, 0), query_int(q, 1)};
        g_array_append_val(ranges, range);
    }
    if (!query_end(q, error))
        return NULL;
    ranges_join(ranges);
    return g_steal_pointer(&ranges);
}

bool
undone_has(const GArray *undone, gint64 entry)
{
    guint low = 0, high = undone->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        const Range *range = &g_array_index(undone, Range, middle);
        if (entry < range->first)
            high = middle;
        else if (entry > range->last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

bool
undone_entry(Db *db, gint64 book, gint64 entry, bool *ret_undone, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT 1 FROM undone WHERE book = ? AND holds = 1 "
                                      "AND first <= ? AND last >= ? LIMIT 1");
    query_bind(q, "iii", book, entry, entry);
    bool undone = query_next(q);
    if (!query_end(q, error))
        return false;
    *ret_undone = undone;
    return true;
}
