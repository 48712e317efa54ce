/* apply.c: entries into derived rows. Fresh records go straight in; what amendments, undos,
 * erasures and late bodies change is gathered and projected once at the end, when all chains and
 * undos are known, so the result does not depend on how the entries were cut into batches.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/apply.h"

#include "base/error.h"
#include "records/kinds.h"
#include "records/schema.h"
#include "views/identity_rows.h"
#include "views/link_rows.h"
#include "views/number_rows.h"
#include "views/rows.h"
#include "views/tables.h"

Applier *
applier_new(Db *from, Db *to, const Book *book)
{
    Applier *applier = g_new0(Applier, 1);
    applier->from = from;
    applier->to = to;
    applier->book = book->book;
    applier->inserts = g_new0(Query *, kinds_count);
    applier->links = db_query(to, LINK_INSERT);
    applier->identities = db_query(to, IDENTITY_INSERT);
    applier->totals = totals_new(book_is_chapter(book));
    applier->words = words_new();
    applier->dirty = g_array_new(false, true, sizeof(gint64));
    applier->ranges = g_array_new(false, true, sizeof(Range));
    return applier;
}

void
applier_free(Applier *applier)
{
    if (!applier)
        return;
    for (gsize i = 0; i < kinds_count; i++)
        query_free(applier->inserts[i]);
    g_free(applier->inserts);
    query_free(applier->links);
    query_free(applier->identities);
    totals_free(applier->totals);
    words_free(applier->words);
    g_array_unref(applier->dirty);
    g_array_unref(applier->ranges);
    g_clear_pointer(&applier->undone, g_array_unref);
    g_free(applier);
}

bool
applier_put(Applier *applier, const Record *record, GError **error)
{
    int at = kind_index(record->kind);
    if (!applier->inserts[at]) {
        g_autofree char *sql = schema_insert(record->kind);
        applier->inserts[at] = db_query_built(applier->to, sql);
    }
    Query *insert = applier->inserts[at];
    rows_bind(insert, record);
    query_next(insert);
    if (!query_end(insert, error) || !totals_add(applier->totals, record, 1, error) ||
        !links_put(applier->links, record, error) ||
        !identities_put(applier->identities, record, error))
        return false;
    words_add(applier->words, record);
    return !words_are_many(applier->words) ||
           words_write(applier->words, applier->to, applier->book, error);
}

/* An amendment counts when it names the first entry of a record of the same leaf kind before it. */
static bool
add_to_chain(Applier *applier, const Entry *entry, GError **error)
{
    if (entry->amends >= entry->entry || !entry_is_record(entry))
        return true;
    g_auto(Entry) first = {0};
    if (!entry_get(applier->from, entry->book, entry->amends, &first, error))
        return false;
    if (first.amends >= 0 || !g_str_equal(first.kind, entry->kind))
        return true;
    g_array_append_val(applier->dirty, entry->amends);
    return db_run(applier->to, error, "INSERT INTO chain(book, first, entry) VALUES(?, ?, ?)",
                  "iii", entry->book, entry->amends, entry->entry);
}

static bool
apply_entry(void *context, const Entry *entry, GError **error)
{
    Applier *applier = context;
    if (entry->amends >= 0)
        return add_to_chain(applier, entry, error);
    const Kind *kind = entry_kind(entry);
    if (!kind && !entry_is_private(entry))
        return true;
    g_autoptr(Record) record = NULL;
    if (!entry_record(entry, &record, error))
        return false;
    if (kind && kind->nature == NATURE_AGREEMENT && !applier_agreement(applier, entry, error))
        return false;
    if (kind && kind->nature == NATURE_SYSTEM && record &&
        !applier_system(applier, entry, record, error))
        return false;
    return !record ||
           (numbers_put(applier->to, record, error) && applier_put(applier, record, error));
}

bool
applier_run(Applier *applier, gint64 first, gint64 last, GError **error)
{
    return entry_each(applier->from, applier->book, first, last, apply_entry, applier, error);
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
    gint64 one = *(const gint64 *)a, two = *(const gint64 *)b;
    return (one > two) - (one < two);
}

/* Records that entries of changed ranges belong to: the entries themselves, and first entries of
 * amendments. */
static bool
spread_ranges(Applier *applier, GError **error)
{
    g_autoptr(Query) q = db_query(
        applier->to, "SELECT first FROM chain WHERE book = ? AND entry >= ? AND entry <= ?");
    for (guint i = 0; i < applier->ranges->len; i++) {
        const Range *range = &g_array_index(applier->ranges, Range, i);
        for (gint64 entry = range->first; entry <= range->last; entry++)
            g_array_append_val(applier->dirty, entry);
        query_bind(q, "iii", applier->book, range->first, range->last);
        while (query_next(q)) {
            gint64 first = query_int(q, 0);
            g_array_append_val(applier->dirty, first);
        }
        if (!query_end(q, error))
            return false;
    }
    g_array_set_size(applier->ranges, 0);
    return true;
}

bool
applier_end(Applier *applier, GError **error)
{
    if (applier->undos_came && !undone_settle(applier->to, applier->book, applier->ranges, error))
        return false;
    if (!spread_ranges(applier, error))
        return false;
    applier->undos_came = false;
    g_clear_pointer(&applier->undone, g_array_unref);
    g_array_sort(applier->dirty, compare_entries);
    if (applier->dirty->len > 0 && !words_write(applier->words, applier->to, applier->book, error))
        return false;
    gint64 before = -1;
    for (guint i = 0; i < applier->dirty->len; i++) {
        gint64 first = g_array_index(applier->dirty, gint64, i);
        if (first != before && !applier_project(applier, first, error))
            return false;
        before = first;
    }
    g_array_set_size(applier->dirty, 0);
    return totals_write(applier->totals, applier->to, applier->book, error) &&
           words_write(applier->words, applier->to, applier->book, error);
}

bool
views_apply(Db *db, const Book *book, gint64 first, gint64 count, GError **error)
{
    g_autoptr(Applier) applier = applier_new(db, db, book);
    return applier_run(applier, first, first + count, error) && applier_end(applier, error);
}

bool
views_refresh(Db *db, const Book *book, gint64 entry, GError **error)
{
    g_auto(Entry) found = {0};
    if (!entry_get(db, book->book, entry, &found, error))
        return false;
    g_autoptr(Applier) applier = applier_new(db, db, book);
    gint64 first = found.amends >= 0 ? found.amends : entry;
    const Kind *kind = entry_kind(&found);
    if (found.amends < 0 && kind) {
        g_autoptr(Record) record = NULL;
        if (!entry_record(&found, &record, error) ||
            (record && !numbers_put(applier->to, record, error)) ||
            (record && kind->nature == NATURE_SYSTEM &&
             !applier_system(applier, &found, record, error)))
            return false;
    }
    g_array_append_val(applier->dirty, first);
    return applier_end(applier, error);
}
