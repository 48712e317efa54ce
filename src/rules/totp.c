/* totp.c: codes of authenticator apps.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/totp.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

char *
base32_write(const guint8 *data, gsize length)
{
    GString *text = g_string_new(NULL);
    guint32 bits = 0;
    int held = 0;
    for (gsize i = 0; i < length; i++) {
        bits = (bits << 8 | data[i]) & 0xfff;
        held += 8;
        while (held >= 5) {
            held -= 5;
            g_string_append_c(text, alphabet[bits >> held & 31]);
        }
    }
    if (held > 0)
        g_string_append_c(text, alphabet[bits << (5 - held) & 31]);
    return g_string_free(text, FALSE);
}

bool
base32_read(const char *typed, guint8 *ret_data, gsize room, gsize *ret_length)
{
    guint32 bits = 0;
    int held = 0;
    gsize length = 0;
    for (const char *c = typed; *c != '\0'; c++) {
        if (*c == ' ' || *c == '-' || *c == '=')
            continue;
        const char *at = strchr(alphabet, g_ascii_toupper(*c));
        if (at == NULL)
            return false;
        bits = (bits << 5 | (guint32)(at - alphabet)) & 0xfff;
        held += 5;
        if (held < 8)
            continue;
        if (length == room)
            return false;
        held -= 8;
        ret_data[length++] = (guint8)(bits >> held);
    }
    *ret_length = length;
    return true;
}

guint32
totp_at(const guint8 *secret, gsize length, guint64 step, int digits)
{
    guint8 counter[8];
    guint8 mac[EVP_MAX_MD_SIZE];
    unsigned mac_length = 0;
    for (int i = 7; i >= 0; i--, step >>= 8)
        counter[i] = (guint8)step;
    const guint8 *made =
        HMAC(EVP_sha1(), secret, (int)length, counter, sizeof(counter), mac, &mac_length);
    g_assert(made != NULL && mac_length == 20);
    /* RFC 4226 section 5.3: the last nibble says which 31 bits count. */
    const guint8 *at = mac + (mac[19] & 15);
    guint32 number =
        (guint32)(at[0] & 127) << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
    guint32 modulus = 1;
    for (int i = 0; i < digits; i++)
        modulus *= 10;
    return number % modulus;
}

bool
totp_fits(const char *secret, const char *code, gint64 time, gint64 last_step, gint64 *ret_step)
{
    guint8 key[64];
    gsize length = 0;
    char typed[7] = {0};
    gsize digits = 0;
    for (const char *c = code; *c != '\0'; c++) {
        if (*c == ' ')
            continue;
        if (digits == 6 || !g_ascii_isdigit(*c))
            return false;
        typed[digits++] = *c;
    }
    if (digits != 6 || !base32_read(secret, key, sizeof(key), &length) || length == 0)
        return false;
    gint64 now = time / TOTP_STEP_S;
    gint64 found = -1;
    for (gint64 step = MAX(now - 1, 0); step <= now + 1; step++) {
        char expected[7];
        g_snprintf(expected, sizeof(expected), "%06u", totp_at(key, length, (guint64)step, 6));
        if (CRYPTO_memcmp(expected, typed, 6) == 0 && step > last_step && found < 0)
            found = step;
    }
    OPENSSL_cleanse(key, sizeof(key));
    if (found < 0)
        return false;
    *ret_step = found;
    return true;
}
