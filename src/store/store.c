/* store.c: the engine-neutral door: one writer at a time, readers pooled, statements cached by their text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include "base/error.h"
#include "store/engine.h"
#include "store/file_lock.h"
#include "store/migrate.h"
#include <string.h>

struct Store {
    char *where;
    const Engine *engine;
    FileLock *lock;
    bool read_only;
    GMutex writing;          /* held by the writing Db */
    Connection *writer;
    GHashTable *writer_cache;
    GMutex pool_mutex;
    GPtrArray *pool;         /* (element-type Reader) idle reading connections */
    gint broken;             /* a sync or write failed: no more writing until reopened */
};

/* A reading connection with its statements. */
typedef struct {
    Connection *connection;
    GHashTable *cache;
} Reader;

struct Db {
    Store *store;
    Connection *connection;
    GHashTable *cache; /* sql text -> GPtrArray of idle Query */
    Reader *reader;    /* NULL for the writer */
    bool writing, open;
};

struct Query {
    const Engine *engine;
    Db *db;
    Statement *statement; /* NULL when preparing failed */
    GError *error;
    GPtrArray *shelf; /* where it goes when freed */
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

static GHashTable *
cache_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

static void
reader_free(Store *store, Reader *reader)
{
    g_hash_table_unref(reader->cache);
    store->engine->disconnect(reader->connection);
    g_free(reader);
}

static Store *
store_allocate(const char *where, StoreFlags flags)
{
    Store *store = g_new0(Store, 1);
    store->where = g_strdup(where);
    store->engine = &engine_sqlite;
    store->read_only = (flags & STORE_READ_ONLY) != 0;
    store->pool = g_ptr_array_new();
    g_mutex_init(&store->writing);
    g_mutex_init(&store->pool_mutex);
    return store;
}

Store *
store_open(const char *where, StoreFlags flags, GError **error)
{
    if (g_str_has_prefix(where, "postgresql://"))
        return fail_null(error, KN_INVALID, "This version keeps its books in a file; %s is an address of a database server.", where);
    g_autoptr(Store) store = store_allocate(where, flags);
    bool made = false;
    store->lock = file_lock_take(where, (flags & STORE_CREATE) != 0, &made, error);
    if (store->lock == NULL)
        return NULL;
    store->writer = store->engine->connect(where, !store->read_only, error);
    if (store->writer == NULL)
        return NULL;
    store->writer_cache = cache_new();
    if (!store->read_only && !migrate(store, made, error))
        return NULL;
    if (store->read_only && !migrate_check(store, error))
        return NULL;
    return g_steal_pointer(&store);
}

Store *
store_scratch(GError **error)
{
    g_autoptr(Store) store = store_allocate("", STORE_CREATE);
    store->engine = &engine_sqlite;
    store->writer = store->engine->connect("", /* writing= */ true, error);
    if (store->writer == NULL)
        return NULL;
    store->writer_cache = cache_new();
    return g_steal_pointer(&store);
}

void
store_close(Store *store)
{
    if (store == NULL)
        return;
    for (guint i = 0; i < store->pool->len; i++)
        reader_free(store, g_ptr_array_index(store->pool, i));
    g_ptr_array_unref(store->pool);
    if (store->writer_cache != NULL)
        g_hash_table_unref(store->writer_cache);
    if (store->writer != NULL) {
        if (!store->read_only && !g_atomic_int_get(&store->broken))
            store->engine->checkpoint(store->writer, /* truncate= */ true, NULL);
        store->engine->disconnect(store->writer);
    }
    file_lock_drop(store->lock);
    g_mutex_clear(&store->writing);
    g_mutex_clear(&store->pool_mutex);
    g_free(store->where);
    g_free(store);
}

const char *
store_where(const Store *store)
{
    return store->where;
}

Connection *
store_writer(Store *store)
{
    return store->writer;
}

bool
store_checkpoint_truncate(Store *store, GError **error)
{
    g_mutex_lock(&store->writing);
    bool done = store->engine->checkpoint(store->writer, /* truncate= */ true, error);
    g_mutex_unlock(&store->writing);
    return done;
}

static Db *
db_new(Store *store, Connection *connection, GHashTable *cache, Reader *reader, bool writing)
{
    Db *db = g_new0(Db, 1);
    *db = (Db){store, connection, cache, reader, writing, true};
    return db;
}

Db *
store_read(Store *store, GError **error)
{
    g_mutex_lock(&store->pool_mutex);
    Reader *reader = store->pool->len > 0 ? g_ptr_array_steal_index_fast(store->pool, store->pool->len - 1) : NULL;
    g_mutex_unlock(&store->pool_mutex);
    if (reader == NULL) {
        Connection *connection = store->engine->connect(store->where, /* writing= */ false, error);
        if (connection == NULL)
            return NULL;
        reader = g_new0(Reader, 1);
        reader->connection = connection;
        reader->cache = cache_new();
    }
    if (!store->engine->begin(reader->connection, /* writing= */ false, error)) {
        reader_free(store, reader);
        return NULL;
    }
    return db_new(store, reader->connection, reader->cache, reader, false);
}

Db *
store_write(Store *store, GError **error)
{
    if (store->read_only)
        return fail_null(error, KN_DENIED, "The file was opened for reading only.");
    g_mutex_lock(&store->writing);
    bool begun = !g_atomic_int_get(&store->broken)
                     ? store->engine->begin(store->writer, /* writing= */ true, error)
                     : fail(error, KN_IO, "Writing stopped after a fault of the disk: check the disk, then start the program again.");
    if (!begun) {
        g_mutex_unlock(&store->writing);
        return NULL;
    }
    return db_new(store, store->writer, store->writer_cache, NULL, true);
}

bool
db_commit(Db *db, GError **error)
{
    g_assert(db->writing && db->open);
    db->open = false;
    if (!db->store->engine->commit(db->connection, error)) {
        db->store->engine->rollback(db->connection);
        g_atomic_int_set(&db->store->broken, TRUE);
        return false;
    }
    return db->store->engine->checkpoint(db->connection, /* truncate= */ false, error);
}

void
db_free(Db *db)
{
    if (db == NULL)
        return;
    if (db->open)
        db->store->engine->rollback(db->connection);
    if (db->writing) {
        g_mutex_unlock(&db->store->writing);
    } else {
        g_mutex_lock(&db->store->pool_mutex);
        g_ptr_array_add(db->store->pool, db->reader);
        g_mutex_unlock(&db->store->pool_mutex);
    }
    g_free(db);
}

bool
db_is_writing(const Db *db)
{
    return db->writing;
}

Store *
db_store(const Db *db)
{
    return db->store;
}

Query *
db_query_literal(Db *db, const char *sql)
{
    GPtrArray *shelf = g_hash_table_lookup(db->cache, sql);
    if (shelf == NULL) {
        shelf = g_ptr_array_new_with_free_func(query_destroy);
        g_hash_table_insert(db->cache, g_strdup(sql), shelf);
    }
    if (shelf->len > 0) {
        Query *q = g_ptr_array_steal_index_fast(shelf, shelf->len - 1);
        q->db = db;
        return q;
    }
    Query *q = g_new0(Query, 1);
    q->engine = db->store->engine;
    q->db = db;
    q->shelf = shelf;
    q->statement = db->store->engine->prepare(db->connection, sql, &q->error);
    return q;
}

Query *
db_query_built(Db *db, const char *sql)
{
    return db_query_literal(db, sql);
}

void
query_free(Query *q)
{
    if (q == NULL)
        return;
    if (q->statement == NULL || q->error != NULL) {
        query_destroy(q);
        return;
    }
    q->engine->reset(q->statement);
    q->done = false;
    q->db = NULL;
    g_ptr_array_add(q->shelf, q);
}

static bool
bindable(Query *q)
{
    if (q->statement == NULL || q->error != NULL)
        return false;
    return true;
}

static void
bind_all(Query *q, const char *types, va_list values)
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
                engine->bind_text(q->statement, at, text);
            else
                engine->bind_null(q->statement, at);
            break;
        }
        case 'b': {
            const void *data = va_arg(values, const void *);
            gsize length = va_arg(values, gsize);
            engine->bind_blob(q->statement, at, data, length);
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
    if (!bindable(q))
        return;
    q->engine->reset(q->statement);
    q->done = false;
    va_list values;
    va_start(values, types);
    bind_all(q, types, values);
    va_end(values);
}

static void
restart_if_done(Query *q)
{
    if (q->done)
        q->engine->reset(q->statement);
    q->done = false;
}

void
query_bind_int(Query *q, int at, gint64 value)
{
    if (!bindable(q))
        return;
    restart_if_done(q);
    q->engine->bind_int(q->statement, at, value);
}

void
query_bind_text(Query *q, int at, const char *value)
{
    if (!bindable(q))
        return;
    restart_if_done(q);
    if (value != NULL)
        q->engine->bind_text(q->statement, at, value);
    else
        q->engine->bind_null(q->statement, at);
}

void
query_bind_blob(Query *q, int at, const void *data, gsize length)
{
    if (!bindable(q))
        return;
    restart_if_done(q);
    q->engine->bind_blob(q->statement, at, data, length);
}

bool
query_next(Query *q)
{
    if (q->statement == NULL || q->error != NULL || q->done)
        return false;
    Step step = q->engine->step(q->statement, &q->error);
    q->done = step != STEP_ROW;
    return step == STEP_ROW;
}

bool
query_end(Query *q, GError **error)
{
    if (q->error == NULL)
        return true;
    if (q->error->code == KN_IO && q->db->writing)
        g_atomic_int_set(&q->db->store->broken, TRUE);
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

bool
query_is_null(Query *q, int column)
{
    return q->engine->is_null(q->statement, column);
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
    if (bindable(q)) {
        va_list values;
        va_start(values, types);
        bind_all(q, types, values);
        va_end(values);
    }
    while (query_next(q))
        continue;
    if (!query_end(q, error))
        return false;
    if (ret_changed != NULL)
        *ret_changed = db->store->engine->changes(db->connection);
    return true;
}

bool
db_run_built(Db *db, GError **error, const char *sql)
{
    g_autoptr(GError) failure = NULL;
    Statement *statement = db->store->engine->prepare(db->connection, sql, &failure);
    Step step = statement != NULL ? STEP_ROW : STEP_FAILED;
    while (step == STEP_ROW)
        step = db->store->engine->step(statement, &failure);
    if (statement != NULL)
        db->store->engine->finalize(statement);
    if (step == STEP_DONE)
        return true;
    g_propagate_error(error, g_steal_pointer(&failure));
    return false;
}
