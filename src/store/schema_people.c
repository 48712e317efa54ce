/* schema_people.c: accounts, roles, sessions and one-time logins; side tables with a seal a row.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

static const char *const tables[] = {
    "CREATE TABLE account(account INTEGER PRIMARY KEY, name TEXT NOT NULL, display TEXT NOT NULL, "
    "lang TEXT NOT NULL, password TEXT, totp TEXT, totp_step INTEGER NOT NULL, disabled INTEGER "
    "NOT NULL, created INTEGER NOT NULL, seal BLOB) STRICT",
    "CREATE TABLE account_role(account INTEGER NOT NULL, book INTEGER NOT NULL, roles INTEGER NOT "
    "NULL, seal BLOB, PRIMARY KEY(account, book)) STRICT",
    "CREATE TABLE session_web(token BLOB NOT NULL PRIMARY KEY, account INTEGER NOT NULL, csrf TEXT "
    "NOT NULL, by_link INTEGER NOT NULL, strong INTEGER NOT NULL, created INTEGER NOT NULL, seen "
    "INTEGER NOT NULL, seal BLOB) STRICT",
    "CREATE TABLE login_link(token BLOB NOT NULL PRIMARY KEY, account INTEGER NOT NULL, expires "
    "INTEGER NOT NULL, seal BLOB) STRICT",
    "CREATE TABLE attempt(subject TEXT NOT NULL PRIMARY KEY, failures INTEGER NOT NULL, last "
    "INTEGER NOT NULL, seal BLOB) STRICT",
    NULL,
};

const SchemaGroup schema_people = {tables, NULL};
