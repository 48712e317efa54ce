/* sha.c: the hash, against the examples of FIPS 180-4.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/sha.h"

#include "hex.h"

static void
test_examples(void)
{
    Hash hash;

    sha_of("", 0, &hash);
    assert_hash(&hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha_of("abc", 3, &hash);
    assert_hash(&hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const char *two = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    sha_of(two, strlen(two), &hash);
    assert_hash(&hash, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* In pieces of every length the hash is the same. */
static void
test_pieces(void)
{
    guint8 data[300];
    Hash whole, pieces;

    for (gsize i = 0; i < sizeof(data); i++)
        data[i] = (guint8)(i * 7);
    sha_of(data, sizeof(data), &whole);
    for (gsize step = 1; step <= sizeof(data); step++) {
        Sha sha;
        sha_init(&sha);
        for (gsize at = 0; at < sizeof(data); at += step)
            sha_add(&sha, data + at, MIN(step, sizeof(data) - at));
        sha_add(&sha, NULL, 0);
        sha_end(&sha, &pieces);
        g_assert_true(hash_equal(&whole, &pieces));
    }
}

static void
test_equal(void)
{
    for (int i = 0; i < 8 * HASH_SIZE; i++) {
        Hash a, b;
        sha_of("a", 1, &a);
        b = a;
        b.bytes[i / 8] ^= (guint8)(1 << i % 8);
        g_assert_false(hash_equal(&a, &b));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sha/examples", test_examples);
    g_test_add_func("/sha/pieces", test_pieces);
    g_test_add_func("/sha/equal", test_equal);
    return g_test_run();
}
