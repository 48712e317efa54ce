/* note_key.c: the names, numbers and spellings of verifier keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/note.h"

#include "proof/base64.h"
#include "proof/sink.h"
#include "proof/note_form.h"
#include "proof/utf8.h"
#include <sodium.h>
#include <string.h>

static bool
is_space(uint32_t c)
{
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f ||
           c == 0x205f || c == 0x3000;
}

bool
note_name_is_valid(Slice name)
{
    for (size_t i = 0; i < name.length;) {
        uint32_t character;
        size_t bytes = utf8_read(name.at + i, name.length - i, &character);
        if (bytes == 0 || character < 0x20 || character == '+' || is_space(character))
            return false;
        i += bytes;
    }
    return name.length > 0;
}

static ProofResult
init(NoteKey *key, Slice name, KeyKind kind, const uint8_t public_key[32])
{
    const uint8_t separator[2] = {'\n', (uint8_t)kind};
    Hash hash;
    Sha sha;

    if (name.length > KEY_NAME_MAX || !note_name_is_valid(name) ||
        (kind != KEY_ED25519 && kind != KEY_COSIGNATURE))
        return PROOF_MALFORMED;
    *key = (NoteKey){.kind = kind};
    memcpy(key->name, name.at, name.length);
    memcpy(key->public_key, public_key, sizeof(key->public_key));
    sha_init(&sha);
    sha_add(&sha, name.at, name.length);
    sha_add(&sha, separator, sizeof(separator));
    sha_add(&sha, public_key, sizeof(key->public_key));
    sha_end(&sha, &hash);
    memcpy(key->id, hash.bytes, sizeof(key->id));
    return PROOF_OK;
}

ProofResult
note_key_init(NoteKey *key, const char *name, KeyKind kind, const uint8_t public_key[32])
{
    return init(key, (Slice){name, strlen(name)}, kind, public_key);
}

static bool
read_hex(const char *chars, uint8_t ret_id[4])
{
    for (size_t i = 0; i < 8; i++) {
        char c = chars[i];
        bool digit = c >= '0' && c <= '9';
        if (!digit && !(c >= 'a' && c <= 'f'))
            return false;
        uint8_t half = (uint8_t)(digit ? c - '0' : c - 'a' + 10);
        ret_id[i / 2] = (uint8_t)(i % 2 == 0 ? half << 4 : ret_id[i / 2] | half);
    }
    return true;
}

ProofResult
note_key_read(NoteKey *key, const char *vkey, size_t length)
{
    const char *plus = length > 0 ? memchr(vkey, '+', length) : NULL;
    uint8_t id[4], data[33];
    size_t got;
    NoteKey read;

    if (plus == NULL)
        return PROOF_MALFORMED;
    Slice name = {vkey, (size_t)(plus - vkey)};
    size_t rest = length - name.length - 1;
    if (rest < 9 || !read_hex(plus + 1, id) || plus[9] != '+' ||
        base64_read(plus + 10, rest - 9, data, sizeof(data), &got) != PROOF_OK ||
        got != sizeof(data))
        return PROOF_MALFORMED;
    if (init(&read, name, data[0], data + 1) != PROOF_OK || memcmp(read.id, id, sizeof(id)) != 0)
        return PROOF_MALFORMED;
    *key = read;
    return PROOF_OK;
}

void
note_key_write(const NoteKey *key, Sink *sink)
{
    static const char digits[] = "0123456789abcdef";
    uint8_t data[33];

    sink_add_text(sink, key->name);
    sink_add(sink, "+", 1);
    for (size_t i = 0; i < sizeof(key->id); i++) {
        sink_add(sink, &digits[key->id[i] >> 4], 1);
        sink_add(sink, &digits[key->id[i] & 15], 1);
    }
    sink_add(sink, "+", 1);
    data[0] = (uint8_t)key->kind;
    memcpy(data + 1, key->public_key, sizeof(key->public_key));
    sink_add_base64(sink, data, sizeof(data));
}

void
key_from_seed(const uint8_t seed[32], uint8_t ret_public[32])
{
    uint8_t secret[crypto_sign_SECRETKEYBYTES];

    crypto_sign_seed_keypair(ret_public, secret, seed);
    sodium_memzero(secret, sizeof(secret));
}
