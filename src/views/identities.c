/* identities.c: records about the same person, household or thing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/identities.h"

#include "records/identity.h"
#include "views/identity_rows.h"
#include "views/rows.h"
#include "views/tables.h"

/* Runs a statement that takes book, kind, name, value, entry for each identity of the record. */
static bool
change_rows(Query *q, const Record *record, GError **error)
{
    for (const Identity *identity = record->kind->identities;
         identity != NULL && identity->name != NULL; identity++) {
        g_autofree char *value = identity_value(record, identity);
        if (value == NULL)
            continue;
        query_bind(q, "iissi", record->book, (gint64)kind_index(record->kind), identity->name,
                   value, record->entry);
        query_next(q);
        if (!query_end(q, error))
            return false;
    }
    return true;
}

bool
identities_put(Query *put, const Record *record, GError **error)
{
    return change_rows(put, record, error);
}

bool
identities_remove(Db *db, const Record *record, GError **error)
{
    g_autoptr(Query) drop = db_query(db, "DELETE FROM identity WHERE book = ? AND kind = ? AND "
                                         "name = ? AND value = ? AND entry = ?");
    return change_rows(drop, record, error);
}

GPtrArray *
identities_find(Db *db, const Book *book, const Kind *kind, const Identity *identity,
                const char *value, gint64 limit, GError **error)
{
    g_autofree char *sql = rows_select(
        kind, "WHERE book = ? AND entry IN (SELECT entry FROM identity WHERE book = ? AND "
              "kind = ? AND name = ? AND value = ?) ORDER BY entry LIMIT ?");
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "iiissi", book->book, book->book, (gint64)kind_index(kind), identity->name, value,
               limit > 0 ? limit : G_MAXINT64);
    while (query_next(q))
        g_ptr_array_add(found, rows_read(kind, q));
    return query_end(q, error) ? g_steal_pointer(&found) : NULL;
}
