/* schema_partners.c: keys of our own, partners' pinned cards, settings; side tables with a seal a
 * row. SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE setting(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, seal BLOB) STRICT",
    "CREATE TABLE secret(book INTEGER NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL, seal BLOB, "
    "PRIMARY KEY(book, name)) STRICT",
    "CREATE TABLE partner(book INTEGER PRIMARY KEY, card TEXT NOT NULL, pinned INTEGER NOT NULL, "
    "compared INTEGER NOT NULL, stopped INTEGER NOT NULL, seen INTEGER NOT NULL, seal BLOB) STRICT",
    NULL,
};

const SchemaGroup schema_partners = {tables, NULL};
