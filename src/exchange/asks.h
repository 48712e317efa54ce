/* asks.h: an office whose file is an old copy asks a partner for its own books back. It signs no
 * head: its bundle is signed by the manifest alone and brings, for each of its books, a note by the
 * book's log key that says what its file has and to which book's key the lines may be sealed.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/bundle_read.h"
#include "rules/office.h"

/* What a partner asks for: entries of one of its books past what its file has. */
typedef struct {
    bool asked;
    guint64 size; /* what its file has; 0: nothing, or that is unknown */
    Hash root;
} Asked;

/* Remembers what a bundle asks for; *ret_asks says whether it does. KN_INVALID when a note is not by
 * the owner of a book that we hold, or not for the sender. */
bool asks_take(Db *db, const Incoming *incoming, bool *ret_asks,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What `to` asked of our book `own` for `book`, one of its office; remembered until that book comes
 * with all that we hold of it. */
bool asked_find(Db *db, const Book *own, const Book *to, const Book *book, Asked *ret_asked,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Books of the partner's office, as far as is known: itself, and those whose copies the same book
 * sent to be kept. (element-type Book) */
GPtrArray *partner_books(Db *db, const Book *partner, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By word of mouth `to` asks for all of its books: it has nothing any more. */
bool asks_for_all(Office *office, const char *unit, const Actor *actor, const char *to,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool asked_clear(Db *db, const Book *own, const Book *to, const Book *book,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
