/* compare.c: the derived tables made a second time, beside the file, and held against those in it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/views.h"

#include "base/error.h"
#include "views/rebuild.h"
#include "views/tables.h"

typedef void (*Found)(void *context, const char *table, const char *key);

typedef struct {
    const Table *table;
    guint keys;         /* the first columns of both statements are the key */
    Query *here, *made; /* in the file, made beside */
    GHashTable *codes;  /* book -> code */
    Found found;
    void *context;
} Walk;

static bool
is_text_key(const char *column)
{
    static const char *const texts[] = {"measure", "cut",   "key",    "word", "hash",
                                        "target",  "field", "series", NULL};
    return g_strv_contains(texts, column);
}

static int
compare_keys(const Walk *walk)
{
    for (guint i = 0; i < walk->keys; i++) {
        if (is_text_key(query_column_name(walk->here, (int)i))) {
            int order = g_strcmp0(query_text(walk->here, (int)i), query_text(walk->made, (int)i));
            if (order != 0)
                return order;
            continue;
        }
        gint64 here = query_int(walk->here, (int)i), made = query_int(walk->made, (int)i);
        if (here != made)
            return here < made ? -1 : 1;
    }
    return 0;
}

static bool
rows_are_equal(const Walk *walk)
{
    for (int i = 0; i < query_columns(walk->here); i++) {
        if (query_type(walk->here, i) != query_type(walk->made, i))
            return false;
        if (g_strcmp0(query_text(walk->here, i), query_text(walk->made, i)) != 0)
            return false;
    }
    return true;
}

/* "KG-17" for a row that an entry makes, else the unit's code and the rest of the key. */
static void
name_row(const Walk *walk, Query *q)
{
    gint64 book = query_int(q, 0);
    const char *code = g_hash_table_lookup(walk->codes, &book);
    g_autoptr(GString) key = g_string_new(code ? code : query_text(q, 0));
    int last = (int)walk->keys - 1;
    if (g_str_equal(query_column_name(q, last), "entry"))
        g_string_append_printf(key, "-%s", query_text(q, last));
    else
        for (guint i = 1; i < walk->keys; i++)
            g_string_append_printf(key, " %s", query_text(q, (int)i));
    walk->found(walk->context, walk->table->name, key->str);
}

static bool
walk_rows(const Walk *walk, GError **error)
{
    bool here = query_next(walk->here), made = query_next(walk->made);
    while (here || made) {
        int order = !here ? 1 : !made ? -1 : compare_keys(walk);
        if (order != 0 || !rows_are_equal(walk))
            name_row(walk, order > 0 ? walk->made : walk->here);
        if (order <= 0)
            here = query_next(walk->here);
        if (order >= 0)
            made = query_next(walk->made);
    }
    return query_end(walk->here, error) && query_end(walk->made, error);
}

typedef struct {
    GHashTable *names; /* of tables that do not stand as defined */
    const Walk *walk;
} Changed;

/* A changed letter in a definition makes another column, or a constant where a column was. */
static void
definition_differs(void *context, const char *where, const char *sentence)
{
    Changed *changed = context;
    if (g_hash_table_add(changed->names, g_strdup(where)))
        changed->walk->found(changed->walk->context, where, "");
}

static bool
compare_definitions(Db *db, const Walk *walk, GHashTable *names, GError **error)
{
    Changed changed = {names, walk};
    gsize count = 0;
    const Table *list = tables_list(&count);
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (gsize i = 0; i < count; i++)
        for (char **text = list[i].create; *text; text++)
            g_ptr_array_add(texts, *text);
    g_ptr_array_add(texts, NULL);
    return db_check_definitions(db, (const char *const *)texts->pdata, definition_differs, &changed,
                                error);
}

static bool
compare_table(Db *db, Db *beside, Walk *walk, const Table *table, GError **error)
{
    g_autofree char *sql = g_strdup_printf("SELECT %s, t.* FROM %s t ORDER BY %s", table->key,
                                           table->name, table->key);
    g_autoptr(Query) here = db_query_built(db, sql), made = db_query_built(beside, sql);
    query_bind(here, "");
    query_bind(made, "");
    walk->table = table;
    walk->keys = 1;
    for (const char *c = table->key; *c; c++)
        walk->keys += *c == ',';
    walk->here = here;
    walk->made = made;
    return walk_rows(walk, error);
}

static GHashTable *
read_codes(Db *db, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (!books)
        return NULL;
    GHashTable *codes = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_hash_table_insert(codes, g_memdup2(&book->book, sizeof book->book), g_strdup(book->code));
    }
    return codes;
}

bool
views_compare(Store *store, Found found, void *context, GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    bool current = false;
    if (!db || !tables_are_current(db, &current, error))
        return false;
    if (!current)
        return fail(error, KN_CONFLICT,
                    N_("The tables of this file were made by another version; rebuild them."));
    g_autoptr(GHashTable) codes = read_codes(db, error);
    if (!codes)
        return false;
    g_autoptr(Store) scratch = store_scratch(error);
    g_autoptr(Db) beside = scratch ? store_write(scratch, error) : NULL;
    if (!beside || !tables_create(beside, error) || !rebuild_into(db, beside, NULL, NULL, error))
        return false;
    Walk walk = {.codes = codes, .found = found, .context = context};
    g_autoptr(GHashTable) changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (!compare_definitions(db, &walk, changed, error))
        return false;
    gsize count = 0;
    const Table *list = tables_list(&count);
    for (gsize i = 0; i < count; i++)
        if (!g_hash_table_contains(changed, list[i].name) &&
            !compare_table(db, beside, &walk, &list[i], error))
            return false;
    return true;
}
