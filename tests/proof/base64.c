/* base64.c: one spelling for each string of bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/base64.h"

#include <glib.h>

/* RFC 4648 section 10. */
static void
test_examples(void)
{
    static const char *const rows[][2] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xfb\xff\xfe", "+//+"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char chars[16], data[16];
        gsize length, got;
        length = strlen(rows[i][0]);
        base64_write(rows[i][0], length, chars);
        g_assert_cmpmem(chars, BASE64_LENGTH(length), rows[i][1], strlen(rows[i][1]));
        g_assert_cmpint(base64_read(chars, BASE64_LENGTH(length), data, length, &got), ==,
                        PROOF_OK);
        g_assert_cmpmem(data, got, rows[i][0], length);
        g_assert_cmpint(base64_read(chars, BASE64_LENGTH(length), NULL, 0, &got), ==, PROOF_OK);
        g_assert_cmpuint(got, ==, length);
        if (length > 0)
            g_assert_cmpint(base64_read(chars, BASE64_LENGTH(length), data, length - 1, &got), ==,
                            PROOF_NO_ROOM);
    }
}

static void
test_refused(void)
{
    static const char *const rows[] = {
        "Zg",           "Zg=",      "Zg===",   "Zh==" /* a bit behind the byte */,
        "Zm9=",         "Zm8",      "====",    "Z===",
        "=Zg=",         "Zg==Zg==", "Zm9v\n",  "Zm 9",
        "Zm9v\nZm9v",   "Zm-_",     "Zm9\xc3", "Zm=v",
        "Zm9vZg=AZm9v", "\0Zg=",    "Zm9v=",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char data[64];
        gsize got = 99, length = rows[i][0] == '\0' ? 4 : strlen(rows[i]);
        g_assert_cmpint(base64_read(rows[i], length, data, sizeof(data), &got), ==,
                        PROOF_MALFORMED);
        g_assert_cmpint(base64_read(rows[i], length, NULL, 0, &got), ==, PROOF_MALFORMED);
        g_assert_cmpuint(got, ==, 99);
    }
}

/* Of all four-character strings with a padding, those that are read are those that are written. */
static void
test_one_spelling(void)
{
    for (guint value = 0; value < 256 * 256; value++) {
        guint8 data[2] = {(guint8)(value >> 8), (guint8)value}, back[2];
        char chars[4], other[4];
        gsize got;
        base64_write(data, 2, chars);
        g_assert_cmpint(base64_read(chars, 4, back, 2, &got), ==, PROOF_OK);
        g_assert_cmpmem(back, got, data, 2);
        memcpy(other, chars, 4);
        for (guint c = 1; c < 4; c++) {
            other[2] = (char)(chars[2] + c); /* written ones are every fourth of the alphabet */
            if (base64_read(other, 4, back, 2, &got) == PROOF_OK)
                g_assert_true(memcmp(back, data, 2) != 0);
        }
    }
}

static void
test_hash(void)
{
    char chars[HASH_CHARS + 4];
    Hash hash = {{0xff, 1, 2}}, back;

    base64_write(hash.bytes, HASH_SIZE, chars);
    g_assert_true(hash_read(chars, HASH_CHARS, &back));
    g_assert_true(memcmp(&hash, &back, sizeof(hash)) == 0);
    g_assert_false(hash_read(chars, HASH_CHARS - 4, &back));
    base64_write("123456789012345678901234567890123", 33, chars);
    g_assert_false(hash_read(chars, HASH_CHARS, &back));
    base64_write("1234567890123456789012345678901", 31, chars);
    g_assert_false(hash_read(chars, HASH_CHARS, &back));
}

static void
test_salt(void)
{
    guint8 salt[SALT_SIZE] = {0xfb, 0xff, 0xbf, 0,   16, 131, 16,  81,
                              135,  32,   146,  139, 48, 211, 143, 255};
    char chars[SALT_CHARS];

    salt_write(salt, chars);
    g_assert_cmpmem(chars, SALT_CHARS, "-_-_ABCDEFGHIJKLMNOP_w", SALT_CHARS);
    g_assert_true(salt_is_valid(chars, SALT_CHARS));
    g_assert_false(salt_is_valid(chars, SALT_CHARS - 1));
    g_assert_false(salt_is_valid("-_-_ABCDEFGHIJKLMNOP_wA", SALT_CHARS + 1));
    g_assert_false(salt_is_valid("-_-_ABCDEFGHIJKLMNOP_x", SALT_CHARS)); /* a bit behind the salt */
    g_assert_false(salt_is_valid("+_-_ABCDEFGHIJKLMNOP_w", SALT_CHARS));
    g_assert_false(salt_is_valid("-_-_ABCDEFGHIJKLMNO =w", SALT_CHARS));
    for (int last = 0; last < 256; last++) {
        chars[SALT_CHARS - 1] = (char)last;
        g_assert_true(salt_is_valid(chars, SALT_CHARS) ==
                      (last == 'A' || last == 'Q' || last == 'g' || last == 'w'));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base64/examples", test_examples);
    g_test_add_func("/base64/refused", test_refused);
    g_test_add_func("/base64/one-spelling", test_one_spelling);
    g_test_add_func("/base64/hash", test_hash);
    g_test_add_func("/base64/salt", test_salt);
    return g_test_run();
}
