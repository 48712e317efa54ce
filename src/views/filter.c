/* filter.c: what a list leaves out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/filter.h"

#include "base/error.h"
#include "base/text.h"
#include "records/kinds.h"
#include "views/tables.h"

char *
word_end(const char *word)
{
    return g_strconcat(word, "\xf4\x8f\xbf\xbf", NULL); /* the last character there is */
}

static void
add_number(Filter *filter, gint64 number)
{
    g_ptr_array_add(filter->texts, NULL);
    g_array_append_val(filter->numbers, number);
}

static void
add_words(Filter *filter, const ListQuery *query, gint64 book)
{
    g_autoptr(GPtrArray) words = text_words(query->search);
    for (guint i = 0; i < words->len; i++) {
        g_string_append(filter->where,
                        " AND entry IN (SELECT entry FROM word WHERE book = ? AND word >= ? "
                        "AND word < ? AND kind = ?)");
        add_number(filter, book);
        g_ptr_array_add(filter->texts, g_strdup(words->pdata[i]));
        g_ptr_array_add(filter->texts, word_end(words->pdata[i]));
        add_number(filter, kind_index(query->kind));
    }
    if (words->len == 0)
        g_string_append(filter->where, " AND 1 = 0");
}

/* Records that name the value by this field: a reference, or a list with references in its items. */
static void
add_link(Filter *filter, const Kind *kind, const Field *field, gint64 book, const char *target)
{
    g_string_append(filter->where, " AND entry IN (SELECT entry FROM link WHERE book = ? AND "
                                   "target = ? AND kind = ? AND field = ?)");
    add_number(filter, book);
    g_ptr_array_add(filter->texts, g_strdup(target));
    add_number(filter, kind_index(kind));
    g_ptr_array_add(filter->texts, g_strdup(field->name));
}

void
filter_init(Filter *filter, const ListQuery *query, gint64 book)
{
    filter->where = g_string_new("book = ?");
    filter->texts = g_ptr_array_new_with_free_func(g_free);
    filter->numbers = g_array_new(false, false, sizeof(gint64));
    add_number(filter, book);
    if (query->from != DAY_UNSET) {
        g_string_append(filter->where, " AND day >= ?");
        add_number(filter, query->from);
    }
    if (query->to != DAY_UNSET) {
        g_string_append(filter->where, " AND day <= ?");
        add_number(filter, query->to);
    }
    if (query->latest_from > 0) {
        g_string_append(filter->where, " AND latest >= ?");
        add_number(filter, query->latest_from);
    }
    if (query->latest_to > 0) {
        g_string_append(filter->where, " AND latest < ?");
        add_number(filter, query->latest_to);
    }
    for (guint i = 0; query->equals && i < query->equals->len; i++) {
        const ListEqual *equal = query->equals->pdata[i];
        const Field *field = &query->kind->fields[kind_field(query->kind, equal->field)];
        if (field->type == FIELD_REF || field->type == FIELD_LIST) {
            add_link(filter, query->kind, field, book, equal->value);
            continue;
        }
        g_string_append_printf(filter->where, " AND \"%s\" = ?", field->name);
        if (field->type == FIELD_COUNT)
            add_number(filter, g_ascii_strtoll(equal->value, NULL, 10));
        else
            g_ptr_array_add(filter->texts, g_strdup(equal->value));
    }
    if (query->search && *query->search)
        add_words(filter, query, book);
}

void
filter_clear(Filter *filter)
{
    if (!filter->where)
        return;
    g_string_free(filter->where, true);
    g_ptr_array_unref(filter->texts);
    g_array_unref(filter->numbers);
    *filter = (Filter){0};
}

void
filter_bind(const Filter *filter, Query *q)
{
    guint number = 0;
    query_bind(q, "");
    for (guint i = 0; i < filter->texts->len; i++) {
        const char *text = filter->texts->pdata[i];
        if (text)
            query_bind_text(q, (int)i, text);
        else
            query_bind_int(q, (int)i, g_array_index(filter->numbers, gint64, number++));
    }
}

GArray *
filter_books(Db *db, const ListQuery *query, GError **error)
{
    g_autoptr(GArray) books = g_array_new(false, false, sizeof(gint64));
    if (query->books) {
        g_array_append_vals(books, query->books, (guint)query->book_count);
        return g_steal_pointer(&books);
    }
    g_autoptr(GPtrArray) all = book_list(db, error);
    if (!all)
        return NULL;
    for (guint i = 0; i < all->len; i++) {
        const Book *book = all->pdata[i];
        if (book->own)
            g_array_append_val(books, book->book);
    }
    return g_steal_pointer(&books);
}

bool
filter_check(const ListQuery *query, GError **error)
{
    if (query->order && kind_field(query->kind, query->order) < 0)
        return fail(error, KN_INVALID, N_("%s has no field \"%s\"."), _(query->kind->label),
                    query->order);
    for (guint i = 0; query->equals && i < query->equals->len; i++) {
        const ListEqual *equal = query->equals->pdata[i];
        if (kind_field(query->kind, equal->field) < 0)
            return fail(error, KN_INVALID, N_("%s has no field \"%s\"."), _(query->kind->label),
                        equal->field);
    }
    return true;
}

bool
filter_is_plain(const ListQuery *query)
{
    return query->latest_from == 0 && query->latest_to == 0 &&
           (!query->search || *query->search == '\0') &&
           (!query->equals || query->equals->len == 0);
}
