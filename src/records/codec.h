/* codec.h: a record as the lines of a body and as JSON, both ways.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include <jansson.h>

/* Calls line(context, name, value) for each line of the newest schema in order; values escaped. */
void record_lines(const Record *record,
                  void (*line)(void *context, const char *name, const char *value), void *context);

/* One line of a read body: name NULL when struck out. */
typedef struct {
    const char *name, *value; /* not terminated */
    gsize name_length, value_length;
    bool open;
} CodecLine;

/* A body's lines -> record. The kind and schema come from the leaf, or from the first line `record` of a
 * private body. Unknown kind or schema: KN_MISSING ("written by a newer version"), the caller leaves the
 * entry out of its figures. A wrong name or value: KN_BROKEN, a named finding against the author. */
Record *record_from_lines(const char *leaf_kind, gsize leaf_kind_length, int schema,
                          const CodecLine *lines, gsize count,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Fields by name; money as {"vnd", "step", "qualifier", "text"}, counts and flags as JSON values, lists as
 * lists of objects, struck fields as null. The caller adds id, kind, unit, entry, time. */
json_t *record_to_json(const Record *record);
json_t *money_to_json(Money money, const char *text); /* text NULL: printed by the rule */
/* The other way, for the API: unknown names and wrong types become problems. */
Record *record_from_json(const Kind *kind, json_t *json, Problems *problems);
