/* side.h: side tables (accounts, partners, settings, secrets, drafts): what is not in a book and
 * therefore not under its tree. Each row carries a seal, a keyed hash over its values, so that
 * verify names a changed row. Writers change rows with db_run and then call side_seal in the same
 * transaction. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct {
    const char *name;
    const char *key; /* its key columns */
} SideTable;
extern const SideTable side_tables[];
extern const gsize side_tables_count;

/* The definition of the seals' key, which stands beside the groups of permanent tables. */
extern const char *const side_key_table;
/* Draws the key of the seals; once, with the permanent tables. */
bool side_start(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Seals every row of the table that has no seal (inserts write none; updates set seal = NULL). */
bool side_seal(Db *db, const char *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Calls found(context, table, key) for each row whose seal does not fit; key: its key columns,
 * bytes as hexadecimal digits, joined by "/". */
bool side_verify(Db *db, void (*found)(void *context, const char *table, const char *key),
                 void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Settings: small values by name (language of the office, derived tables' version ...). */
char *setting_get(Db *db, const char *name, GError **error); /* NULL without error when unset */
bool setting_set(Db *db, const char *name, const char *value,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Secrets by book (0: of the whole office) and name; left out of backups without keys. NULL without
 * error when unset. */
GBytes *secret_get(Db *db, gint64 book, const char *name, GError **error);
bool secret_set(Db *db, gint64 book, const char *name, const void *data, gsize length,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
