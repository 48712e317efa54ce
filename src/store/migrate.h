/* migrate.h: the permanent tables and their versions. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/engine.h"

/* One group of permanent tables: its file states the newest definition and the steps from earlier versions. */
typedef struct {
    const char *const *tables;  /* CREATE TABLE texts, NULL-terminated */
} SchemaGroup;

extern const SchemaGroup schema_book, schema_people, schema_partners, schema_drafts;
extern const SchemaGroup *const schema_groups[]; /* NULL-terminated */

#define SCHEMA_VERSION 1

Connection *store_writer(Store *store);
/* Brings a file to this program's version in one transaction; a newer one is refused untouched. `made`: it is empty. */
bool migrate(Store *store, bool made, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* For reading only: the version must be this program's. */
bool migrate_check(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
