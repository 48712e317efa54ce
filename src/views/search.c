/* search.c: records of any kind by words.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/list.h"

#include "base/text.h"
#include "records/kinds.h"
#include "views/filter.h"
#include "views/rows.h"

typedef struct {
    gint64 kind, entry;
} Hit;

static guint
hit_hash(gconstpointer data)
{
    const Hit *hit = data;
    return (guint)(hit->entry * 64 + hit->kind);
}

static gboolean
hit_equal(gconstpointer a, gconstpointer b)
{
    const Hit *one = a, *two = b;
    return one->kind == two->kind && one->entry == two->entry;
}

/* Records of a book that hold a word starting with this, among those already found (NULL: any). */
static GHashTable *
hits_of_word(Db *db, gint64 book, const char *word, GHashTable *among, GError **error)
{
    g_autoptr(GHashTable) hits = g_hash_table_new_full(hit_hash, hit_equal, g_free, NULL);
    g_autofree char *end = word_end(word);
    g_autoptr(Query) q =
        db_query(db, "SELECT kind, entry FROM word WHERE book = ? AND word >= ? AND word < ?");
    query_bind(q, "iss", book, word, end);
    while (query_next(q)) {
        Hit hit = {query_int(q, 0), query_int(q, 1)};
        if (!among || g_hash_table_contains(among, &hit))
            g_hash_table_add(hits, g_memdup2(&hit, sizeof hit));
    }
    if (!query_end(q, error))
        return NULL;
    return g_steal_pointer(&hits);
}

static GHashTable *
hits_of_words(Db *db, gint64 book, const GPtrArray *words, GError **error)
{
    g_autoptr(GHashTable) hits = NULL;
    for (guint i = 0; i < words->len; i++) {
        GHashTable *narrower = hits_of_word(db, book, words->pdata[i], hits, error);
        g_clear_pointer(&hits, g_hash_table_unref);
        hits = narrower;
        if (!hits)
            return NULL;
    }
    return g_steal_pointer(&hits);
}

typedef struct {
    gint64 book, kind, entry, day;
} Found;

static gint
compare_found(gconstpointer a, gconstpointer b)
{
    const Found *one = a, *two = b;
    if (one->day != two->day)
        return one->day > two->day ? -1 : 1;
    if (one->entry != two->entry)
        return one->entry > two->entry ? -1 : 1;
    return (one->book > two->book) - (one->book < two->book);
}

static bool
add_days(Db *db, gint64 book, GHashTable *hits, GArray *all, GError **error)
{
    GHashTableIter iter;
    gpointer key = NULL;
    g_hash_table_iter_init(&iter, hits);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Hit *hit = key;
        if (hit->kind < 0 || hit->kind >= (gint64)kinds_count)
            continue;
        g_autofree char *sql = g_strdup_printf("SELECT day FROM v_%s WHERE book = ? AND entry = ?",
                                               kinds[hit->kind]->name);
        g_autoptr(Query) q = db_query_built(db, sql);
        query_bind(q, "ii", book, hit->entry);
        Found found = {book, hit->kind, hit->entry, query_next(q) ? query_int(q, 0) : 0};
        if (!query_end(q, error))
            return false;
        g_array_append_val(all, found);
    }
    return true;
}

GPtrArray *
search_run(Db *db, const gint64 *books, gsize book_count, const char *typed, gint64 limit,
           GError **error)
{
    g_autoptr(GPtrArray) words = text_words(typed);
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    g_autoptr(GArray) all = g_array_new(false, true, sizeof(Found));
    for (gsize i = 0; words->len > 0 && i < book_count; i++) {
        g_autoptr(GHashTable) hits = hits_of_words(db, books[i], words, error);
        if (!hits || !add_days(db, books[i], hits, all, error))
            return NULL;
    }
    g_array_sort(all, compare_found);
    for (guint i = 0; i < all->len && (limit <= 0 || (gint64)i < limit); i++) {
        const Found *found = &g_array_index(all, Found, i);
        g_autoptr(Record) record = NULL;
        if (!rows_find(db, kinds[found->kind], found->book, found->entry, &record, error))
            return NULL;
        if (record)
            g_ptr_array_add(records, g_steal_pointer(&record));
    }
    return g_steal_pointer(&records);
}
