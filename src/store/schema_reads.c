/* schema_reads.c: who opened personal data, when; a side table with a seal a row. It holds numbers and names of fields, never
 * a value.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE read_log(book INTEGER NOT NULL, n INTEGER NOT NULL, time INTEGER NOT NULL, "
    "account "
    "INTEGER NOT NULL, entry INTEGER NOT NULL, what TEXT NOT NULL, fields TEXT NOT NULL, reason "
    "TEXT "
    "NOT NULL, seal BLOB, PRIMARY KEY(book, n)) STRICT",
    NULL,
};

const SchemaGroup schema_reads = {tables, NULL};
