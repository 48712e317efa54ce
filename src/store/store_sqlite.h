/* store_sqlite.h: what store_sqlite.c and sqlite_check.c know of each other. Internal to store/.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/engine.h"
#include <sqlite3.h>

struct Connection {
    sqlite3 *handle;
    int log_pages; /* in the write-ahead log after the last commit */
    bool must_stop;
};

struct Statement {
    Connection *connection;
    sqlite3_stmt *handle;
};

/* Raises what SQLite's extended code means; sql (may be NULL) names the table. */
bool sqlite_fail(GError **error, Connection *connection, const char *sql, int code);
bool sqlite_execute(Connection *connection, const char *sql, GError **error);

bool sqlite_has_tables(Connection *connection, bool *ret_any, GError **error);
bool sqlite_has_table(Connection *connection, const char *name, bool *ret_has, GError **error);
bool sqlite_check_definitions(Connection *connection, const char *const *texts, Found found,
                              void *context, GError **error);
bool sqlite_check_pages(Connection *connection, Found found, void *context, GError **error);
/* All pages as they are at one moment, into an empty file, checked and alone. */
bool sqlite_copy(Connection *reader, const char *to, bool with_keys, GError **error);
