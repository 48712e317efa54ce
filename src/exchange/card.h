/* card.h: a partner's card as bytes: a signed note whose text is `ketnghia/card/v1` and the open
 * lines of book/1.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/keys.h"
#include <glib.h>

typedef struct {
    char *origin, *code, *name;
    PublicKeys keys;
    Hash body; /* of book/1: what the book itself must begin with */
} Card;
void card_clear(Card *card);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Card, card_clear)

/* Checks form, keys and that the card is signed by its own log key. KN_INVALID otherwise. */
bool card_read(const char *text, gsize length, Card *ret_card,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
