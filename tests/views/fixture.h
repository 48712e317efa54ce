/* fixture.h: a small office in a temporary folder for the tests of views/, written straight
 * through the book.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "place.h"
#include "records/record.h"
#include "views/views.h"

typedef struct {
    char *folder, *where;
    Store *store;
} Desk;

void desk_open(Desk *desk);
void desk_close(Desk *desk); /* and removes the folder */

/* An own book (or a mirrored one) with its entry 0 and no more. */
Book *desk_book(Db *db, const char *code, const char *unit_kind, bool own);
/* Writes a record into a book and projects it; amends -1: a record of its own. Returns its entry.
 */
gint64 desk_write(Db *db, Book *book, const Record *record, gint64 amends, gint64 time);
/* Many at once, as an import does. Returns the first entry. (element-type Record) */
gint64 desk_write_all(Db *db, Book *book, const GPtrArray *records, gint64 time);
/* Undoes a range of entries. Returns the entry of the undo. */
gint64 desk_undo(Db *db, Book *book, gint64 first, gint64 last, gint64 time);

/* A record of its own, which is freed. Returns its entry. */
gint64 desk_add(Db *db, Book *book, Record *record);
/* A delivered activity of field of work 1; value as typed. */
Record *desk_activity(const char *held, const char *title, const char *value);
/* "field", "value" pairs, stored spellings, NULL-terminated. */
Record *desk_record(const char *kind, const char *first_pair, ...) G_GNUC_NULL_TERMINATED;
/* A record of a kind with random values of every type. */
Record *desk_random(GRand *rand, const Kind *kind);
/* Every derived table as text. */
char *desk_dump(Db *db);
/* A database for reading or writing that must come. */
Db *desk_read(Desk *desk);
Db *desk_begin(Desk *desk);
void desk_commit(Db *db); /* and frees it */
/* For g_test_add_data_func: `run` is a void (*)(Db *, Book *), called in an office of its own with one chapter. */
void desk_in_book(gconstpointer run);
