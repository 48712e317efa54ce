/* hex.h: bytes written as tests and publications write them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"
#include <glib.h>

static inline gsize
hex_read(const char *hex, guint8 *ret_bytes)
{
    gsize n = 0;

    for (; hex[0] != '\0'; hex += 2)
        ret_bytes[n++] = (guint8)(g_ascii_xdigit_value(hex[0]) << 4 | g_ascii_xdigit_value(hex[1]));
    return n;
}

static inline Hash
hex_hash(const char *hex)
{
    Hash hash;

    g_assert_cmpuint(strlen(hex), ==, 2 * HASH_SIZE);
    hex_read(hex, hash.bytes);
    return hash;
}

static inline void
assert_hash(const Hash *hash, const char *hex)
{
    char got[2 * HASH_SIZE + 1];

    for (int i = 0; i < HASH_SIZE; i++)
        g_snprintf(got + 2 * i, 3, "%02x", hash->bytes[i]);
    g_assert_cmpstr(got, ==, hex);
}
