/* keys.h: a unit's keys, apart from people's accounts: log (signs heads), mirror and witness
 * (cosign others' heads), box (receives bundles). Public halves stand in book/1, secrets in the
 * store. The recovery secret is printed once and never stored.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/body.h"
#include "proof/note.h"
#include "store/store.h"

typedef struct {
    guint8 log_seed[32], mirror_seed[32], witness_seed[32], box_secret[32];
    NoteKey log, mirror, witness; /* named origin, origin/mirror, origin/witness */
    guint8 box_public[32];
} Keys;

/* Fresh random keys for an origin. */
void keys_draw(const char *origin, Keys *ret_keys);
/* Secrets that were kept elsewhere become keys again: fills in what follows from them. False when
 * the origin cannot be one. */
bool keys_complete(const char *origin, Keys *keys);
/* KN_CONFLICT when the book has keys already. */
bool keys_store(Db *db, gint64 book, const Keys *keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* KN_MISSING when this file holds no keys of the book (a backup without keys), KN_LOCKED
 * (key_lock.h). */
bool keys_load(Db *db, gint64 book, const char *origin, Keys *ret_keys,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A key/1 stands at `entry`: new keys take the place of those in the store. The box key before them
 * stays, so that bundles on their way still open; the log key before them only when `keep_log`. */
bool keys_replace(Db *db, gint64 book, gint64 entry, const Keys *keys, bool keep_log,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What an earlier key was: `entry` of the key/1 that replaced it. */
typedef struct {
    gint64 entry;
    guint8 secret[32];
} EarlierKey;
/* Earlier secrets that are held, newest first (element-type EarlierKey), wiped when freed. */
GArray *keys_earlier_logs(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *keys_earlier_boxes(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void keys_clear(Keys *keys); /* wipes */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Keys, keys_clear)

/* Public keys that a book/1 states. Its lines, in this order for ever: origin, code, name,
 * unit_kind, log_key, mirror_key, witness_key (verifier keys), box_key, recovery_sign, recovery_box
 * (base64 of 32 bytes). */
typedef struct {
    NoteKey log, mirror, witness;
    guint8 box_public[32];
    guint8 recovery_sign[32], recovery_box[32];
} PublicKeys;

/* Reads the open lines of a book/1; false when one is missing or not a key of this origin. */
bool public_keys_read(const char *lines, gsize length, PublicKeys *ret_keys);
/* Those in force (key_chain.h); *ret_found false without error when they are not known here. */
bool public_keys_of(Db *db, gint64 book, PublicKeys *ret_keys, bool *ret_found,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every key that books of this file and partners' cards state or stated (element-type NoteKey):
 * log, mirror and witness of each. */
GArray *known_keys(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What stands in a line: a verifier key; base64 of 32 bytes. Yours to free. */
char *key_text(const NoteKey *key);
char *key_bytes_text(const guint8 bytes[32]);

/* The recovery sheet: 32 random bytes as 13 groups of 4 base32 characters, the last 4 bits are a
 * check. */
#define RECOVERY_GROUPS 13
void recovery_draw(guint8 ret_secret[32]);
char *recovery_write(const guint8 secret[32]); /* "ABCD-EFGH-..." */
bool recovery_read(const char *typed,
                   guint8 ret_secret[32]); /* case and separators do not matter */
/* Whether this is what stands in a group (from 0) of the sheet: set-up asks for some of them back.
 */
bool recovery_group_is(const guint8 secret[32], guint group, const char *typed);
/* The keys that follow from the secret: Ed25519 (signs a key/1 after loss) and X25519 (opens
 * keys.box). */
void recovery_public(const guint8 secret[32], guint8 ret_sign[32], guint8 ret_box[32]);
void recovery_secrets(const guint8 secret[32], guint8 ret_sign_seed[32], guint8 ret_box_secret[32]);

/* Six words that two officers compare: from the SHA-256 of a verifier key. Yours to free. */
char *key_words(const NoteKey *log_key);
/* Whether these are the words of the key; accents, case and separators do not matter. */
bool key_words_match(const NoteKey *log_key, const char *typed);

/* 16 random hex characters after the code: "ketnghia/kg-cd/0123456789abcdef". */
char *origin_draw(const char *code);
