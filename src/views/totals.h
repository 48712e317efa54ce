/* totals.h: the totals table. Additions are gathered in memory and written once per act, so that a
 * batch costs one write for each day and slice, not for each record. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/measure.h"
#include "store/store.h"

typedef struct Totals Totals;

Totals *totals_new(bool chapter); /* chapter: the book is a chapter's */
void totals_free(Totals *totals);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Totals, totals_free)

/* sign 1 puts a record's addends in, -1 takes them out. */
bool totals_add(Totals *totals, const Record *record, int sign,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds what was gathered to the rows of the book; rows without records go. */
bool totals_write(Totals *totals, Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Names of what lists count: the records of a kind, and the sum of a money or count field that
 * lists show (NULL for other fields). Static. */
const char *total_of_kind(const Kind *kind);
const char *total_of_field(const Kind *kind, int field);
