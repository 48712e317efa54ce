/* reads.c: the side table of opened personal data.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/reads.h"

#include "store/side.h"

void
read_row_free(ReadRow *row)
{
    if (row == NULL)
        return;
    g_free(row->what);
    g_free(row->fields);
    g_free(row->reason);
    g_free(row);
}

static bool
next_number(Db *db, gint64 book, gint64 *ret_n, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT MAX(n) FROM read_log WHERE book = ?");
    query_bind(q, "i", book);
    *ret_n = query_next(q) && !query_is_null(q, 0) ? query_int(q, 0) + 1 : 1;
    return query_end(q, error);
}

bool
reads_append(Db *db, gint64 book, const ReadRow *row, GError **error)
{
    gint64 n;
    return next_number(db, book, &n, error) &&
           db_run(db, error,
                  "INSERT INTO read_log (book, n, time, account, entry, what, fields, reason) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                  "iiiiisss", book, n, row->time, row->account, row->entry, row->what, row->fields,
                  row->reason) &&
           side_seal(db, "read_log", error);
}

bool
reads_clean(Db *db, gint64 book, gint64 before, GError **error)
{
    return db_run(db, error, "DELETE FROM read_log WHERE book = ? AND time < ?", "ii", book,
                  before);
}

bool
reads_last(Db *db, gint64 book, gint64 account, gint64 entry, gint64 *ret_time, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT MAX(time) FROM read_log WHERE book = ? AND account = "
                                      "? AND entry = ? AND what = 'record'");
    query_bind(q, "iii", book, account, entry);
    *ret_time = query_next(q) && !query_is_null(q, 0) ? query_int(q, 0) : 0;
    return query_end(q, error);
}

bool
reads_count(Db *db, gint64 book, gint64 account, gint64 since, gint64 *ret_count, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT COUNT(*) FROM read_log WHERE book = ? AND account = ? AND time >= ?");
    query_bind(q, "iii", book, account, since);
    *ret_count = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, error);
}

static bool
count_all(Db *db, gint64 book, gint64 entry, gint64 *ret_count, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT COUNT(*) FROM read_log WHERE book = ? AND (? < 0 OR entry = ?)");
    query_bind(q, "iii", book, entry, entry);
    *ret_count = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, error);
}

GPtrArray *
reads_list(Db *db, gint64 book, gint64 entry, gint64 offset, gint64 limit, gint64 *ret_count,
           GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)read_row_free);
    g_autoptr(Query) q =
        db_query(db, "SELECT time, account, entry, what, fields, reason FROM read_log WHERE book = "
                     "? AND (? < 0 OR entry = ?) ORDER BY n DESC LIMIT ? OFFSET ?");
    query_bind(q, "iiiii", book, entry, entry, limit, offset);
    while (query_next(q)) {
        ReadRow *row = g_new0(ReadRow, 1);
        *row = (ReadRow){query_int(q, 0),
                         query_int(q, 1),
                         query_int(q, 2),
                         g_strdup(query_text(q, 3)),
                         g_strdup(query_text(q, 4)),
                         g_strdup(query_text(q, 5))};
        g_ptr_array_add(rows, row);
    }
    if (!query_end(q, error) ||
        (ret_count != NULL && !count_all(db, book, entry, ret_count, error)))
        return NULL;
    return g_steal_pointer(&rows);
}

GArray *
reads_counts(Db *db, gint64 book, gint64 since, gint64 before, GError **error)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(ReadCount));
    g_autoptr(Query) q =
        db_query(db, "SELECT account, COUNT(*) FROM read_log WHERE book = ? AND time >= ? AND time "
                     "< ? GROUP BY account ORDER BY account");
    query_bind(q, "iii", book, since, before);
    while (query_next(q)) {
        ReadCount count = {query_int(q, 0), query_int(q, 1)};
        g_array_append_val(counts, count);
    }
    return query_end(q, error) ? g_steal_pointer(&counts) : NULL;
}
