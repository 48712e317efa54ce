/* reads.h: the side table of opened personal data: who opened which record of a book when, which fields, on what occasion.
 * Numbers and names of fields only, never a value. The rules about it stand in rules/reads.h.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct {
    gint64 time, account,
        entry;    /* unix seconds; account 0: the command line; entry -1: of no single record */
    char *what;   /* "record", else the name of the list or report */
    char *fields; /* names, joined by blanks; "" for lists and reports */
    char *reason; /* given past the budget, else "" */
} ReadRow;
void read_row_free(ReadRow *row);

bool reads_append(Db *db, gint64 book, const ReadRow *row,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool reads_clean(Db *db, gint64 book, gint64 before, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When the account last opened this record; 0: never. */
bool reads_last(Db *db, gint64 book, gint64 account, gint64 entry, gint64 *ret_time,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool reads_count(Db *db, gint64 book, gint64 account, gint64 since, gint64 *ret_count,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Newest first; entry -1: of all. (element-type ReadRow) ret_count: of all such rows, may be NULL. */
GPtrArray *reads_list(Db *db, gint64 book, gint64 entry, gint64 offset, gint64 limit,
                      gint64 *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accounts that read since `since`, each with how often. (element-type ReadCount) */
typedef struct {
    gint64 account, count;
} ReadCount;
GArray *reads_counts(Db *db, gint64 book, gint64 since, gint64 before,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
