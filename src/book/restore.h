/* restore.h: an own book takes back what it had: leaves and files that a partner or a backup kept.
 * Only exchange/ calls this, after the leaves were found to lead to a head that the book's own log
 * key signed and the partner cosigned.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

/* Takes an own book back to its first `keep` entries and adds `leaves` (element-type GBytes) after
 * them, which must lead to `root`. What stood there instead goes; KN_BROKEN when a signed head of
 * this file covers it, because then the book was forked. The lines of the leaves that come count as
 * lost until they come too. */
bool book_take_back(Db *db, Book *book, guint64 keep, GPtrArray *leaves, const Hash *root,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds the digests (hex, owned by the table) that a body names, wherever they stand in a line. */
void book_note_files(const Entry *entry, GHashTable *hexes);
/* Removes the files that no open line names any more. */
bool book_sweep_files(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
