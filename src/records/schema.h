/* schema.h: the derived SQL of a kind: its table v_<kind>, rows in and out. Derived tables can be dropped and
 * made again from the book at any time.
 * Columns: book, entry, latest (the entry whose body counts), time, schema, day (record_dated), then one column a field (counts INTEGER, else TEXT; struck NULL,
 * empty ''; money has a second INTEGER column <name>_vnd), then author, why, source (kinds that people write), struck_counts (counts have no '', so their struck ones are
 * named there).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Statements separated in the array, NULL-terminated; yours to free with g_strfreev. */
char **schema_create(const Kind *kind);
char *schema_drop(const Kind *kind);
char *schema_insert(const Kind *kind); /* INSERT with placeholders in column order */
char *schema_delete(const Kind *kind); /* DELETE ... WHERE book = ? AND entry = ? */
/* "book, entry, latest, time, schema, day, ..." in the order schema_read_row expects. */
char *schema_columns(const Kind *kind);

/* How values reach an engine, so that records/ needs no store: the caller wraps its statement. */
typedef struct {
    void (*put_int)(void *context, int at, gint64 value);
    void (*put_text)(void *context, int at, const char *value); /* NULL puts NULL */
    void *context;
} RowWriter;
void schema_write_row(const Record *record, const RowWriter *writer);

typedef struct {
    gint64 (*get_int)(void *context, int column);
    const char *(*get_text)(void *context, int column); /* NULL when NULL */
    bool (*is_null)(void *context, int column);
    void *context;
} RowReader;
Record *schema_read_row(const Kind *kind,
                        const RowReader *reader); /* columns of schema_columns, from 0 */
