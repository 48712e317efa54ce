/* numbers.c: numbers given to records, whatever became of them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/numbers.h"

#include "views/number_rows.h"
#include "views/tables.h"

#define DIGITS_MAX 12

int
number_field(const Kind *kind)
{
    for (gsize i = 0; i < kind->field_count; i++)
        if (kind->fields[i].given)
            return (int)i;
    return -1;
}

char *
given_number_print(gint64 number, const char *series)
{
    return g_strdup_printf("%04" G_GINT64_FORMAT "/%s", number, series);
}

bool
given_number_read(const char *text, gint64 *ret_number, char **ret_series)
{
    gsize digits = strspn(text, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || text[digits] != '/' || text[digits + 1] == '\0')
        return false;
    *ret_number = g_ascii_strtoll(text, NULL, 10);
    *ret_series = g_strdup(text + digits + 1);
    return *ret_number > 0;
}

bool
numbers_put(Db *db, const Record *record, GError **error)
{
    int field = number_field(record->kind);
    gint64 number = 0;
    g_autofree char *series = NULL;
    if (field < 0 || !given_number_read(record_value(record, field), &number, &series))
        return true;
    return db_run(db, error,
                  "INSERT INTO given(book, kind, series, number, entry) VALUES(?, ?, ?, ?, ?) "
                  "ON CONFLICT(book, kind, series, number, entry) DO NOTHING",
                  "iisii", record->book, (gint64)kind_index(record->kind), series, number,
                  record->entry);
}

bool
number_next(Db *db, const Book *book, const Kind *kind, const char *series, gint64 *ret_next,
            GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT number FROM given WHERE book = ? AND kind = ? AND "
                                      "series = ? ORDER BY number DESC LIMIT 1");
    query_bind(q, "iis", book->book, (gint64)kind_index(kind), series);
    *ret_next = 1;
    while (query_next(q))
        *ret_next = query_int(q, 0) + 1;
    return query_end(q, error);
}

bool
number_is_known(Db *db, const Book *book, const Kind *kind, gint64 entry, bool *ret_known,
                GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT 1 FROM given WHERE book = ? AND kind = ? AND entry = ? LIMIT 1");
    query_bind(q, "iii", book->book, (gint64)kind_index(kind), entry);
    *ret_known = query_next(q);
    return query_end(q, error);
}

GArray *
numbers_list(Db *db, const Book *book, const Kind *kind, const char *series, GError **error)
{
    g_autoptr(GArray) numbers = g_array_new(false, false, sizeof(GivenNumber));
    g_autoptr(Query) q = db_query(db, "SELECT number, entry FROM given WHERE book = ? AND kind = ? "
                                      "AND series = ? ORDER BY number, entry");
    query_bind(q, "iis", book->book, (gint64)kind_index(kind), series);
    while (query_next(q)) {
        GivenNumber number = {query_int(q, 0), query_int(q, 1)};
        g_array_append_val(numbers, number);
    }
    return query_end(q, error) ? g_steal_pointer(&numbers) : NULL;
}

GPtrArray *
numbers_series(Db *db, const Book *book, const Kind *kind, GError **error)
{
    g_autoptr(GPtrArray) series = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Query) q = db_query(
        db, "SELECT DISTINCT series FROM given WHERE book = ? AND kind = ? ORDER BY series");
    query_bind(q, "ii", book->book, (gint64)kind_index(kind));
    while (query_next(q))
        g_ptr_array_add(series, g_strdup(query_text(q, 0)));
    return query_end(q, error) ? g_steal_pointer(&series) : NULL;
}
