/* recovery.c: the secret on paper that brings a lost book's keys back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/keys.h"

#include <sodium.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"; /* RFC 4648 section 6 */
#define CHARS (RECOVERY_GROUPS * 4)

void
recovery_draw(guint8 ret_secret[32])
{
    randombytes_buf(ret_secret, 32);
}

static guint8
recovery_check(const guint8 secret[32])
{
    Hash hash;
    sha_of(secret, 32, &hash);
    return hash.bytes[0] >> 4;
}

/* 32 bytes and the check in the upper half of one more: 260 bits, 52 characters of 5. */
static void
recovery_chars(const guint8 secret[32], char ret_chars[CHARS])
{
    guint8 bits[33];
    memcpy(bits, secret, 32);
    bits[32] = (guint8)(recovery_check(secret) << 4);
    for (guint i = 0; i < CHARS; i++) {
        guint at = i * 5;
        guint pair = (guint)bits[at / 8] << 8 | (at / 8 + 1 < sizeof(bits) ? bits[at / 8 + 1] : 0);
        ret_chars[i] = alphabet[pair >> (11 - at % 8) & 31];
    }
    sodium_memzero(bits, sizeof(bits));
}

char *
recovery_write(const guint8 secret[32])
{
    char chars[CHARS];
    recovery_chars(secret, chars);
    GString *sheet = g_string_sized_new(CHARS + RECOVERY_GROUPS);
    for (guint i = 0; i < RECOVERY_GROUPS; i++) {
        if (i > 0)
            g_string_append_c(sheet, '-');
        g_string_append_len(sheet, chars + i * 4, 4);
    }
    sodium_memzero(chars, sizeof(chars));
    return g_string_free(sheet, FALSE);
}

/* What a hand may have written: 0 for O, 1 for I, 8 for B are no letters of the alphabet and can
 * only mean those. -1: not a character of a sheet. */
static int
recovery_value(char typed)
{
    char upper = g_ascii_toupper(typed);
    upper = upper == '0' ? 'O' : upper == '1' ? 'I' : upper == '8' ? 'B' : upper;
    const char *found = upper == '\0' ? NULL : strchr(alphabet, upper);
    return found == NULL ? -1 : (int)(found - alphabet);
}

/* The values of the characters typed, without separators; false when there are not exactly `count`.
 */
static bool
recovery_values(const char *typed, guint8 *values, guint count)
{
    guint found = 0;
    for (; *typed != '\0'; typed++) {
        int value = recovery_value(*typed);
        if (value < 0 && (g_ascii_isspace(*typed) || strchr("-.,_", *typed) != NULL))
            continue;
        if (value < 0 || found == count)
            return false;
        values[found++] = (guint8)value;
    }
    return found == count;
}

bool
recovery_read(const char *typed, guint8 ret_secret[32])
{
    guint8 values[CHARS], bits[33] = {0};
    if (!recovery_values(typed, values, CHARS))
        return false;
    for (guint i = 0; i < CHARS; i++)
        for (guint bit = 0; bit < 5; bit++)
            if (values[i] >> (4 - bit) & 1)
                bits[(i * 5 + bit) / 8] |= (guint8)(0x80 >> (i * 5 + bit) % 8);
    bool fits = bits[32] >> 4 == recovery_check(bits);
    if (fits)
        memcpy(ret_secret, bits, 32);
    sodium_memzero(values, sizeof(values));
    sodium_memzero(bits, sizeof(bits));
    return fits;
}

bool
recovery_group_is(const guint8 secret[32], guint group, const char *typed)
{
    char chars[CHARS];
    guint8 values[4];
    if (group >= RECOVERY_GROUPS || !recovery_values(typed, values, 4))
        return false;
    recovery_chars(secret, chars);
    bool same = true;
    for (guint i = 0; i < 4; i++)
        same = same && chars[group * 4 + i] == alphabet[values[i]];
    sodium_memzero(chars, sizeof(chars));
    return same;
}

void
recovery_secrets(const guint8 secret[32], guint8 ret_sign_seed[32], guint8 ret_box_secret[32])
{
    static const char *const uses[] = {"ketnghia/recovery/sign/v1\n", "ketnghia/recovery/box/v1\n"};
    guint8 *const results[] = {ret_sign_seed, ret_box_secret};
    for (gsize i = 0; i < G_N_ELEMENTS(uses); i++) {
        Sha sha;
        Hash hash;
        sha_init(&sha);
        sha_add(&sha, uses[i], strlen(uses[i]));
        sha_add(&sha, secret, 32);
        sha_end(&sha, &hash);
        memcpy(results[i], hash.bytes, 32);
        sodium_memzero(&sha, sizeof(sha));
        sodium_memzero(&hash, sizeof(hash));
    }
}

void
recovery_public(const guint8 secret[32], guint8 ret_sign[32], guint8 ret_box[32])
{
    guint8 seed[32], box[32];
    recovery_secrets(secret, seed, box);
    key_from_seed(seed, ret_sign);
    crypto_scalarmult_base(ret_box, box);
    sodium_memzero(seed, sizeof(seed));
    sodium_memzero(box, sizeof(box));
}
