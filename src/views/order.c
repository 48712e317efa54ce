/* order.c: lists in the order of a field: by the engine for days, numbers and codes; in Vietnamese
 * order for texts, as long as the list is one a person would look through.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/filter.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/rows.h"

#define COLLATED_MAX 20000 /* texts that are put in order in memory: about 0.1 s and 3 MiB */

typedef struct {
    gint64 book, entry;
    char *text;
} Named;

/* Columns the engine can compare: days and codes compare as their text does. */
static char *
order_column(const Kind *kind, int at)
{
    const Field *field = &kind->fields[at];
    if (at == kind->dated)
        return g_strdup("day");
    return field->type == FIELD_MONEY ? g_strdup_printf("\"%s_vnd\"", field->name)
                                      : g_strdup_printf("\"%s\"", field->name);
}

/* One condition over all the books. */
static char *
where_all(const ListQuery *query, const GArray *books, GPtrArray *filters)
{
    g_autoptr(GString) where = g_string_new("(");
    for (guint i = 0; i < books->len; i++) {
        Filter *filter = g_new0(Filter, 1);
        filter_init(filter, query, g_array_index(books, gint64, i));
        g_ptr_array_add(filters, filter);
        g_string_append_printf(where, "%s(%s)", i > 0 ? " OR " : "", filter->where->str);
    }
    g_string_append(where, books->len > 0 ? ")" : "1 = 0)");
    return g_string_free(g_steal_pointer(&where), false);
}

static void
filter_free(gpointer filter)
{
    filter_clear(filter);
    g_free(filter);
}

static void
bind_all(const GPtrArray *filters, Query *q)
{
    int at = 0;
    query_bind(q, "");
    for (guint i = 0; i < filters->len; i++) {
        const Filter *filter = filters->pdata[i];
        guint number = 0;
        for (guint j = 0; j < filter->texts->len; j++, at++) {
            if (filter->texts->pdata[j])
                query_bind_text(q, at, filter->texts->pdata[j]);
            else
                query_bind_int(q, at, g_array_index(filter->numbers, gint64, number++));
        }
    }
}

static bool
each_by_engine(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context,
               GError **error)
{
    g_autoptr(GPtrArray) filters = g_ptr_array_new_with_free_func(filter_free);
    g_autofree char *where = where_all(query, books, filters);
    g_autofree char *column = order_column(query->kind, kind_field(query->kind, query->order));
    const char *way = query->descending ? "DESC" : "ASC",
               *nulls = query->descending ? "LAST" : "FIRST";
    g_autofree char *rest =
        g_strdup_printf("WHERE %s ORDER BY %s %s NULLS %s, book, entry %s LIMIT %" G_GINT64_FORMAT
                        " OFFSET %" G_GINT64_FORMAT,
                        where, column, way, nulls, way,
                        query->limit > 0 ? query->limit : G_MAXINT64, MAX(query->offset, 0));
    g_autofree char *sql = rows_select(query->kind, rest);
    g_autoptr(Query) q = db_query_built(db, sql);
    bind_all(filters, q);
    while (query_next(q)) {
        g_autoptr(Record) record = rows_read(query->kind, q);
        if (!each(context, record, error))
            return false;
    }
    return query_end(q, error);
}

static void
named_clear(gpointer data)
{
    g_free(((Named *)data)->text);
}

/* Books and entries with the text to order by; NULL without error when they are too many to
 * collate. */
static bool
read_names(Db *db, const ListQuery *query, const GArray *books, GArray **ret_names, GError **error)
{
    g_autoptr(GPtrArray) filters = g_ptr_array_new_with_free_func(filter_free);
    g_autofree char *where = where_all(query, books, filters);
    g_autofree char *sql =
        g_strdup_printf("SELECT book, entry, \"%s\" FROM v_%s WHERE %s LIMIT %d", query->order,
                        query->kind->name, where, COLLATED_MAX + 1);
    g_autoptr(GArray) names = g_array_new(false, true, sizeof(Named));
    g_array_set_clear_func(names, named_clear);
    g_autoptr(Query) q = db_query_built(db, sql);
    bind_all(filters, q);
    while (query_next(q)) {
        const char *text = query_text(q, 2);
        Named named = {query_int(q, 0), query_int(q, 1), g_strdup(text ? text : "")};
        g_array_append_val(names, named);
    }
    if (!query_end(q, error))
        return false;
    *ret_names = names->len > COLLATED_MAX ? NULL : g_steal_pointer(&names);
    return true;
}

static gint
tie(const Named *a, const Named *b)
{
    if (a->book != b->book)
        return a->book < b->book ? -1 : 1;
    return (a->entry > b->entry) - (a->entry < b->entry);
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
    int order = text_compare(((const Named *)a)->text, ((const Named *)b)->text);
    return order != 0 ? order : tie(a, b);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    int order = text_compare_names(((const Named *)a)->text, ((const Named *)b)->text);
    return order != 0 ? order : tie(a, b);
}

bool
list_is_person_name(const Kind *kind, int at)
{
    const Field *field = &kind->fields[at];
    return field->type == FIELD_TEXT && field->class == CLASS_BASIC &&
           (at == kind->title || g_str_has_suffix(field->name, "name")) &&
           strstr(field->name, "name");
}

static bool
each_collated(Db *db, const ListQuery *query, GArray *names, ListEach each, void *context,
              GError **error)
{
    int at = kind_field(query->kind, query->order);
    g_array_sort(names, list_is_person_name(query->kind, at) ? compare_names : compare_texts);
    gint64 first = MAX(query->offset, 0);
    gint64 last =
        query->limit > 0 ? MIN(first + query->limit, (gint64)names->len) : (gint64)names->len;
    for (gint64 i = first; i < last; i++) {
        guint place = query->descending ? names->len - 1 - (guint)i : (guint)i;
        const Named *named = &g_array_index(names, Named, place);
        g_autoptr(Record) record = NULL;
        if (!rows_find(db, query->kind, named->book, named->entry, &record, error))
            return false;
        if (record && !each(context, record, error))
            return false;
    }
    return true;
}

bool
order_each(Db *db, const ListQuery *query, const GArray *books, ListEach each, void *context,
           GError **error)
{
    int at = kind_field(query->kind, query->order);
    if (query->kind->fields[at].type != FIELD_TEXT || at == query->kind->dated)
        return each_by_engine(db, query, books, each, context, error);
    g_autoptr(GArray) names = NULL;
    if (!read_names(db, query, books, &names, error))
        return false;
    if (!names)
        return each_by_engine(db, query, books, each, context, error);
    return each_collated(db, query, names, each, context, error);
}
