/* schema_drafts.c: forms that were begun and are not in the book yet; side tables with a seal a
 * row. SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE draft(book INTEGER NOT NULL, draft INTEGER NOT NULL, account INTEGER NOT NULL, "
    "kind TEXT NOT NULL, data TEXT NOT NULL, saved INTEGER NOT NULL, seal BLOB, PRIMARY KEY(book, "
    "draft)) STRICT",
    NULL,
};

const SchemaGroup schema_drafts = {tables, NULL};
