/* query.c: statements: prepared once a connection, found by their text, bound, stepped, read.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/transaction.h"

#include "base/error.h"

#define CACHE_TEXTS                                                                                \
    512           /* past it a connection's statements are dropped: lists make texts by filter */
#define RECENT 64 /* literals found by their address alone, without hashing their text */

/* The idle statements of one text; nested use has several. */
typedef struct {
    GPtrArray *idle; /* (element-type Query) */
} Shelf;

struct Cache {
    GHashTable *shelves; /* text -> Shelf */
    struct {
        const char *literal;
        Shelf *shelf;
    } recent[RECENT];
    guint out; /* statements in use */
};

struct Query {
    Db *db;
    Cache *cache;
    const Engine *engine;
    Statement *statement; /* NULL when preparing failed */
    Shelf *shelf;
    GError *error;
    bool done;
};

static void
query_destroy(gpointer data)
{
    Query *q = data;
    if (q->statement != NULL)
        q->engine->finalize(q->statement);
    g_clear_error(&q->error);
    g_free(q);
}

static void
shelf_free(gpointer data)
{
    Shelf *shelf = data;
    g_ptr_array_unref(shelf->idle);
    g_free(shelf);
}

Cache *
cache_new(void)
{
    Cache *cache = g_new0(Cache, 1);
    cache->shelves = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, shelf_free);
    return cache;
}

void
cache_free(Cache *cache)
{
    if (cache == NULL)
        return;
    g_hash_table_unref(cache->shelves);
    g_free(cache);
}

void
cache_trim(Cache *cache)
{
    if (cache->out > 0 || g_hash_table_size(cache->shelves) <= CACHE_TEXTS)
        return;
    g_hash_table_remove_all(cache->shelves);
    memset(cache->recent, 0, sizeof cache->recent);
}

static Shelf *
find_shelf(Cache *cache, const char *sql)
{
    Shelf *shelf = g_hash_table_lookup(cache->shelves, sql);
    if (shelf != NULL)
        return shelf;
    shelf = g_new0(Shelf, 1);
    shelf->idle = g_ptr_array_new_with_free_func(query_destroy);
    g_hash_table_insert(cache->shelves, g_strdup(sql), shelf);
    return shelf;
}

static Query *
take(Db *db, Shelf *shelf, const char *sql)
{
    db->cache->out++;
    if (shelf->idle->len > 0) {
        Query *q = g_ptr_array_steal_index_fast(shelf->idle, shelf->idle->len - 1);
        q->db = db;
        return q;
    }
    Query *q = g_new0(Query, 1);
    *q = (Query){.db = db, .cache = db->cache, .engine = db->engine, .shelf = shelf};
    q->statement = db->engine->prepare(db->connection, sql, &q->error);
    if (q->statement == NULL)
        db_failed(db, q->error);
    return q;
}

Query *
db_query_literal(Db *db, const char *sql)
{
    gsize slot = ((gsize)sql >> 3 ^ (gsize)sql >> 9) % RECENT;
    if (db->cache->recent[slot].literal == sql)
        return take(db, db->cache->recent[slot].shelf, sql);
    Shelf *shelf = find_shelf(db->cache, sql);
    db->cache->recent[slot].literal = sql;
    db->cache->recent[slot].shelf = shelf;
    return take(db, shelf, sql);
}

Query *
db_query_built(Db *db, const char *sql)
{
    return take(db, find_shelf(db->cache, sql), sql);
}

void
query_free(Query *q)
{
    if (q == NULL)
        return;
    q->cache->out--;
    if (q->statement == NULL || q->error != NULL) {
        query_destroy(q);
        return;
    }
    q->engine->reset(q->statement);
    q->engine->forget(q->statement);
    q->done = false;
    q->db = NULL;
    g_ptr_array_add(q->shelf->idle, q);
}

static bool
is_sound(const Query *q)
{
    return q->statement != NULL && q->error == NULL;
}

static void
bind_all(Query *q, bool stay, const char *types, va_list values)
{
    const Engine *engine = q->engine;
    for (int at = 0; types[at] != '\0'; at++) {
        switch (types[at]) {
        case 'i':
            engine->bind_int(q->statement, at, va_arg(values, gint64));
            break;
        case 's': {
            const char *text = va_arg(values, const char *);
            if (text != NULL)
                engine->bind_text(q->statement, at, text, stay);
            else
                engine->bind_null(q->statement, at);
            break;
        }
        case 'b': {
            const void *data = va_arg(values, const void *);
            gsize length = va_arg(values, gsize);
            engine->bind_blob(q->statement, at, data, length, stay);
            break;
        }
        case 'n':
            engine->bind_null(q->statement, at);
            break;
        default:
            g_assert_not_reached();
        }
    }
}

void
query_bind(Query *q, const char *types, ...)
{
    if (!is_sound(q))
        return;
    q->engine->reset(q->statement);
    q->done = false;
    va_list values;
    va_start(values, types);
    bind_all(q, /* stay= */ false, types, values);
    va_end(values);
}

static bool
ready_to_bind(Query *q)
{
    if (!is_sound(q))
        return false;
    if (q->done)
        q->engine->reset(q->statement);
    q->done = false;
    return true;
}

void
query_bind_int(Query *q, int at, gint64 value)
{
    if (ready_to_bind(q))
        q->engine->bind_int(q->statement, at, value);
}

void
query_bind_text(Query *q, int at, const char *value)
{
    if (!ready_to_bind(q))
        return;
    if (value != NULL)
        q->engine->bind_text(q->statement, at, value, /* stays= */ false);
    else
        q->engine->bind_null(q->statement, at);
}

void
query_bind_blob(Query *q, int at, const void *data, gsize length)
{
    if (ready_to_bind(q))
        q->engine->bind_blob(q->statement, at, data, length, /* stays= */ false);
}

bool
query_next(Query *q)
{
    if (!is_sound(q) || q->done)
        return false;
    Step step = STEP_FAILED;
    /* After a failure the engine may have ended the transaction: what follows would stand alone. */
    if (q->db->writing && q->db->failed)
        db_refuse(q->db, &q->error);
    else
        step = q->engine->step(q->statement, &q->error);
    q->done = step != STEP_ROW;
    if (step == STEP_FAILED)
        db_failed(q->db, q->error);
    return step == STEP_ROW;
}

bool
query_end(Query *q, GError **error)
{
    if (q->error == NULL)
        return true;
    g_propagate_error(error, g_error_copy(q->error));
    return false;
}

gint64
query_int(Query *q, int column)
{
    return q->engine->get_int(q->statement, column);
}

const char *
query_text(Query *q, int column)
{
    return q->engine->get_text(q->statement, column);
}

const void *
query_blob(Query *q, int column, gsize *ret_length)
{
    return q->engine->get_blob(q->statement, column, ret_length);
}

QueryType
query_type(Query *q, int column)
{
    return q->engine->type(q->statement, column);
}

bool
query_is_null(Query *q, int column)
{
    return query_type(q, column) == QUERY_NULL;
}

int
query_columns(Query *q)
{
    return q->statement != NULL ? q->engine->columns(q->statement) : 0;
}

const char *
query_column_name(Query *q, int column)
{
    return q->engine->column_name(q->statement, column);
}

bool
db_run_literal(Db *db, GError **error, gint64 *ret_changed, const char *sql, const char *types, ...)
{
    g_autoptr(Query) q = db_query_literal(db, sql);
    if (is_sound(q)) {
        va_list values;
        va_start(values, types);
        bind_all(q, /* stay= */ true, types, values);
        va_end(values);
    }
    while (query_next(q))
        continue;
    if (!query_end(q, error))
        return false;
    if (ret_changed != NULL)
        *ret_changed = db->engine->changes(db->connection);
    return true;
}

/* Definitions and other texts that run once are not kept. */
bool
db_run_built(Db *db, GError **error, const char *sql)
{
    g_autoptr(GError) cause = NULL;
    if (db->writing && db->failed)
        return db_refuse(db, error);
    Statement *statement = db->engine->prepare(db->connection, sql, &cause);
    Step step = statement != NULL ? STEP_ROW : STEP_FAILED;
    while (step == STEP_ROW)
        step = db->engine->step(statement, &cause);
    if (statement != NULL)
        db->engine->finalize(statement);
    if (step == STEP_DONE)
        return true;
    db_failed(db, cause);
    g_propagate_error(error, g_steal_pointer(&cause));
    return false;
}

bool
db_check_definitions(Db *db, const char *const *texts,
                     void (*found)(void *context, const char *where, const char *sentence),
                     void *context, GError **error)
{
    return db->engine->check_definitions(db->connection, texts, found, context, error);
}
