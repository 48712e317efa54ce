/* other_key.h: a card came under a partner's name with another key than the one we hold. Until
 * officers have compared six words again, everything with that partner stands still: the words say
 * which of the two cards is theirs.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/partners.h"

/* Keeps the card and stops. The caller commits. */
bool other_key_keep(Db *db, const Book *partner, const char *card,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The words of the other card, NULL without error when none waits. Yours to free. */
bool other_key_find(Db *db, const Book *partner, char **ret_words,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the words settled. */
typedef struct {
    bool taken;   /* the other key is theirs and counts from now on; else it was not, and is gone */
    guint64 size; /* what is held of their book: the new key holds from here */
    Hash root;
} OtherKey;
/* Chair or administrator. Words of neither card: KN_INVALID, and nothing changes. */
bool other_key_settle(Office *office, const Actor *actor, const char *code, const char *words,
                      OtherKey *ret_settled, GError **error) G_GNUC_WARN_UNUSED_RESULT;
