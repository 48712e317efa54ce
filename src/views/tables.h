/* tables.h: the derived tables of this program: their names, keys and SQL. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kind.h"
#include "store/store.h"

typedef struct {
    const char *name;
    const char *key; /* columns that name a row, book first; also the order of comparing */
    char **create;   /* statements, NULL-terminated */
} Table;

/* Every derived table, those of the kinds first. Made once, lives as long as the program. */
const Table *tables_list(gsize *ret_count);
/* Changes whenever the shape or the meaning of a derived row may have changed. */
const char *tables_version(void);
bool tables_create(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Notes in the settings which tables there are and of which version. */
bool tables_note(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drops the tables of the version that last made them, and forgets that version. */
bool tables_drop(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the tables in the file are of this program's version. */
bool tables_are_current(Db *db, bool *ret_current, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The place of a kind in kinds[]: how the word table names it. */
int kind_index(const Kind *kind);
