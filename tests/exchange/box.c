/* box.c: what is sealed opens for its receiver alone, whole or not at all.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/box.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

#define CHUNK 65536

static guint8 public_key[32], secret_key[32];

static GBytes *
opened(const guint8 *data, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) sealed = g_bytes_new_static(data, length);
    GBytes *plain = box_open(sealed, public_key, secret_key, &error);
    if (plain == NULL)
        g_assert_error(error, KN_ERROR, KN_INVALID);
    return plain;
}

static void
test_sizes(void)
{
    static const gsize sizes[] = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 200000};
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        g_autofree guint8 *data = g_malloc(sizes[i] + 1);
        randombytes_buf(data, sizes[i]);
        g_autoptr(GBytes) plain = g_bytes_new(data, sizes[i]);
        g_autoptr(GBytes) sealed = box_seal(plain, public_key);
        gsize length, chunks = MAX(1, (sizes[i] + CHUNK - 1) / CHUNK);
        const guint8 *bytes = g_bytes_get_data(sealed, &length);
        g_assert_cmpuint(length, ==, 80 + 24 + sizes[i] + 17 * chunks);
        g_autoptr(GBytes) again = opened(bytes, length);
        g_assert_nonnull(again);
        g_assert_true(g_bytes_equal(plain, again));
        g_autoptr(GBytes) other = box_seal(plain, public_key);
        g_assert_false(g_bytes_equal(sealed, other));
    }
}

static void
test_changes(void)
{
    g_autofree guint8 *data = g_malloc0(2 * CHUNK + 10);
    g_autoptr(GBytes) plain = g_bytes_new(data, 2 * CHUNK + 10);
    g_autoptr(GBytes) sealed = box_seal(plain, public_key);
    gsize length;
    const guint8 *bytes = g_bytes_get_data(sealed, &length);
    g_autofree guint8 *changed = g_memdup2(bytes, length);
    for (gsize at = 0; at < length; at += at < 200 || at + 100 > length ? 1 : 997) {
        changed[at] ^= 1;
        g_assert_null(opened(changed, length));
        changed[at] ^= 1;
    }
    for (gsize cut = 0; cut < 300; cut++)
        g_assert_null(opened(bytes, cut));
    /* Without its last chunk it is not whole, though every byte that is there is right. */
    g_assert_null(opened(bytes, 80 + 24 + CHUNK + 17));
    g_assert_null(opened(bytes, 80 + 24 + 2 * (CHUNK + 17)));
    g_assert_null(opened(bytes, length - 1));
    g_autofree guint8 *longer = g_malloc0(length + 1);
    memcpy(longer, bytes, length);
    g_assert_null(opened(longer, length + 1));
    /* Chunks that changed places. */
    memcpy(changed + 104, bytes + 104 + CHUNK + 17, CHUNK + 17);
    memcpy(changed + 104 + CHUNK + 17, bytes + 104, CHUNK + 17);
    g_assert_null(opened(changed, length));
}

static void
test_receiver(void)
{
    guint8 other_public[32], other_secret[32];
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) plain = g_bytes_new_static("secret", 6);
    crypto_box_keypair(other_public, other_secret);
    g_autoptr(GBytes) sealed = box_seal(plain, public_key);
    g_assert_null(box_open(sealed, other_public, other_secret, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(sodium_init(), >=, 0);
    crypto_box_keypair(public_key, secret_key);
    g_test_add_func("/exchange/box/sizes", test_sizes);
    g_test_add_func("/exchange/box/changes", test_changes);
    g_test_add_func("/exchange/box/receiver", test_receiver);
    return g_test_run();
}
