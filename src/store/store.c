/* store.c: the engine-neutral door: one process, one writer at a time, readers pooled.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include "base/error.h"
#include "store/migrate.h"
#include "store/transaction.h"

#define POOL_READERS 8     /* idle readers that are kept; each holds some memory */
#define TRUNCATE_WAIT 2000 /* ms an erasure waits for readers before it leaves the rest to them */

struct Store {
    char *where; /* as people may be shown it */
    const Engine *engine;
    Place *place;
    bool read_only;
    GMutex writing;          /* held by the writing Db */
    gpointer writing_thread; /* whose it is, to find a thread that would wait for itself */
    Connection *writer;      /* NULL when read_only */
    Cache *writer_cache;
    GMutex pool_mutex;
    GPtrArray *pool;   /* (element-type Reader) idle reading connections */
    gint stopped;      /* a fault of the disk: no more writing until reopened */
    gint truncate_due; /* an erasure waits for readers to finish */
    void *room;
    void (*free_room)(void *room);
};

/* An idle reading connection with its statements. */
typedef struct {
    Connection *connection;
    Cache *cache;
} Reader;

static bool
writes_itself(Store *store)
{
    return g_atomic_pointer_get(&store->writing_thread) == g_thread_self();
}

static const Engine *
engine_for(const char *where)
{
    return store_is_server(where) ? &engine_pg : &engine_sqlite;
}

static void
reader_free(const Engine *engine, Reader *reader)
{
    cache_free(reader->cache);
    engine->disconnect(reader->connection, /* last= */ false);
    g_free(reader);
}

static Store *
store_allocate(char *where, const Engine *engine, StoreFlags flags)
{
    Store *store = g_new0(Store, 1);
    store->where = where;
    store->engine = engine;
    store->read_only = (flags & STORE_READ_ONLY) != 0;
    store->pool = g_ptr_array_new();
    g_mutex_init(&store->writing);
    g_mutex_init(&store->pool_mutex);
    return store;
}

static bool
connect_writer(Store *store, GError **error)
{
    store->writer = store->engine->connect(store->place, CONNECT_WRITE, error);
    if (store->writer == NULL)
        return false;
    store->writer_cache = cache_new();
    return true;
}

Store *
store_open(const char *where, StoreFlags flags, GError **error)
{
    const Engine *engine = engine_for(where);
    char *name = NULL;
    Place *place = engine->take(where, flags, &name, error);
    if (place == NULL)
        return NULL;
    g_autoptr(Store) store = store_allocate(name, engine, flags);
    store->place = place;
    /* Before the writer touches anything: a newer file, or a stranger's, stays as it is. */
    if (!migrate_check(store, flags, error))
        return NULL;
    if (store->read_only)
        return g_steal_pointer(&store);
    if (!connect_writer(store, error))
        return NULL;
    if ((flags & STORE_EMPTY) == 0 && !migrate(store, &schema_current, error))
        return NULL;
    /* What a process that died left in the log goes into the file now. */
    if (engine->checkpoint(store->writer, CHECKPOINT_ALL, 0, error) == CHECKPOINT_FAILED)
        return NULL;
    return g_steal_pointer(&store);
}

Store *
store_scratch(GError **error)
{
    g_autoptr(Store) store = store_allocate(g_strdup(""), &engine_sqlite, STORE_CREATE);
    return connect_writer(store, error) ? g_steal_pointer(&store) : NULL;
}

void
store_close(Store *store)
{
    if (store == NULL)
        return;
    for (guint i = 0; i < store->pool->len; i++)
        reader_free(store->engine, g_ptr_array_index(store->pool, i));
    g_ptr_array_unref(store->pool);
    cache_free(store->writer_cache);
    if (store->writer != NULL) {
        bool whole = !g_atomic_int_get(&store->stopped) &&
                     store->engine->checkpoint(store->writer, CHECKPOINT_ALL, TRUNCATE_WAIT,
                                               NULL) == CHECKPOINT_DONE;
        store->engine->disconnect(store->writer, /* last= */ whole);
    }
    if (store->place != NULL)
        store->engine->drop(store->place);
    if (store->room != NULL)
        store->free_room(store->room);
    g_mutex_clear(&store->writing);
    g_mutex_clear(&store->pool_mutex);
    g_free(store->where);
    g_free(store);
}

void
store_set_room(Store *store, void *room, void (*free_room)(void *room))
{
    g_assert(store->room == NULL);
    store->room = room;
    store->free_room = free_room;
}

void *
store_room(const Store *store)
{
    return store->room;
}

const char *
store_where(const Store *store)
{
    return store->where;
}

const char *
store_warning(const Store *store)
{
    return store->writer != NULL ? store->engine->warning(store->writer) : NULL;
}

/* With the writer in hand and no transaction open. */
static bool
checkpoint(Store *store, int wait_ms, GError **error)
{
    bool erased = g_atomic_int_get(&store->truncate_due);
    Checkpoint done = store->engine->checkpoint(
        store->writer, erased ? CHECKPOINT_ERASED : CHECKPOINT_WHEN_DUE, wait_ms, error);
    if (erased && done == CHECKPOINT_DONE)
        g_atomic_int_set(&store->truncate_due, FALSE);
    if (store->engine->must_stop(store->writer))
        g_atomic_int_set(&store->stopped, TRUE);
    return done != CHECKPOINT_FAILED;
}

/* Readers that finish do what an erasure could not do while they read, unless someone writes: then
 * the writer does it. */
static void
checkpoint_if_due(Store *store)
{
    if (!g_atomic_int_get(&store->truncate_due) || g_atomic_int_get(&store->stopped) ||
        writes_itself(store) || !g_mutex_trylock(&store->writing))
        return;
    (void)checkpoint(store, 0, NULL);
    g_mutex_unlock(&store->writing);
}

bool
store_checkpoint_truncate(Store *store, GError **error)
{
    if (store->writer == NULL)
        return fail(error, KN_DENIED, "The file was opened for reading only.");
    g_assert(!writes_itself(store));
    g_mutex_lock(&store->writing);
    g_atomic_int_set(&store->truncate_due, TRUE);
    bool done = checkpoint(store, TRUNCATE_WAIT, error);
    g_mutex_unlock(&store->writing);
    return done;
}

static Db *
db_new(Store *store, Connection *connection, Cache *cache, bool writing)
{
    Db *db = g_new0(Db, 1);
    *db = (Db){store, store->engine, connection, cache, writing, .open = true};
    return db;
}

static Reader *
reader_take(Store *store, GError **error)
{
    g_mutex_lock(&store->pool_mutex);
    Reader *reader = store->pool->len > 0
                         ? g_ptr_array_steal_index_fast(store->pool, store->pool->len - 1)
                         : NULL;
    g_mutex_unlock(&store->pool_mutex);
    if (reader != NULL)
        return reader;
    Connection *connection =
        store->engine->connect(store->place, store->read_only ? CONNECT_LOOK : CONNECT_READ, error);
    if (connection == NULL)
        return NULL;
    reader = g_new0(Reader, 1);
    *reader = (Reader){connection, cache_new()};
    return reader;
}

static void
reader_give_back(Store *store, Connection *connection, Cache *cache, bool sound)
{
    Reader *reader = g_new0(Reader, 1);
    *reader = (Reader){connection, cache};
    cache_trim(cache);
    g_mutex_lock(&store->pool_mutex);
    bool keep = sound && store->pool->len < POOL_READERS;
    if (keep)
        g_ptr_array_add(store->pool, reader);
    g_mutex_unlock(&store->pool_mutex);
    if (!keep)
        reader_free(store->engine, reader);
}

Db *
store_read(Store *store, GError **error)
{
    Reader *reader = reader_take(store, error);
    if (reader == NULL)
        return NULL;
    if (!store->engine->begin(reader->connection, /* writing= */ false, error)) {
        reader_free(store->engine, reader);
        return NULL;
    }
    Db *db = db_new(store, reader->connection, reader->cache, false);
    g_free(reader);
    return db;
}

static bool
begin_writing(Store *store, GError **error)
{
    if (g_atomic_int_get(&store->stopped))
        return fail(error, KN_IO,
                    "Writing stopped after a fault of the disk or of the connection: check it, "
                    "then start the program again.");
    return store->engine->begin(store->writer, /* writing= */ true, error);
}

Db *
store_write(Store *store, GError **error)
{
    if (store->writer == NULL)
        return fail_null(error, KN_DENIED, "The file was opened for reading only.");
    g_assert(!writes_itself(store)); /* it would wait for itself */
    g_mutex_lock(&store->writing);
    if (!begin_writing(store, error)) {
        g_mutex_unlock(&store->writing);
        return NULL;
    }
    g_atomic_pointer_set(&store->writing_thread, g_thread_self());
    return db_new(store, store->writer, store->writer_cache, true);
}

void
db_failed(Db *db, const GError *cause)
{
    db->failed = true;
    if (db->failure == NULL && cause != NULL)
        db->failure = g_error_copy(cause);
    if (db->engine->must_stop(db->connection))
        g_atomic_int_set(&db->store->stopped, TRUE);
}

bool
db_refuse(const Db *db, GError **error)
{
    if (db->failure == NULL)
        return fail(error, KN_CONFLICT,
                    "Something went wrong earlier in this change, so nothing of it was written.");
    g_propagate_error(error, g_error_copy(db->failure));
    return false;
}

bool
db_commit(Db *db, GError **error)
{
    g_assert(db->writing && db->open);
    if (db->failed)
        return db_refuse(db, error);
    if (!db->engine->commit(db->connection, error)) {
        db_failed(db, NULL);
        return false;
    }
    db->open = false;
    /* It is durable now, whatever becomes of the checkpoint. */
    (void)checkpoint(db->store, 0, NULL);
    return true;
}

void
db_free(Db *db)
{
    if (db == NULL)
        return;
    Store *store = db->store;
    if (db->open)
        db->engine->rollback(db->connection);
    if (db->writing) {
        if (db->engine->must_stop(db->connection))
            g_atomic_int_set(&store->stopped, TRUE);
        cache_trim(db->cache);
        g_atomic_pointer_set(&store->writing_thread, NULL);
        g_mutex_unlock(&store->writing);
    } else {
        reader_give_back(store, db->connection, db->cache, !db->failed);
        checkpoint_if_due(store);
    }
    g_clear_error(&db->failure);
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
