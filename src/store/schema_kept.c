/* schema_kept.c: sealed parts of partners' books that this office keeps for them, and what of its own books partners keep;
 * side tables with a seal a row. The seal stands before the data, so that rows are found without reading it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE kept(book INTEGER NOT NULL, name TEXT NOT NULL, via INTEGER NOT NULL, time "
    "INTEGER NOT NULL, since INTEGER NOT NULL, bytes INTEGER NOT NULL, seal BLOB, data BLOB NOT "
    "NULL, PRIMARY KEY(book, name)) STRICT",
    "CREATE TABLE entrusted(book INTEGER NOT NULL, keeper INTEGER NOT NULL, name TEXT NOT NULL, "
    "state TEXT NOT NULL, sent INTEGER NOT NULL, bytes INTEGER NOT NULL, seal BLOB, PRIMARY "
    "KEY(book, keeper, name)) STRICT",
    NULL,
};

const SchemaGroup schema_kept = {tables, NULL};
