/* card.h: a partner's card as bytes: a signed note whose text is `ketnghia/card/v1`, the open lines
 * of book/1, and each change of keys since (book/key_chain.h).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"
#include <glib.h>

typedef struct {
    char *origin, *code, *name;
    PublicKeys keys; /* in force */
    Hash body;       /* of book/1: what the book itself must begin with */
} Card;
void card_clear(Card *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Card, card_clear)

/* The card of an own book. Yours to free. */
char *card_write(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds it to the list when the book's keys have changed. (element-type utf8) */
bool card_add_changed(Db *db, const Book *book, GPtrArray *cards,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Checks form, keys, who vouched for each change of them, and that the card is signed by the log key
 * in force. KN_INVALID otherwise. */
bool card_read(const char *text, gsize length, Card *ret_card,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
