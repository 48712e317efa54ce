/* addresses.c: humanitarian addresses and their helps in one pass each.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/addresses.h"

#include <string.h>

static Day
column_day(Query *q, int column)
{
    Day day;
    const char *iso = query_text(q, column);
    return iso != NULL && day_parse(iso, &day) ? day : DAY_UNSET;
}

static const char *
column_text(Query *q, int column)
{
    const char *text = query_text(q, column);
    return text != NULL ? text : "";
}

/* The newest first part of the items of `surveys`. */
static Day
newest_survey(const char *surveys, Day newest)
{
    g_auto(GStrv) items = g_strsplit(surveys, "\n", -1);
    for (char **item = items; *item != NULL; item++) {
        g_autofree char *on = g_strndup(*item, strcspn(*item, "\t"));
        Day day;
        if (day_parse(on, &day) && (newest == DAY_UNSET || day > newest))
            newest = day;
    }
    return newest;
}

bool
addresses_each(Db *db, const Book *book, void (*each)(void *context, const AddressRow *row),
               void *context, GError **error)
{
    g_autoptr(Query) q = db_query(
        db, "SELECT a.entry, a.name, a.commune, a.priority, a.state, a.surveyed, a.surveys, "
            "a.confirmed, h.day FROM v_address AS a LEFT JOIN (SELECT address, MAX(day) AS day "
            "FROM v_help WHERE book = ? GROUP BY address) AS h ON h.address = CAST(a.entry AS "
            "TEXT) WHERE a.book = ? AND a.state <> 'left' ORDER BY a.entry");
    query_bind(q, "ii", book->book, book->book);
    while (query_next(q)) {
        AddressRow row = {.entry = query_int(q, 0),
                          .name = column_text(q, 1),
                          .commune = column_text(q, 2),
                          .priority = column_text(q, 3),
                          .state = column_text(q, 4),
                          .surveyed = newest_survey(column_text(q, 6), column_day(q, 5)),
                          .confirmed = column_day(q, 7),
                          .helped = query_is_null(q, 8) ? DAY_UNSET : (Day)query_int(q, 8)};
        each(context, &row);
    }
    return query_end(q, error);
}

GHashTable *
promises_kept(Db *db, const Book *book, GError **error)
{
    g_autoptr(GHashTable) kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(Query) q =
        db_query(db, "SELECT sponsorship, COUNT(*), SUM(amount_vnd) FROM v_help WHERE book = ? AND "
                     "sponsorship <> '' GROUP BY sponsorship");
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        PromiseKept one = {query_int(q, 1), query_is_null(q, 2) ? 0 : query_int(q, 2)};
        g_hash_table_insert(kept, g_strdup(query_text(q, 0)), g_memdup2(&one, sizeof one));
    }
    return query_end(q, error) ? g_steal_pointer(&kept) : NULL;
}

bool
helps_waiting(Db *db, const Book *book,
              void (*each)(void *context, gint64 entry, Day day, const char *address),
              void *context, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT entry, day, address FROM v_help WHERE book = ? AND "
                                      "(verified IS NULL OR verified = '') ORDER BY day, entry");
    query_bind(q, "i", book->book);
    while (query_next(q))
        each(context, query_int(q, 0), (Day)query_int(q, 1), column_text(q, 2));
    return query_end(q, error);
}
