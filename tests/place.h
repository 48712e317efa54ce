/* place.h: where the office of a test lies: a file, or with KN_ENGINE=postgresql a schema of its own
 * on the server that tests/postgres keeps. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

bool place_is_server(void);
/* The address of an office that is not there yet; `folder` also holds the small files of a server's
 * office, whose connections are named like its schema. Yours to free. */
char *place_new(const char *folder, const char *name);
/* Runs SQL past the program, as a fault or another program would. Several statements may stand in
 * it, apart by ";". What SQLite says with CAST, zeroblob, char(10), x'' and triggers on INSERT is
 * said in the server's words too. */
void place_sql(const char *where, const char *sql);
/* One whole number. */
gint64 place_number(const char *where, const char *sql);
/* How often some text stands in the office: in any byte of the files in `folder`, or in any value of
 * its rows on a server. */
int place_occurrences(const char *where, const char *folder, const char *text);
/* Takes a server's office away; a file goes with its folder. */
void place_drop(const char *where);
