/* store_pg.h: what the files of the engine on PostgreSQL know of each other. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/engine.h"
#include <libpq-fe.h>

struct Connection {
    PGconn *handle;
    Access access;
    bool has_version;  /* the table that reading transactions and definitions lock against */
    bool defines;      /* this transaction has that lock for itself */
    bool must_stop;    /* a commit had no answer: what is written is unknown */
    bool no_fsync;     /* the server does not wait for its disk */
    Statement *active; /* its rows are still coming */
    GString *dead;     /* DEALLOCATE texts of statements that are gone */
    guint generation;  /* raised when prepared statements no longer hold */
    guint named;       /* statements that got a name so far */
    gint64 changed;    /* rows, by the last statement */
};

/* An address of a server without its password and without what only says how to connect, in one
 * spelling; yours to free. KN_INVALID when it is none. */
char *pg_address(const char *where, GError **error);
/* A settled connection: texts in UTF-8, one schema, commits that wait for the disk. The schema is
 * made when `make` and it is missing. */
/* Again, with the lock of a writer; false without error when it must stop. */
bool pg_reconnect(Connection *connection, GError **error);
bool pg_connect(Connection *connection, const char *where, bool make, GError **error);
/* Takes the office for this process, or KN_BUSY. The lock goes with the connection. */
bool pg_lock(Connection *connection, GError **error);

bool pg_is_lost(Connection *connection, const PGresult *result);
/* Raises what a result (NULL: none came) means; false. Takes the result. */
bool pg_fail(GError **error, Connection *connection, PGresult *result);
/* Texts without rows, one after the other. */
bool pg_execute(Connection *connection, const char *sql, GError **error);
/* Calls row(context, result, i) for each row of a small result; value (may be NULL) is $1. */
bool pg_each(Connection *connection, const char *sql, const char *value,
             void (*row)(void *context, const PGresult *result, int i), void *context,
             GError **error);
/* A row of one truth, kept in a bool. */
void pg_keep_truth(void *context, const PGresult *result, int i);
/* After a failure a reading transaction begins anew, so that what is sound can still be read. */
void pg_recover(Connection *connection);
bool pg_begin(Connection *connection, bool writing, GError **error);

/* The statement in this engine's words: $1 for ?, and in definitions its own types, with texts in
 * the order of their bytes. *ret_places (may be NULL): how many ?. Yours to free. */
char *pg_translate(const char *sql, int *ret_places);
bool pg_is_definition(const char *sql);

/* The rows of a statement that had to make room for another: in memory, past a limit in a file
 * without a name. */
typedef struct Spool Spool;
Spool *spool_new(int columns);
void spool_free(Spool *spool);
bool spool_add(Spool *spool, const PGresult *row, GError **error);
/* The next row: cells (NULL: no value; a zero byte follows each) and lengths, borrowed until the
 * next call. *ret_more false: there was none. */
bool spool_next(Spool *spool, const char **cells, int *lengths, bool *ret_more, GError **error);

/* pg_statement.c */
Statement *pg_prepare(Connection *connection, const char *sql, GError **error);
void pg_finalize(Statement *statement);
void pg_reset(Statement *statement);
void pg_forget(Statement *statement);
void pg_bind_int(Statement *statement, int at, gint64 value);
void pg_bind_text(Statement *statement, int at, const char *value, bool stays);
void pg_bind_blob(Statement *statement, int at, const void *data, gsize length, bool stays);
void pg_bind_null(Statement *statement, int at);
Step pg_step(Statement *statement, GError **error);
int pg_columns(Statement *statement);
const char *pg_column_name(Statement *statement, int column);
QueryType pg_column_type(Statement *statement, int column);
gint64 pg_get_int(Statement *statement, int column);
const char *pg_get_text(Statement *statement, int column);
const void *pg_get_blob(Statement *statement, int column, gsize *ret_length);
/* Makes the connection free for another statement; the rows that still come are kept. */
void pg_settle(Connection *connection);

/* pg_value.c: values as they come over the wire, by the type of their column. */
QueryType pg_type(Oid type, const char *cell, int length);
/* Whether a sum is one that this program can hold. */
bool pg_fits(Oid type, const char *cell, int length);
gint64 pg_int(Oid type, const char *cell, int length);

/* pg_check.c */
bool pg_has_tables(Connection *connection, bool *ret_any, GError **error);
bool pg_has_table(Connection *connection, const char *name, bool *ret_has, GError **error);
bool pg_check_definitions(Connection *connection, const char *const *texts, Found found,
                          void *context, GError **error);
bool pg_check_pages(Connection *connection, Found found, void *context, GError **error);
