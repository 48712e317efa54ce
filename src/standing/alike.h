/* alike.h: what looks written twice. Two events look the same when their day, their amounts and their title or place
 * do; two persons when their names do, even but for a letter, and nothing written tells them apart. Looks are no
 * proof: people decide.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* Whether records of the kind are looked through: those that people write. */
bool alike_is_asked(const Kind *kind);

/* The live records of `book` that look like this one, which may stand in it or in another book or not yet anywhere;
 * at most `limit`, newest first. (element-type Record) */
GPtrArray *alike_to(Db *db, const Book *book, const Record *record, guint limit,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for many at once, in one walk through the book: for each of `records`, which are of one kind and not written
 * yet, the first entry of a live record that looks like it (the newest event, any person), or -1. (element-type
 * gint64) */
GArray *alike_to_each(Db *db, const Book *book, const GPtrArray *records,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All of a kind in one book, events of [from, to] (DAY_UNSET: open), newest first; in time that grows with the number
 * of records and not with its square. (element-type AlikePair) */
typedef struct {
    Record *older, *newer;
} AlikePair;
GPtrArray *alike_pairs(Db *db, const Book *book, const Kind *kind, Day from, Day to, guint limit,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Single activities that a gathered line of the same reporter, field of work and month may count again, or the other
 * way round; at most `limit`. (element-type Record) */
GPtrArray *alike_gathered(Db *db, const Book *book, const Record *activity, guint limit,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
