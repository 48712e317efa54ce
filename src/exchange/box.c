/* box.c: bytes sealed to one receiver, by libsodium.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/box.h"

#include "base/error.h"
#include <sodium.h>

#define CHUNK 65536
#define KEY_BYTES crypto_secretstream_xchacha20poly1305_KEYBYTES
#define SEALED_KEY_BYTES (KEY_BYTES + crypto_box_SEALBYTES)
#define HEADER_BYTES crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define OVERHEAD crypto_secretstream_xchacha20poly1305_ABYTES

void
box_public(const guint8 secret[32], guint8 ret_public[32])
{
    crypto_scalarmult_base(ret_public, secret);
}

GBytes *
box_seal(GBytes *plain, const guint8 receiver_public[32])
{
    gsize length;
    const guint8 *data = g_bytes_get_data(plain, &length);
    guint8 key[KEY_BYTES], sealed_key[SEALED_KEY_BYTES], header[HEADER_BYTES];
    crypto_secretstream_xchacha20poly1305_keygen(key);
    int sealed = crypto_box_seal(sealed_key, key, sizeof key, receiver_public);
    g_assert(sealed == 0);
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
    sodium_memzero(key, sizeof key);

    GByteArray *out = g_byte_array_sized_new((guint)(length + length / CHUNK * OVERHEAD + 256));
    g_byte_array_append(out, sealed_key, sizeof sealed_key);
    g_byte_array_append(out, header, sizeof header);
    g_autofree guint8 *chunk = g_malloc(CHUNK + OVERHEAD);
    gsize at = 0;
    do {
        gsize part = MIN(CHUNK, length - at);
        bool last = at + part == length;
        unsigned long long chunk_length;
        crypto_secretstream_xchacha20poly1305_push(
            &state, chunk, &chunk_length, data + at, part, NULL, 0,
            last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0);
        g_byte_array_append(out, chunk, (guint)chunk_length);
        at += part;
    } while (at < length);
    sodium_memzero(&state, sizeof state);
    return g_byte_array_free_to_bytes(out);
}

GBytes *
box_open(GBytes *sealed, const guint8 receiver_public[32], const guint8 receiver_secret[32],
         GError **error)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(sealed, &length);
    guint8 key[KEY_BYTES];
    if (length < SEALED_KEY_BYTES + HEADER_BYTES + OVERHEAD ||
        crypto_box_seal_open(key, data, SEALED_KEY_BYTES, receiver_public, receiver_secret) != 0)
        return fail_null(error, KN_INVALID,
                         "The sealed part of the bundle is not for us, or was changed on the way.");
    crypto_secretstream_xchacha20poly1305_state state;
    int started =
        crypto_secretstream_xchacha20poly1305_init_pull(&state, data + SEALED_KEY_BYTES, key);
    sodium_memzero(key, sizeof key);
    g_autoptr(GByteArray) out = g_byte_array_sized_new((guint)length);
    g_autofree guint8 *chunk = g_malloc(CHUNK);
    unsigned char tag = 0;
    gsize at = SEALED_KEY_BYTES + HEADER_BYTES;
    while (started == 0 && at < length && tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
        gsize part = MIN(CHUNK + OVERHEAD, length - at);
        unsigned long long chunk_length;
        started = crypto_secretstream_xchacha20poly1305_pull(&state, chunk, &chunk_length, &tag,
                                                             data + at, part, NULL, 0);
        if (started == 0)
            g_byte_array_append(out, chunk, (guint)chunk_length);
        at += part;
    }
    sodium_memzero(&state, sizeof state);
    if (started != 0 || at != length || tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL)
        return fail_null(error, KN_INVALID,
                         "The sealed part of the bundle is cut short or was changed on the way.");
    return g_byte_array_free_to_bytes(g_steal_pointer(&out));
}
