/* links.c: references the other way round.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/links.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/link_rows.h"
#include "views/rows.h"
#include "views/tables.h"

typedef bool (*FoundLink)(void *context, int field, const char *target);

/* Each different reference in the items of a list, whichever part it stands in. */
static bool
links_of_list(const Record *record, int field, FoundLink found, void *context)
{
    const Field *parts = record->kind->fields[field].parts;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (gsize part = 0; parts[part].name; part++)
        for (gsize i = 0; parts[part].type == FIELD_REF && i < record_items(record, field); i++) {
            g_autofree char *target = record_part(record, field, i, part);
            if (*target == '\0' || !g_hash_table_add(seen, g_strdup(target)))
                continue;
            if (!found(context, field, target))
                return false;
        }
    return true;
}

bool
links_of(const Record *record, FoundLink found, void *context)
{
    const Kind *kind = record->kind;
    for (int i = 0; i < (int)kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (record_is_empty(record, i))
            continue;
        if (field->type == FIELD_REF && !found(context, i, record_value(record, i)))
            return false;
        if (field->type == FIELD_LIST && !links_of_list(record, i, found, context))
            return false;
    }
    return true;
}

typedef struct {
    Query *q;
    const Record *record;
    GError **error;
} RowChange;

static bool
change_row(void *context, int field, const char *target)
{
    RowChange *change = context;
    const Record *record = change->record;
    query_bind(change->q, "isisi", record->book, target, (gint64)kind_index(record->kind),
               record->kind->fields[field].name, record->entry);
    query_next(change->q);
    return query_end(change->q, change->error);
}

bool
links_put(Query *put, const Record *record, GError **error)
{
    RowChange change = {put, record, error};
    return links_of(record, change_row, &change);
}

bool
links_remove(Db *db, const Record *record, GError **error)
{
    g_autoptr(Query) drop = db_query(db, "DELETE FROM link WHERE book = ? AND target = ? AND "
                                         "kind = ? AND field = ? AND entry = ?");
    RowChange change = {drop, record, error};
    return links_of(record, change_row, &change);
}

GArray *
links_groups(Db *db, const Book *book, const Book *target_book, gint64 target, GError **error)
{
    g_autofree char *seen = record_ref(book, target_book, target);
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(LinkGroup));
    g_autoptr(Query) q = db_query(db, "SELECT kind, field, COUNT(*) FROM link WHERE book = ? AND "
                                      "target = ? GROUP BY kind, field ORDER BY kind, field");
    query_bind(q, "is", book->book, seen);
    while (query_next(q)) {
        const Kind *kind = kinds[query_int(q, 0)];
        LinkGroup group = {kind, kind_field(kind, query_text(q, 1)), query_int(q, 2)};
        g_array_append_val(groups, group);
    }
    return query_end(q, error) ? g_steal_pointer(&groups) : NULL;
}

GPtrArray *
links_records(Db *db, const Book *book, const Book *target_book, gint64 target, const char *kind,
              const char *field, gint64 offset, gint64 limit, GError **error)
{
    const Kind *linking = kind_get(kind);
    g_autofree char *seen = record_ref(book, target_book, target);
    g_autofree char *sql = rows_select(
        linking, "WHERE book = ? AND entry IN (SELECT entry FROM link WHERE book = ? AND "
                 "target = ? AND kind = ? AND field = ?) ORDER BY day, entry LIMIT ? OFFSET ?");
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "iisisii", book->book, book->book, seen, (gint64)kind_index(linking), field,
               limit > 0 ? limit : G_MAXINT64, offset);
    while (query_next(q))
        g_ptr_array_add(records, rows_read(linking, q));
    return query_end(q, error) ? g_steal_pointer(&records) : NULL;
}
