/* note.c: signed notes: taken apart, verified, signed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/note.h"

#include "proof/base64.h"
#include "proof/note_form.h"
#include "proof/sink.h"
#include "proof/utf8.h"
#include <sodium.h>
#include <string.h>

#define DASH "\xe2\x80\x94 "
#define COSIGNED_HEADER "cosignature/v1\ntime "
#define COSIGNED_ROOM (NOTE_COSIGNED_MAX + 64)

static bool
is_note_text(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        uint32_t character;
        size_t got = utf8_read(bytes + i, length - i, &character);
        if (got == 0 || (character < 0x20 && character != '\n'))
            return false;
        i += got;
    }
    return true;
}

/* The whole of a signature line: id and signature as base64. */
static bool
read_signature(Slice line, NoteSignature *ret_signature)
{
    uint8_t start[sizeof(ret_signature->id) + sizeof(ret_signature->data) + 2];
    const size_t dash = strlen(DASH);
    size_t length, got;

    if (!slice_starts(line, DASH))
        return false;
    Slice rest = {line.at + dash, line.length - dash};
    const char *space = rest.length > 0 ? memchr(rest.at, ' ', rest.length) : NULL;
    if (space == NULL)
        return false;
    ret_signature->name = (Slice){rest.at, (size_t)(space - rest.at)};
    Slice chars = {space + 1, rest.length - ret_signature->name.length - 1};
    if (!note_name_is_valid(ret_signature->name) ||
        base64_read(chars.at, chars.length, NULL, 0, &length) != PROOF_OK ||
        length <= sizeof(ret_signature->id))
        return false;
    /* Signatures of other algorithms may be of any length; 104 characters hold 78 bytes. */
    size_t head =
        chars.length < BASE64_LENGTH(sizeof(start)) ? chars.length : BASE64_LENGTH(sizeof(start));
    if (base64_read(chars.at, head, start, sizeof(start), &got) != PROOF_OK)
        return false;
    ret_signature->length = length - sizeof(ret_signature->id);
    memcpy(ret_signature->id, start, sizeof(ret_signature->id));
    size_t kept = got - sizeof(ret_signature->id);
    if (kept > sizeof(ret_signature->data))
        kept = sizeof(ret_signature->data);
    memcpy(ret_signature->data, start + sizeof(ret_signature->id), kept);
    return true;
}

ProofResult
note_read(const char *bytes, size_t length, Note *ret_note)
{
    Slice rest, line;
    size_t split = length, count = 0;

    if (length < 3 || bytes[length - 1] != '\n' || !is_note_text(bytes, length))
        return PROOF_MALFORMED;
    while (split >= 2 && !(bytes[split - 1] == '\n' && bytes[split - 2] == '\n'))
        split--;
    if (split < 2 || split == length)
        return PROOF_MALFORMED;
    rest = (Slice){bytes + split, length - split};
    Note note = {.text = {bytes, split - 1}, .signatures = rest};
    for (; slice_line(&rest, &line); count++) {
        NoteSignature signature;
        if (count == NOTE_SIGNATURES_READ || !read_signature(line, &signature))
            return PROOF_MALFORMED;
    }
    note.count = count;
    *ret_note = note;
    return PROOF_OK;
}

ProofResult
note_signature_at(const Note *note, size_t i, NoteSignature *ret_signature)
{
    Slice rest = note->signatures, line;
    NoteSignature signature = {0};

    do {
        if (!slice_line(&rest, &line))
            return PROOF_MALFORMED;
    } while (i-- > 0);
    if (!read_signature(line, &signature))
        return PROOF_MALFORMED;
    *ret_signature = signature;
    return PROOF_OK;
}

/* What a cosignature of that time signs. */
static bool
write_cosigned(Slice text, uint64_t time, Sink *sink)
{
    sink_add_text(sink, COSIGNED_HEADER);
    sink_add_number(sink, time);
    sink_add(sink, "\n", 1);
    sink_add(sink, text.at, text.length);
    return !sink->overflow && text.length <= NOTE_COSIGNED_MAX && time <= INT64_MAX;
}

static bool
verify_cosignature(Slice text, const NoteKey *key, const NoteSignature *signature,
                   uint64_t *ret_time)
{
    char message[COSIGNED_ROOM];
    Sink sink;
    uint64_t time = 0;

    if (signature->length != 72)
        return false;
    for (size_t i = 0; i < 8; i++)
        time = time << 8 | signature->data[i];
    sink_init(&sink, message, sizeof(message));
    if (!write_cosigned(text, time, &sink) ||
        crypto_sign_verify_detached(signature->data + 8, (const uint8_t *)message, sink.length,
                                    key->public_key) != 0)
        return false;
    *ret_time = time;
    return true;
}

static bool
verify_signature(Slice text, const NoteKey *key, const NoteSignature *signature, uint64_t *ret_time)
{
    if (key->kind == KEY_COSIGNATURE)
        return verify_cosignature(text, key, signature, ret_time);
    *ret_time = 0;
    return key->kind == KEY_ED25519 && signature->length == 64 &&
           crypto_sign_verify_detached(signature->data, (const uint8_t *)text.at, text.length,
                                       key->public_key) == 0;
}

ProofResult
note_verify(const Note *note, const NoteKey *key, uint64_t *ret_time)
{
    Slice rest = note->signatures, line;
    uint64_t newest = 0, time;
    bool found = false;

    while (slice_line(&rest, &line)) {
        NoteSignature signature;
        if (!read_signature(line, &signature))
            return PROOF_MALFORMED;
        if (!slice_is(signature.name, key->name) ||
            memcmp(signature.id, key->id, sizeof(key->id)) != 0)
            continue;
        if (!verify_signature(note->text, key, &signature, &time))
            return PROOF_MISMATCH;
        found = true;
        newest = time > newest ? time : newest;
    }
    if (!found)
        return PROOF_UNKNOWN;
    if (ret_time != NULL)
        *ret_time = newest;
    return PROOF_OK;
}

/* Id, time where there is one, signature; 0 when it can't be made. */
static size_t
sign(Slice text, const NoteKey *key, const uint8_t secret[crypto_sign_SECRETKEYBYTES],
     uint64_t time, uint8_t ret_blob[76])
{
    char message[COSIGNED_ROOM];
    Sink sink;

    memcpy(ret_blob, key->id, sizeof(key->id));
    if (key->kind == KEY_ED25519) {
        crypto_sign_detached(ret_blob + 4, NULL, (const uint8_t *)text.at, text.length, secret);
        return 68;
    }
    sink_init(&sink, message, sizeof(message));
    if (key->kind != KEY_COSIGNATURE || !write_cosigned(text, time, &sink))
        return 0;
    for (size_t i = 0; i < 8; i++)
        ret_blob[4 + i] = (uint8_t)(time >> (56 - 8 * i));
    crypto_sign_detached(ret_blob + 12, NULL, (const uint8_t *)message, sink.length, secret);
    return 76;
}

void
note_sign(Slice text, const NoteKey *key, const uint8_t seed[32], uint64_t time, Sink *sink)
{
    uint8_t public_key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
    uint8_t blob[76];
    size_t length = 0;

    crypto_sign_seed_keypair(public_key, secret, seed);
    if (memcmp(public_key, key->public_key, sizeof(public_key)) == 0)
        length = sign(text, key, secret, time, blob);
    sodium_memzero(secret, sizeof(secret));
    if (length == 0) {
        sink->overflow = true;
        return;
    }
    sink_add_text(sink, DASH);
    sink_add_text(sink, key->name);
    sink_add(sink, " ", 1);
    sink_add_base64(sink, blob, length);
    sink_add(sink, "\n", 1);
}
