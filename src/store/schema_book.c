/* schema_book.c: the tables of books: permanent, under each book's tree.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE book(book INTEGER PRIMARY KEY, origin TEXT NOT NULL, code TEXT NOT NULL, own "
    "INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, frontier BLOB NOT NULL) STRICT",
    "CREATE TABLE leaf(book INTEGER NOT NULL, entry INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY "
    "KEY(book, entry)) WITHOUT ROWID, STRICT",
    /* With a rowid: bodies of minutes outgrow a page, and measured without one they take half as
       much room again and a third longer to write. Leaves are small: without one they are written
       faster. */
    "CREATE TABLE body(book INTEGER NOT NULL, entry INTEGER NOT NULL, lines BLOB NOT NULL, PRIMARY "
    "KEY(book, entry)) STRICT",
    "CREATE TABLE file(book INTEGER NOT NULL, sha256 BLOB NOT NULL, data BLOB NOT NULL, PRIMARY "
    "KEY(book, sha256)) STRICT",
    "CREATE TABLE head(book INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, note BLOB "
    "NOT NULL, PRIMARY KEY(book, size)) WITHOUT ROWID, STRICT",
    "CREATE TABLE evidence(book INTEGER NOT NULL, n INTEGER NOT NULL, text TEXT NOT NULL, seal "
    "BLOB, PRIMARY KEY(book, n)) STRICT",
    NULL,
};

const SchemaGroup schema_book = {tables, NULL};
