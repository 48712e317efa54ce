/* sharing.c: records of one day and the same amounts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/sharing.h"

#include "views/rows.h"

/* What must be the same: the day, every amount, and every reference where those decide. */
static char *
shared_columns(const Kind *kind, bool named)
{
    GString *columns = g_string_new("day");
    for (gsize i = 0; i < kind->field_count; i++) {
        const Field *field = &kind->fields[i];
        if (field->type == FIELD_MONEY)
            g_string_append_printf(columns, ", coalesce(%s_vnd, -1)", field->name);
        else if (field->type == FIELD_REF && named)
            g_string_append_printf(columns, ", coalesce(\"%s\", '')", field->name);
    }
    return g_string_free(columns, FALSE);
}

GPtrArray *
records_sharing(Db *db, const Book *book, const Kind *kind, Day from, Day to, bool named,
                GError **error)
{
    g_autofree char *columns = shared_columns(kind, named);
    g_autofree char *rest = g_strdup_printf(
        "WHERE book = ? AND entry IN (SELECT entry FROM (SELECT entry, COUNT(*) OVER (PARTITION "
        "BY %s) AS n FROM v_%s WHERE book = ? AND day >= ? AND day <= ?) AS shared WHERE n > 1) "
        "ORDER BY day DESC, entry DESC",
        columns, kind->name);
    g_autofree char *sql = rows_select(kind, rest);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(Query) q = db_query_built(db, sql);
    query_bind(q, "iiii", book->book, book->book, from == DAY_UNSET ? G_MININT32 : (gint64)from,
               to == DAY_UNSET ? G_MAXINT32 : (gint64)to);
    while (query_next(q))
        g_ptr_array_add(records, rows_read(kind, q));
    return query_end(q, error) ? g_steal_pointer(&records) : NULL;
}
