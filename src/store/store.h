/* store.h: the one door to SQL. Two engines stand behind it (SQLite; PostgreSQL by the same
 * functions). A Store is the opened file or server; a Db is one connection inside one transaction.
 * There is one writing connection at a time and it alone checkpoints; readers are query-only. Every
 * key starts with the book. SQL text stands only in store/, book/ (through db_query's literals),
 * records/schema.c and views/. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Store Store;
typedef struct Db Db;
typedef struct Query Query;

typedef enum {
    STORE_OPEN = 0,           /* must exist */
    STORE_CREATE = 1 << 0,    /* made when missing */
    STORE_READ_ONLY = 1 << 1, /* for verify: no lock is taken for writing, nothing is migrated */
    STORE_EMPTY = 1 << 2,     /* must hold nothing, and no tables are made: room for a copy */
} StoreFlags;

/* `where` is a file's path or the address of a database server (postgresql://...), where an office
 * is the tables of the connection's schema. Takes FILE.lock, or a lock of the server (KN_BUSY when
 * another process has it), asserts that commits wait for the disk, brings the permanent tables to this program's version in
 * one transaction (after a backup beside the file when it holds data); a newer file is refused
 * untouched. */
Store *store_open(const char *where, StoreFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A nameless store without permanent tables that only its opener sees and that is gone when closed:
 * room for derived tables made a second time. It has a writing connection only. What does not fit
 * in memory goes to a file that has no name any more. */
Store *store_scratch(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last to leave checkpoints the log into the file, so that a copy of FILE alone is whole, and
 * takes the log away. */
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)
/* The file's real path, so that files beside it stand beside what a symbolic link leads to; the
 * address of a server without its password. It may be shown. */
const char *store_where(const Store *store);
/* One thing that an upper folder keeps with an opened store, and what frees it when it is closed.
 * NULL: none. Set once, before other threads use the store. */
void store_set_room(Store *store, void *room, void (*free_room)(void *room));
void *store_room(const Store *store);
/* What an administrator should know of how this office is kept (msgid), NULL: nothing. */
const char *store_warning(const Store *store);
/* Whether this names a database server and not a file. */
bool store_is_server(const char *where);
/* A `where` as it may be shown: without a password. Yours to free. */
char *store_shown(const char *where);
/* The file that stands beside an office (`where` as typed or as store_where has it): FILE and the
 * suffix; of a server's office in the state folder of this account, which is made: $KETNGHIA_STATE,
 * else ketnghia/ in XDG's state folder. Yours to free. */
char *store_beside(const char *where, const char *suffix);
/* After an erasure: what was erased is in no log of the engine any more, or, while someone still
 * reads a view from before, will be gone when they finish. Waits for the writer before it. */
bool store_checkpoint_truncate(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the engine itself finds wrong: table and page named. */
bool store_check_pages(Store *store,
                       void (*found)(void *context, const char *where, const char *sentence),
                       void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A consistent view for reading (its own connection; many at once, any thread). */
Db *store_read(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The writing transaction (BEGIN IMMEDIATE); waits for the one before it. A thread has at most one.
 */
Db *store_write(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes it durable. Afterwards only db_free may be called. A transaction in which any statement
 * failed cannot be committed. After a fault of the disk the store stops writing until it is opened
 * again. */
bool db_commit(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the transaction; without db_commit before it, nothing was written. NULL is fine. */
void db_free(Db *db);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Db, db_free)
bool db_is_writing(const Db *db);
Store *db_store(const Db *db);

/* A statement. It never is NULL: what goes wrong is kept and said by query_end, so a read is
 *     g_autoptr(Query) q = db_query(db, "SELECT data FROM leaf WHERE book = ? AND entry = ?");
 *     query_bind(q, "ii", book, entry);
 *     while (query_next(q))
 *         use(query_text(q, 0));
 *     if (!query_end(q, error))
 *         return false;
 * Statements are cached by their text; nested use of one text is fine. */
#define db_query(db, literal) db_query_literal(db, "" literal "")
Query *db_query_literal(Db *db, const char *sql);
/* For SQL that records/ and views/ derive from the kinds; a check keeps every other folder out. */
Query *db_query_built(Db *db, const char *sql);
void query_free(Query *q);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Query, query_free)

/* Binds from the first placeholder on, one letter a value: i gint64, s const char * (NULL binds
 * NULL), b const void * + gsize, n (nothing: NULL). Values are copied. Calling it again restarts
 * the statement. */
void query_bind(Query *q, const char *types, ...);
/* One value (at from 0), for statements whose columns are derived. */
void query_bind_int(Query *q, int at, gint64 value);
void query_bind_text(Query *q, int at, const char *value);
void query_bind_blob(Query *q, int at, const void *data, gsize length);
bool query_next(Query *q);
bool query_end(Query *q, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Columns of the current row, borrowed until the next query_next. NULL text reads as NULL. */
gint64 query_int(Query *q, int column);
const char *query_text(Query *q, int column);
const void *query_blob(Query *q, int column, gsize *ret_length);
bool query_is_null(Query *q, int column);
typedef enum { QUERY_NULL = 1, QUERY_INT, QUERY_TEXT, QUERY_BLOB, QUERY_OTHER } QueryType;
QueryType query_type(Query *q, int column); /* as the row holds it */
int query_columns(Query *q);
const char *query_column_name(Query *q, int column);

/* Tables that stand there otherwise than their texts say: each CREATE TABLE with the CREATE INDEX
 * texts that follow it, in the order of their names; NULL-terminated. And tables or indexes that
 * the engine's list misnames. */
bool db_check_definitions(Db *db, const char *const *texts,
                          void (*found)(void *context, const char *where, const char *sentence),
                          void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Permanent tables whose definition is not this program's, and tables or indexes that the engine's
 * list misnames. Nothing can be read for sure through what is found here. */
bool store_check_definitions(Db *db,
                             void (*found)(void *context, const char *where, const char *sentence),
                             void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A statement without rows in one call; *ret_changed (may be NULL) is the number of rows changed.
 */
#define db_run(db, error, literal, ...)                                                            \
    db_run_literal(db, error, NULL, "" literal "", ##__VA_ARGS__)
#define db_run_counting(db, error, ret_changed, literal, ...)                                      \
    db_run_literal(db, error, ret_changed, "" literal "", ##__VA_ARGS__)
/* After the sql: types and values as for query_bind ("" when there are none). */
bool db_run_literal(Db *db, GError **error, gint64 *ret_changed, const char *sql, const char *types,
                    ...) G_GNUC_WARN_UNUSED_RESULT;
bool db_run_built(Db *db, GError **error, const char *sql) G_GNUC_WARN_UNUSED_RESULT;
