/* key_chain.h: the keys that a book has had, from its first entry on: each key/1 puts new ones in
 * their place, and is signed by the log key before it or by the recovery sheet (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"

/* Who vouches for the keys. */
typedef enum {
    KEY_UNSET_GROUND,
    KEY_FROM_START, /* they stand in book/1 */
    KEY_BY_KEY,     /* the log key before them */
    KEY_BY_SHEET,   /* the recovery sheet in force */
    KEY_TAKEN_BACK, /* a sheet that log keys alone had replaced lately: what they changed is void */
} KeyGround;

/* Where a key/1 stands. */
typedef struct {
    gint64 entry, time;
    Hash before; /* root of the entries before it */
} KeyPlace;

typedef struct {
    KeyPlace place;
    Hash body; /* of its lines */
    KeyGround ground;
    PublicKeys keys; /* in force from this entry on */
} KeyChange;

/* The six values that a key/1 states before its signature, in their order; "" for one that stays. */
#define KEY_VALUES 6
extern const char *const key_value_names[KEY_VALUES];
/* What is signed. Yours to free. */
char *key_change_text(const char *origin, const KeyPlace *place,
                      const char *const values[KEY_VALUES]);

/* A chain is a GArray (element-type KeyChange), oldest first, never empty. With the keys of book/1
 * alone; NULL: its lines do not state keys. */
GArray *key_chain_begin(const char *lines, gsize length);
/* Adds what the lines of a key/1 say. False: they are malformed, or nobody who may signed them. */
bool key_chain_add(GArray *chain, const KeyPlace *place, const char *lines, gsize length);
/* Who of those who may vouch for a change at that time has this public key. */
KeyGround key_chain_ground(const GArray *chain, gint64 time, const guint8 public_key[32]);
const KeyChange *key_chain_last(const GArray *chain);
/* The keys in force for a head of so many entries. */
const PublicKeys *key_chain_at(const GArray *chain, guint64 size);
/* Where a log key stands in it; -1: nowhere. */
int key_chain_find(const GArray *chain, const NoteKey *log);

/* That of a book: of the card that officers compared, else of its entries. *ret_chain NULL without
 * error: its first entry is not held. */
bool key_chain_of(Db *db, gint64 book, GArray **ret_chain,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Which entries of an own book are a key/1, and the roots before them, is kept as a setting and made
 * anew when such entries come or go. */
bool key_places_renew(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the setting says what the entries do. */
bool key_places_fit(Db *db, gint64 book, bool *ret_fit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type KeyPlace), without their times. */
GArray *key_places(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A card (without its signatures): CARD_FIRST_LINE, the lines of book/1, then for each change a line
 * `change ENTRY TIME ROOT` and the lines of the key/1. NULL: malformed, or a change that nobody
 * vouches for. */
GArray *key_chain_of_card(const char *card, gsize length);
/* The lines of book/1 in it, borrowed; NULL when it is no card. */
const char *card_first_lines(const char *card, gsize length, gsize *ret_length);
/* That text of an own book. Yours to free. */
char *key_chain_card(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
