/* row.h: a book's row, shared by the files of book/ that move and check it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"

/* The stored hashes of a frontier; false when there are not as many as its size asks for. */
bool frontier_read(gint64 size, const void *nodes, gsize length, Frontier *ret_frontier);
/* What of a row never changes stands a second time in a setting, under a seal: the tree does not
 * cover the code and the owner of a copy. */
char *book_seal_name(gint64 book);
char *book_seal(const char *origin, const char *code, bool own);
/* KN_CONFLICT when the row has moved on since `book` was read. */
bool book_is_current(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Compare-and-swap: moves the row from book->frontier.size on to `frontier`; KN_CONFLICT when
 * another writer was first. `book` itself is left as it was until the caller has read back what it
 * wrote. */
bool book_move(Db *db, Book *book, const Frontier *frontier,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads back entries [book->frontier.size, frontier->size) and hashes them again: leaves, and with
 * them the bodies when `bodies`. KN_BROKEN when the disk or memory gave back something else. Then
 * takes them over into `book`. */
bool book_read_back(Db *db, Book *book, const Frontier *frontier, bool bodies,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds leaves (element-type GBytes) without bodies that must lead to `root`, and reads them back;
 * KN_BROKEN when they do not. */
bool book_add_leaves(Db *db, Book *book, GPtrArray *leaves, const Hash *root,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
