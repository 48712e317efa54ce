/* undone.h: which entries of a book have no effect. An undo may be undone, so the newest is asked
 * first. Used inside views/ only, but for undone_read and undone_has, which rules/ asks before an
 * undo.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct {
    gint64 first, last; /* both included */
} Range;

/* Settles which undos of the book hold, after new ones were added to the table with holds = -1.
 * Ranges whose entries may have changed their effect are added to `changed` (element-type Range).
 */
bool undone_settle(Db *db, gint64 book, GArray *changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The entries without effect: (element-type Range), sorted, apart from each other. */
GArray *undone_read(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool undone_has(const GArray *undone, gint64 entry);
/* Sorts ranges and joins those that touch. */
void ranges_join(GArray *ranges);
/* One entry, asked of the table. */
bool undone_entry(Db *db, gint64 book, gint64 entry, bool *ret_undone,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
