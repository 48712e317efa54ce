/* erased.c: which fields of which entries were erased.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/erased.h"

#include "book/body.h"
#include "proof/sink.h"

struct Erased {
    GHashTable *entries; /* gint64 -> (element-type utf8) GPtrArray */
};

Erased *
erased_new(void)
{
    Erased *erased = g_new0(Erased, 1);
    erased->entries = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free,
                                            (GDestroyNotify)g_ptr_array_unref);
    return erased;
}

void
erased_free(Erased *erased)
{
    if (erased == NULL)
        return;
    g_hash_table_unref(erased->entries);
    g_free(erased);
}

bool
erased_names(const GPtrArray *fields, Slice name)
{
    for (guint i = 0; fields != NULL && i < fields->len; i++)
        if (slice_is(name, fields->pdata[i]))
            return true;
    return false;
}

void
erased_add(Erased *erased, gint64 entry, const char *field)
{
    GPtrArray *fields = g_hash_table_lookup(erased->entries, &entry);
    if (fields == NULL) {
        fields = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(erased->entries, g_memdup2(&entry, sizeof(entry)), fields);
    }
    if (!erased_names(fields, (Slice){field, strlen(field)}))
        g_ptr_array_add(fields, g_strdup(field));
}

const GPtrArray *
erased_fields(const Erased *erased, gint64 entry)
{
    return g_hash_table_lookup(erased->entries, &entry);
}

void
erased_each(const Erased *erased,
            void (*each)(void *context, gint64 entry, const GPtrArray *fields), void *context)
{
    GHashTableIter iter;
    gpointer entry, fields;
    g_hash_table_iter_init(&iter, erased->entries);
    while (g_hash_table_iter_next(&iter, &entry, &fields))
        each(context, *(const gint64 *)entry, fields);
}

bool
erased_read(const char *lines, gsize length, GArray **ret_entries, char **ret_field)
{
    g_autofree char *list = body_value(lines, length, "entries");
    g_autofree char *field = body_value(lines, length, "field");
    if (list == NULL || field == NULL)
        return false;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_auto(GStrv) numbers = g_strsplit(list, "\n", -1);
    for (char **number = numbers; *number != NULL; number++) {
        guint64 value;
        if (!number_read(*number, strlen(*number), &value) || value > G_MAXINT64)
            return false;
        gint64 entry = (gint64)value;
        g_array_append_val(entries, entry);
    }
    *ret_entries = g_steal_pointer(&entries);
    *ret_field = g_steal_pointer(&field);
    return true;
}

/* Only the leaf tells the kind, so the leaves are read through once: some 50 ms for 100,000. */
bool
book_erased(Db *db, Book *book, GError **error)
{
    if (book->erased != NULL)
        return true;
    static const char prefix[] = "ketnghia/entry/v1\nkind erase/";
    g_autoptr(Erased) erased = erased_new();
    g_autoptr(Query) q = db_query(db, "SELECT leaf.data, body.lines FROM leaf JOIN body"
                                      " ON body.book = leaf.book AND body.entry = leaf.entry"
                                      " WHERE leaf.book = ? AND substr(leaf.data, 1, ?) = ?");
    query_bind(q, "iib", book->book, (gint64)strlen(prefix), prefix, strlen(prefix));
    while (query_next(q)) {
        gsize length;
        const char *lines = query_blob(q, 1, &length);
        g_autoptr(GArray) entries = NULL;
        g_autofree char *field = NULL;
        if (!erased_read(lines, length, &entries, &field))
            continue;
        for (guint i = 0; i < entries->len; i++)
            erased_add(erased, g_array_index(entries, gint64, i), field);
    }
    if (!query_end(q, error))
        return false;
    book->erased = g_steal_pointer(&erased);
    return true;
}
