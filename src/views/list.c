/* list.c: one filtered page of a kind. The default order runs along the index of days, the numbers
 * under a list without other filters come from the totals: neither grows with the book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/list.h"

#include "base/error.h"
#include "base/text.h"
#include "records/kinds.h"
#include "views/filter.h"
#include "views/merge.h"
#include "views/rows.h"
#include "views/totals.h"

/* One stream a book; of a single book the engine itself passes over what lies before the page. */
static Merge *
merge_books(Db *db, const ListQuery *query, const GArray *books, gint64 offset)
{
    Merge *merge = merge_new(true);
    const char *order = query->kind->dated >= 0 ? "day DESC, entry DESC" : "entry DESC";
    for (guint i = 0; i < books->len; i++) {
        g_auto(Filter) filter = {0};
        filter_init(&filter, query, g_array_index(books, gint64, i));
        g_autofree char *rest = g_strdup_printf(
            "WHERE %s ORDER BY %s LIMIT %" G_GINT64_FORMAT " OFFSET %" G_GINT64_FORMAT,
            filter.where->str, order, G_MAXINT64, books->len == 1 ? offset : 0);
        g_autofree char *sql = rows_select(query->kind, rest);
        Query *q = db_query_built(db, sql);
        filter_bind(&filter, q);
        merge_add(merge, query->kind, q);
    }
    return merge;
}

/* Calls each for records from offset on, at most limit (0: all). */
static bool
each_newest(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context,
            GError **error)
{
    gint64 offset = MAX(query->offset, 0);
    g_autoptr(Merge) merge = merge_books(db, query, books, offset);
    if (books->len > 1 && !merge_skip(merge, offset, error))
        return false;
    for (gint64 at = 0; query->limit <= 0 || at < query->limit; at++) {
        g_autoptr(Record) record = NULL;
        if (!merge_next(merge, &record, error))
            return false;
        if (!record)
            return true;
        if (!each(context, record, error))
            return false;
    }
    return true;
}

static bool
each_listed(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context,
            GError **error)
{
    if (!query->order)
        return each_newest(db, query, books, each, context, error);
    return order_each(db, query, books, each, context, error);
}

bool
list_each(Db *db, const ListQuery *query, ListEach each, void *context, GError **error)
{
    g_autoptr(GArray) books = filter_books(db, query, error);
    return books && filter_check(query, error) &&
           each_listed(db, query, books, each, context, error);
}

static bool
keep(void *context, const Record *record, GError **error)
{
    g_ptr_array_add(context, record_copy(record));
    return true;
}

static bool
too_large(GError **error)
{
    return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
}

static bool
count_by_totals(Db *db, const ListQuery *query, gint64 book, const char *name, Money *sum,
                gint64 *count, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = '' AND key = '' AND day >= ? AND day <= ?");
    query_bind(q, "isii", book, name, query->from == DAY_UNSET ? G_MININT32 : (gint64)query->from,
               query->to == DAY_UNSET ? G_MAXINT32 : (gint64)query->to);
    while (query_next(q)) {
        Money part = {query_int(q, 3), query_int(q, 0), (Qualifier)query_int(q, 1)};
        *count += query_int(q, 2);
        if (sum && !money_add(sum, part))
            return too_large(error);
    }
    return query_end(q, error);
}

static bool
page_by_totals(Db *db, const ListQuery *query, gint64 book, ListPage *page, GError **error)
{
    gint64 ignored = 0;
    for (guint i = 0; i < page->sums->len; i++) {
        ListSum *sum = &g_array_index(page->sums, ListSum, i);
        const char *name = total_of_field(query->kind, sum->field);
        if (!count_by_totals(db, query, book, name, &sum->sum, &ignored, error))
            return false;
    }
    return count_by_totals(db, query, book, total_of_kind(query->kind), NULL, &page->count, error);
}

/* Adds the columns of one row to the sums. */
static bool
add_row(const ListQuery *query, Query *q, GArray *sums, GError **error)
{
    for (guint i = 0; i < sums->len; i++) {
        ListSum *sum = &g_array_index(sums, ListSum, i);
        Money addend = {query_int(q, (int)i), 1, QUALIFIER_EQ};
        bool is_money = query->kind->fields[sum->field].type == FIELD_MONEY;
        if (query_is_null(q, (int)i) ||
            (is_money && !money_parse(query_text(q, (int)i), &addend, NULL)))
            continue;
        if (!money_add(&sum->sum, addend))
            return too_large(error);
    }
    return true;
}

static bool
page_by_rows(Db *db, const ListQuery *query, gint64 book, ListPage *page, GError **error)
{
    bool summing = page->sums->len > 0;
    g_auto(Filter) filter = {0};
    filter_init(&filter, query, book);
    g_autoptr(GString) columns = g_string_new(NULL);
    for (guint i = 0; i < page->sums->len; i++)
        g_string_append_printf(
            columns, "%s\"%s\"", i > 0 ? ", " : "",
            query->kind->fields[g_array_index(page->sums, ListSum, i).field].name);
    g_autofree char *sql =
        g_strdup_printf("SELECT %s FROM v_%s WHERE %s", summing ? columns->str : "COUNT(*)",
                        query->kind->name, filter.where->str);
    g_autoptr(Query) q = db_query_built(db, sql);
    filter_bind(&filter, q);
    while (query_next(q)) {
        page->count += summing ? 1 : query_int(q, 0);
        if (summing && !add_row(query, q, page->sums, error))
            return false;
    }
    return query_end(q, error);
}

static bool
count_page(Db *db, const ListQuery *query, const GArray *books, bool with_sums, ListPage *page,
           GError **error)
{
    for (gsize i = 0; with_sums && i < query->kind->field_count; i++) {
        ListSum row = {(int)i, {0}};
        if (total_of_field(query->kind, (int)i))
            g_array_append_val(page->sums, row);
    }
    for (guint i = 0; i < books->len; i++) {
        gint64 book = g_array_index(books, gint64, i);
        if (filter_is_plain(query) ? !page_by_totals(db, query, book, page, error)
                                   : !page_by_rows(db, query, book, page, error))
            return false;
    }
    for (guint i = 0; i < page->sums->len; i++) {
        Money *sum = &g_array_index(page->sums, ListSum, i).sum;
        if (sum->qualifier == QUALIFIER_UNSET)
            *sum = (Money){0, 1, QUALIFIER_EQ};
    }
    return true;
}

ListPage *
list_run(Db *db, const ListQuery *query, bool with_sums, GError **error)
{
    g_autoptr(ListPage) page = g_new0(ListPage, 1);
    page->records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    page->sums = g_array_new(false, true, sizeof(ListSum));
    g_autoptr(GArray) books = filter_books(db, query, error);
    if (!books || !filter_check(query, error) ||
        !each_listed(db, query, books, keep, page->records, error) ||
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
