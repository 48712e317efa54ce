/* kinds.h: the registry of kinds, in the order of the screen.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kind.h"

extern const Kind *const kinds[];
extern const gsize kinds_count;

const Kind *kind_find(const char *name); /* NULL when there is none */
const Kind *kind_find_sized(const char *name, gsize length);
const Kind *kind_get(const char *name); /* must exist: a bug otherwise */

/* Field index by name, -1 when there is none. */
int kind_field(const Kind *kind, const char *name);
/* The leaf kind of its entries: its own name, or "care" for a private kind. */
const char *kind_leaf(const Kind *kind);
/* Officers write it (form, import, add); system kinds and agreements have acts of their own. */
bool kind_is_writable(const Kind *kind);

/* SCHEMA[kind][schema]: how many lines a body of that schema has and the name of each, the first line
 * `record` of private kinds and the last ones author, why, source included. NULL past the end. */
gsize kind_line_count(const Kind *kind, int schema);
const char *kind_line_name(const Kind *kind, int schema, gsize line);
/* The field a line belongs to, -1 for record, author, why, source. */
int kind_line_field(const Kind *kind, int schema, gsize line);

/* One line for each kind, schema and field: the golden text that tests keep for ever. Yours to free. */
char *kinds_dump(void);
