/* engine.h: what an engine of the store supplies: one const table of functions. To add an engine:
 * store_NAME.c ending in `const Engine engine_NAME`, and a line in engine_for of store.c.
 * Statements are written with ? placeholders; an engine that numbers its own translates them when
 * it prepares. Internal to store/. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct Place Place; /* an engine's own: where an office lies, and what keeps others out */
typedef struct Connection Connection;
typedef struct Statement Statement;

typedef enum {
    CONNECT_READ = 1, /* beside a writer of this process; can change nothing */
    CONNECT_WRITE,    /* the only one that writes and checkpoints */
    CONNECT_LOOK,     /* nobody writes: leaves nothing new beside the file where that can be */
} Access;
typedef enum { STEP_ROW = 1, STEP_DONE, STEP_FAILED } Step;
typedef enum {
    CHECKPOINT_WHEN_DUE = 1, /* a log that has become long */
    CHECKPOINT_ALL,          /* nothing stays in a log */
    CHECKPOINT_ERASED,       /* ... and what was erased is nowhere any more */
} CheckpointReach;
typedef enum { CHECKPOINT_DONE = 1, CHECKPOINT_LATER, CHECKPOINT_FAILED } Checkpoint;

typedef void (*Found)(void *context, const char *where, const char *sentence);

typedef struct {
    /* Keeps other processes from writing: KN_BUSY when one does, KN_MISSING when there is no such
     * place and it may not be made. *ret_name: what people may be shown, yours to free. */
    Place *(*take)(const char *where, StoreFlags flags, char **ret_name, GError **error);
    void (*drop)(Place *place);
    /* place NULL: a nameless store (only of the engine that supplies store_scratch). */
    Connection *(*connect)(Place *place, Access access, GError **error);
    /* last: this is the writer, nobody else is connected, and all is checkpointed. */
    void (*disconnect)(Connection *connection, bool last);
    bool (*begin)(Connection *connection, bool writing, GError **error);
    bool (*commit)(Connection *connection, GError **error);
    void (*rollback)(Connection *connection);
    /* After a fault of the disk, or a commit without an answer: what is written is unknown until
     * the store is opened again. */
    bool (*must_stop)(const Connection *connection);
    /* NULL with error when the text does not compile. */
    Statement *(*prepare)(Connection *connection, const char *sql, GError **error);
    void (*finalize)(Statement *statement);
    void (*reset)(Statement *statement);  /* to run again; values stay */
    void (*forget)(Statement *statement); /* the values */
    void (*bind_int)(Statement *statement, int at, gint64 value);
    /* stays: the bytes outlive the run, so the engine need not copy them. */
    void (*bind_text)(Statement *statement, int at, const char *value, bool stays);
    void (*bind_blob)(Statement *statement, int at, const void *data, gsize length, bool stays);
    void (*bind_null)(Statement *statement, int at);
    Step (*step)(Statement *statement, GError **error);
    gint64 (*changes)(Connection *connection);
    int (*columns)(Statement *statement);
    const char *(*column_name)(Statement *statement, int column);
    QueryType (*type)(Statement *statement, int column);
    gint64 (*get_int)(Statement *statement, int column);
    const char *(*get_text)(Statement *statement, int column);
    const void *(*get_blob)(Statement *statement, int column, gsize *ret_length);
    /* The engine's own checkpoint of its log. Waits at most so long for readers. CHECKPOINT_DONE
     * where there is no such log. */
    Checkpoint (*checkpoint)(Connection *writer, CheckpointReach reach, int wait_ms,
                             GError **error);
    bool (*has_tables)(Connection *connection, bool *ret_any, GError **error);
    bool (*has_table)(Connection *connection, const char *name, bool *ret_has, GError **error);
    /* Which tables stand there otherwise than their texts say: each CREATE TABLE with the CREATE
     * INDEX texts that follow it, NULL-terminated; and what the list of tables says wrongly. */
    bool (*check_definitions)(Connection *connection, const char *const *texts, Found found,
                              void *context, GError **error);
    /* What the engine finds wrong with its own structure. */
    bool (*check_pages)(Connection *connection, Found found, void *context, GError **error);
    /* Copies all, as a reader sees it, into an empty file of the same engine; NULL where a copy is
     * made row by row. */
    bool (*copy)(Connection *reader, const char *to, bool with_keys, GError **error);
    /* What an administrator should know of how this office is kept; NULL: nothing. */
    const char *(*warning)(Connection *connection);
} Engine;

extern const Engine engine_sqlite, engine_pg;
