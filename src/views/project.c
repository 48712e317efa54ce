/* project.c: one record again: what it said is taken out of the derived tables, what it says now
 * is put in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/apply.h"

#include "base/error.h"
#include "base/planted.h"
#include "records/kinds.h"
#include "records/schema.h"
#include "views/identity_rows.h"
#include "views/link_rows.h"
#include "views/rows.h"

/* The newest amendment that has effect; amendments of another kind are passed over, one that cannot
 * be read here hides the record, because what it said before no longer counts. */
static bool
newest_amendment(Applier *applier, const Entry *first, const Kind *kind, bool *ret_amended,
                 Record **ret_record, GError **error)
{
    bool amended = false;
    g_autoptr(Record) record = NULL;
    g_autoptr(Query) q = db_query(
        applier->to, "SELECT entry FROM chain WHERE book = ? AND first = ? ORDER BY entry DESC");
    query_bind(q, "ii", first->book, first->entry);
    while (!amended && query_next(q)) {
        gint64 at = query_int(q, 0);
        if (undone_has(applier->undone, at))
            continue;
        g_auto(Entry) entry = {0};
        if (!entry_get(applier->from, first->book, at, &entry, error) ||
            !entry_record(&entry, &record, error))
            return false;
        amended = !record || !kind || record->kind == kind;
        if (!amended)
            g_clear_pointer(&record, record_free);
    }
    if (!query_end(q, error))
        return false;
    *ret_amended = amended;
    *ret_record = g_steal_pointer(&record);
    return true;
}

/* What the record says now; NULL when it says nothing. */
static bool
effective_record(Applier *applier, const Entry *first, Record **ret_record, GError **error)
{
    if (!entry_is_record(first))
        return entry_record(first, ret_record, error);
    if (!applier->undone && !(applier->undone = undone_read(applier->to, applier->book, error)))
        return false;
    if (undone_has(applier->undone, first->entry) && !PLANTED(UNDONE_COUNTS))
        return true;
    g_autoptr(Record) original = NULL, amendment = NULL;
    bool amended = false;
    if (!entry_record(first, &original, error) ||
        !newest_amendment(applier, first, original ? original->kind : entry_kind(first), &amended,
                          &amendment, error))
        return false;
    *ret_record = amended ? g_steal_pointer(&amendment) : g_steal_pointer(&original);
    return true;
}

static bool
take_out(Applier *applier, const Kind *kind, gint64 first, GError **error)
{
    g_autoptr(Record) record = NULL;
    if (!rows_find(applier->to, kind, applier->book, first, &record, error))
        return false;
    if (!record)
        return true;
    if (!totals_add(applier->totals, record, -1, error) ||
        !words_remove(applier->to, record, error) || !links_remove(applier->to, record, error) ||
        !identities_remove(applier->to, record, error))
        return false;
    g_autofree char *sql = schema_delete(kind);
    g_autoptr(Query) q = db_query_built(applier->to, sql);
    query_bind(q, "ii", applier->book, first);
    query_next(q);
    return query_end(q, error);
}

bool
applier_project(Applier *applier, gint64 first, GError **error)
{
    g_auto(Entry) entry = {0};
    if (!entry_get(applier->from, applier->book, first, &entry, error))
        return false;
    const Kind *kind = entry_kind(&entry);
    if (entry.amends >= 0 || (!kind && !entry_is_private(&entry)))
        return true;
    g_autoptr(Record) record = NULL;
    if (!effective_record(applier, &entry, &record, error))
        return false;
    if (kind && !take_out(applier, kind, first, error))
        return false;
    for (gsize i = 0; !kind && i < kinds_count; i++)
        if (kinds[i]->nature == NATURE_PRIVATE && !take_out(applier, kinds[i], first, error))
            return false;
    return !record || applier_put(applier, record, error);
}
