/* migrate.h: the permanent tables and their versions. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* What leads from version - 1 to version: SQL texts, NULL-terminated. A step that changes rows of a
 * side table sets their seal to NULL. */
typedef struct {
    gint64 version;
    const char *const *texts;
} SchemaStep;

/* One group of permanent tables: its file states the newest definition, and the steps from earlier
 * versions. Every CREATE TABLE text reads exactly as the steps leave it. */
typedef struct {
    const char *const *tables; /* CREATE TABLE texts, NULL-terminated */
    const SchemaStep *steps;   /* ends with version 0; may be NULL */
} SchemaGroup;

typedef struct {
    gint64 version;
    const SchemaGroup *const *groups; /* NULL-terminated */
} Schema;

extern const SchemaGroup schema_book, schema_people, schema_partners, schema_drafts, schema_reads,
    schema_kept;
extern const Schema schema_current;

/* All CREATE TABLE texts, NULL-terminated (element-type const char), yours to unref. */
GPtrArray *schema_tables(const Schema *schema);
/* Before anything is written: a newer file, a stranger's or (reading only) an older one is refused.
 */
bool migrate_check(Store *store, StoreFlags flags, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes the tables of an empty file, or brings an older one up, in one transaction and after a copy
 * beside it. */
bool migrate(Store *store, const Schema *schema, GError **error) G_GNUC_WARN_UNUSED_RESULT;
