/* engine.h: what an engine of the store supplies: one const table of functions. To add an engine: store_NAME.c ending
 * in `const Engine engine_NAME`, and a line in engine_for. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct Connection Connection; /* an engine's own */
typedef struct Statement Statement;

typedef enum { STEP_ROW = 1, STEP_DONE, STEP_FAILED } Step;

typedef struct {
    /* Opens one connection; a reading one can change nothing. */
    Connection *(*connect)(const char *where, bool writing, GError **error);
    void (*disconnect)(Connection *connection);
    bool (*begin)(Connection *connection, bool writing, GError **error);
    bool (*commit)(Connection *connection, GError **error);
    void (*rollback)(Connection *connection);
    /* NULL with error when the text does not compile. */
    Statement *(*prepare)(Connection *connection, const char *sql, GError **error);
    void (*finalize)(Statement *statement);
    void (*reset)(Statement *statement); /* to run again with new values */
    void (*bind_int)(Statement *statement, int at, gint64 value);
    void (*bind_text)(Statement *statement, int at, const char *value);
    void (*bind_blob)(Statement *statement, int at, const void *data, gsize length);
    void (*bind_null)(Statement *statement, int at);
    Step (*step)(Statement *statement, GError **error);
    gint64 (*changes)(Connection *connection);
    int (*columns)(Statement *statement);
    const char *(*column_name)(Statement *statement, int column);
    bool (*is_null)(Statement *statement, int column);
    gint64 (*get_int)(Statement *statement, int column);
    const char *(*get_text)(Statement *statement, int column);
    const void *(*get_blob)(Statement *statement, int column, gsize *ret_length);
    /* The engine's own checkpoint of its log: `truncate` leaves nothing old behind. No-op where there is none. */
    bool (*checkpoint)(Connection *writer, bool truncate, GError **error);
} Engine;

extern const Engine engine_sqlite;
