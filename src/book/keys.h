/* keys.h: a unit's keys, apart from people's accounts: log (signs heads), mirror and witness (cosign others'
 * heads), box (receives bundles). Public halves stand in book/1, secrets in the store. The recovery secret
 * is printed once and never stored.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/note.h"
#include "store/store.h"

typedef struct {
    guint8 log_seed[32], mirror_seed[32], witness_seed[32], box_secret[32];
    NoteKey log, mirror, witness; /* named origin, origin/mirror, origin/witness */
    guint8 box_public[32];
} Keys;

/* Fresh random keys for an origin. */
void keys_draw(const char *origin, Keys *ret_keys);
bool keys_store(Db *db, gint64 book, const Keys *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool keys_load(Db *db, gint64 book, const char *origin, Keys *ret_keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keys_clear(Keys *keys); /* wipes */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keys, keys_clear)

/* Public keys that a book/1 states. */
typedef struct {
    NoteKey log, mirror, witness;
    guint8 box_public[32];
    guint8 recovery_sign[32], recovery_box[32];
} PublicKeys;

/* The recovery sheet: 32 random bytes as 13 groups of 4 base32 characters, the last 4 bits are a check. */
void recovery_draw(guint8 ret_secret[32]);
char *recovery_write(const guint8 secret[32]); /* "ABCD-EFGH-..." */
bool recovery_read(const char *typed, guint8 ret_secret[32]); /* case and separators do not matter */
void recovery_public(const guint8 secret[32], guint8 ret_sign[32], guint8 ret_box[32]);

/* Six words that two officers compare: from the SHA-256 of a verifier key. Yours to free. */
char *key_words(const NoteKey *log_key);

/* 16 random hex characters after the code: "ketnghia/kg-cd/0123456789abcdef". */
char *origin_draw(const char *code);
