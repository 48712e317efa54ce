/* other_key.h: another key came under a partner's name than the one we hold: on a card, or in a
 * bundle that shows who vouches for it. Until officers have compared six words again, everything
 * with that partner stands still: the words say which of the two keys is theirs.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/key_chain.h"
#include "exchange/manifest.h"
#include "exchange/partners.h"

/* Keeps the card and stops. A card that nothing vouches for does not take the place of one that the
 * earlier keys lead to. The caller commits. */
bool other_key_keep(Db *db, const Book *partner, const char *card,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The card that waits to be compared. */
typedef struct {
    char *words;
    KeyGround ground; /* who vouches for its key: KEY_UNSET_GROUND nobody whom we know */
    KeyPlace place;   /* of the change, where somebody does */
} OtherCard;
void other_card_free(OtherCard *other);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OtherCard, other_card_free)
/* NULL without error when none waits. */
bool other_key_find(Db *db, const Book *partner, OtherCard **ret_other,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether officers found that this key is not theirs. */
bool other_key_is_refused(Db *db, const Book *partner, const NoteKey *log, bool *ret_refused,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a bundle's list says of new keys of a book: its card, when the keys that we hold lead to it
 * and officers have not refused it. *ret_card NULL without error: nothing new. Borrowed. */
bool other_key_announced(Db *db, const Manifest *manifest, const Book *partner,
                         const Pinned *pinned, const char **ret_card, NoteKey *ret_log,
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
