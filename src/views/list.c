/* list.c: one filtered page of a kind. The default order runs along the index of days, the numbers under a
 * list without other filters come from the totals: neither grows with the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/list.h"

#include "base/error.h"
#include "base/text.h"
#include "records/kinds.h"
#include "views/filter.h"
#include "views/merge.h"
#include "views/rows.h"
#include "views/totals.h"

static Merge *
merge_books(Db *db, const ListQuery *query, const GArray *books)
{
    Merge *merge = merge_new(true);
    const char *order = query->kind->dated >= 0 ? "ORDER BY day DESC, entry DESC" : "ORDER BY entry DESC";
    for (guint i = 0; i < books->len; i++) {
        g_auto(Filter) filter = {0};
        filter_init(&filter, query, g_array_index(books, gint64, i));
        g_autofree char *rest = g_strdup_printf("WHERE %s %s", filter.where->str, order);
        g_autofree char *sql = rows_select(query->kind, rest);
        Query *q = db_query_built(db, sql);
        filter_bind(&filter, q);
        merge_add(merge, query->kind, q);
    }
    return merge;
}

/* Calls each for records from offset on, at most limit (0: all). */
static bool
each_newest(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context, GError **error)
{
    g_autoptr(Merge) merge = merge_books(db, query, books);
    for (gint64 at = 0; query->limit <= 0 || at < query->offset + query->limit; at++) {
        g_autoptr(Record) record = NULL;
        if (!merge_next(merge, &record, error))
            return false;
        if (!record)
            return true;
        if (at >= query->offset && !each(context, record, error))
            return false;
    }
    return true;
}

static bool
each_listed(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context, GError **error)
{
    if (!query->order)
        return each_newest(db, query, books, each, context, error);
    return order_each(db, query, books, each, context, error);
}

bool
list_each(Db *db, const ListQuery *query, ListEach each, void *context, GError **error)
{
    g_autoptr(GArray) books = filter_books(db, query, error);
    return books && filter_check(query, error) && each_listed(db, query, books, each, context, error);
}

static bool
keep(void *context, const Record *record, GError **error)
{
    g_ptr_array_add(context, record_copy(record));
    return true;
}

static bool
count_by_totals(Db *db, const ListQuery *query, gint64 book, const char *name, Money *sum, gint64 *count,
                GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, SUM(n), SUM(sum) FROM total WHERE book = ? AND measure = ? "
                     "AND cut = '' AND key = '' AND day >= ? AND day <= ? GROUP BY step, qualifier");
    query_bind(q, "isii", book, name, query->from == DAY_UNSET ? G_MININT32 : (gint64)query->from,
               query->to == DAY_UNSET ? G_MAXINT32 : (gint64)query->to);
    while (query_next(q)) {
        Money part = {query_int(q, 3), query_int(q, 0), (Qualifier)query_int(q, 1)};
        *count += query_int(q, 2);
        if (!money_add(sum, part))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    }
    return query_end(q, error);
}

static bool
count_by_rows(Db *db, const ListQuery *query, gint64 book, gint64 *count, GError **error)
{
    g_auto(Filter) filter = {0};
    filter_init(&filter, query, book);
    g_autofree char *sql =
        g_strdup_printf("SELECT COUNT(*) FROM v_%s WHERE %s", query->kind->name, filter.where->str);
    g_autoptr(Query) q = db_query_built(db, sql);
    filter_bind(&filter, q);
    if (query_next(q))
        *count += query_int(q, 0);
    return query_end(q, error);
}

static bool
sum_by_rows(Db *db, const ListQuery *query, gint64 book, int field, Money *sum, GError **error)
{
    const Field *summed = &query->kind->fields[field];
    g_auto(Filter) filter = {0};
    filter_init(&filter, query, book);
    g_autofree char *sql = g_strdup_printf("SELECT \"%s\" FROM v_%s WHERE %s AND \"%s\" IS NOT NULL", summed->name,
                                           query->kind->name, filter.where->str, summed->name);
    g_autoptr(Query) q = db_query_built(db, sql);
    filter_bind(&filter, q);
    while (query_next(q)) {
        Money addend = {0, 1, QUALIFIER_EQ};
        const char *text = NULL;
        if (summed->type == FIELD_COUNT)
            addend.vnd = query_int(q, 0);
        else if (!money_parse(query_text(q, 0), &addend, &text))
            continue;
        if (!money_add(sum, addend))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    }
    return query_end(q, error);
}

static bool
sum_field(Db *db, const ListQuery *query, const GArray *books, int field, GArray *sums, GError **error)
{
    ListSum row = {field, {0}};
    gint64 count = 0;
    for (guint i = 0; i < books->len; i++) {
        gint64 book = g_array_index(books, gint64, i);
        if (filter_is_plain(query)
                ? !count_by_totals(db, query, book, total_of_field(query->kind, field), &row.sum, &count, error)
                : !sum_by_rows(db, query, book, field, &row.sum, error))
            return false;
    }
    if (row.sum.qualifier == QUALIFIER_UNSET)
        row.sum = (Money){0, 1, QUALIFIER_EQ};
    g_array_append_val(sums, row);
    return true;
}

static bool
count_page(Db *db, const ListQuery *query, const GArray *books, bool with_sums, ListPage *page, GError **error)
{
    for (guint i = 0; i < books->len; i++) {
        gint64 book = g_array_index(books, gint64, i);
        Money ignored = {0};
        if (filter_is_plain(query) ? !count_by_totals(db, query, book, total_of_kind(query->kind), &ignored,
                                                      &page->count, error)
                                   : !count_by_rows(db, query, book, &page->count, error))
            return false;
    }
    for (gsize i = 0; with_sums && i < query->kind->field_count; i++)
        if (total_of_field(query->kind, (int)i) && !sum_field(db, query, books, (int)i, page->sums, error))
            return false;
    return true;
}

ListPage *
list_run(Db *db, const ListQuery *query, bool with_sums, GError **error)
{
    g_autoptr(ListPage) page = g_new0(ListPage, 1);
    page->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    page->sums = g_array_new(false, true, sizeof(ListSum));
    g_autoptr(GArray) books = filter_books(db, query, error);
    if (!books || !filter_check(query, error) || !each_listed(db, query, books, keep, page->records, error) ||
        !count_page(db, query, books, with_sums, page, error))
        return NULL;
    return g_steal_pointer(&page);
}

void
list_page_free(ListPage *page)
{
    if (!page)
        return;
    g_ptr_array_unref(page->records);
    g_array_unref(page->sums);
    g_free(page);
}
