/* note.h: C2SP signed notes, checkpoints and cosignatures (signed-note, tlog-checkpoint,
 * tlog-cosignature v1), and their keys.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/sha.h"

#define KEY_NAME_MAX 160
#define VKEY_MAX (KEY_NAME_MAX + 64)
#define NOTE_SIGNATURES_MAX 16 /* more are dropped when a note is stored */
#define NOTE_SIGNATURES_READ 100
#define NOTE_COSIGNED_MAX 8192 /* bytes of a text that a cosignature is made or checked for */

typedef enum { KEY_UNSET = 0, KEY_ED25519 = 0x01, KEY_COSIGNATURE = 0x04 } KeyKind;

typedef struct {
    char name[KEY_NAME_MAX + 1];
    uint8_t id[4]; /* SHA-256(name || 0x0A || kind || public)[:4] */
    KeyKind kind;
    uint8_t public_key[32];
} NoteKey;

/* Fails (PROOF_MALFORMED) on an empty or too long name, a white space or '+' in it. */
ProofResult note_key_init(NoteKey *key, const char *name, KeyKind kind,
                          const uint8_t public_key[32]);
/* vkey: name+hex8(id)+base64(kind || public), split at the first two '+'; the id is checked. */
ProofResult note_key_read(NoteKey *key, const char *vkey, size_t length);
void note_key_write(const NoteKey *key, Sink *sink);

/* Ed25519 (libsodium). A seed is 32 secret bytes. */
void key_from_seed(const uint8_t seed[32], uint8_t ret_public[32]);

/* A note's parts; slices point into the caller's bytes. */
typedef struct {
    Slice text; /* ends in \n */
    Slice signatures;
    size_t count;
} Note;

/* Splits at the last "\n\n" and checks form only: UTF-8, no control characters, lines. */
ProofResult note_read(const char *bytes, size_t length, Note *ret_note);

typedef struct {
    Slice name;
    uint8_t id[4];
    uint8_t data[72]; /* Ed25519: 64; cosignature: time(8) || 64; a longer one's first 72 bytes */
    size_t length;    /* of the whole signature, without the id */
} NoteSignature;
/* PROOF_MALFORMED when there is no i-th. */
ProofResult note_signature_at(const Note *note, size_t i, NoteSignature *ret_signature);

/* PROOF_OK: this key signed the text. PROOF_UNKNOWN: no line by this key. PROOF_MISMATCH: a line by
 * this key that does not verify: the whole note must be refused. *ret_time (may be NULL) is a
 * cosignature's time. */
ProofResult note_verify(const Note *note, const NoteKey *key, uint64_t *ret_time);

/* Appends one signature line for `text` (which ends in \n) to sink. The cosignature signs
 * "cosignature/v1\ntime <time>\n" || text; time is ignored for Ed25519. A seed that is not the
 * key's, a time past 2^63 - 1 and a text to cosign longer than NOTE_COSIGNED_MAX make the sink
 * overflow. */
void note_sign(Slice text, const NoteKey *key, const uint8_t seed[32], uint64_t time, Sink *sink);

/* `origin\nsize\nroot\n`, the text of a note. */
typedef struct {
    Slice origin;
    uint64_t size; /* at most 2^63 - 1 */
    Hash root;
} Checkpoint;
/* Extension lines are allowed and ignored. */
ProofResult checkpoint_read(Slice text, Checkpoint *ret_checkpoint);
void checkpoint_write(const char *origin, uint64_t size, const Hash *root, Sink *sink);
