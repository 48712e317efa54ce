/* password.c: which passwords are refused, and that hashing says yes to the right one only.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/password.h"

#include "base/error.h"
#include "base/lang.h"

#include <sodium.h>

static const char *const context[] = {"tung", "Nguyễn Sơn Tùng", "HG-CD",
                                      "Hội Chữ thập đỏ tỉnh Hậu Giang", NULL};

static void
test_refused(void)
{
    static const char *const refused[] = {
        "password1234",       "Password2024!", "matkhau123456",      "MậtKhẩu-Mậtkhẩu",
        "123456789012",       "210987654321",  "abcabcabcabcabc",    "aaaaaaaaaaaaaa",
        "abababababab",       "qwertyuiop123", "QWERTYUIOP[]",       "1q2w3e4r5t6y",
        "iloveyou1234",       "anhyeuem1234",  "ChuThapDo1948",      "hoichuthapdo2020",
        "kiengiang-haugiang", "Haugiang@2025", "nguyensontung",      "tung19801980",
        "vietnamvodich",      "abcdefghijkl",  "zyxwvutsrqpo",       "111222111222",
        "hội chữ thập đỏ",    "hgcd20202020",  "Nguyễn Sơn Tùng 75",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(refused); i++) {
        g_autoptr(GError) error = NULL;
        bool allowed = password_check(refused[i], context, &error);
        if (allowed)
            g_test_message("allowed: %s", refused[i]);
        g_assert_false(allowed);
        g_assert_error(error, KN_ERROR, KN_INVALID);
    }
}

static void
test_allowed(void)
{
    static const char *const allowed[] = {
        "con trâu đen gặm cỏ non",
        "correct horse battery staple",
        "Tôi uống trà lúc 5 giờ",
        "x9$Lq!7vBn2@",
        "482915603748",
        "ba con vịt bơi qua sông Hậu",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_true(password_check(allowed[i], context, &error));
        g_assert_no_error(error);
    }
}

static void
test_length(void)
{
    g_autoptr(GError) short_one = NULL;
    g_autoptr(GError) long_one = NULL;
    g_assert_false(
        password_check("trâu gặm cỏ", context, &short_one)); /* 11 characters, more bytes */
    g_assert_error(short_one, KN_ERROR, KN_INVALID);
    g_autoptr(GString) most = g_string_new(NULL);
    for (int i = 0; most->len < PASSWORD_CHARS_MOST; i++)
        g_string_append_printf(most, "%d x%c ", i * 7919, 'a' + i % 26);
    g_string_truncate(most, PASSWORD_CHARS_MOST);
    g_assert_true(password_check(most->str, context, NULL));
    g_string_append_c(most, 'x');
    g_assert_false(password_check(most->str, context, &long_one));
    g_assert_error(long_one, KN_ERROR, KN_INVALID);
}

static void
test_hash(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *hash = password_hash("con trâu đen gặm cỏ", &error);
    g_assert_no_error(error);
    g_assert_true(g_str_has_prefix(hash, "$argon2id$v=19$m=47104,t=2,p=1$"));
    g_assert_true(password_fits("con trâu đen gặm cỏ", hash));
    /* The same keys, decomposed by another system. */
    g_autofree char *decomposed = g_utf8_normalize("con trâu đen gặm cỏ", -1, G_NORMALIZE_DEFAULT);
    g_assert_cmpstr(decomposed, !=, "con trâu đen gặm cỏ");
    g_assert_true(password_fits(decomposed, hash));
    g_assert_false(password_fits("con trâu đen gặm có", hash));
    g_assert_false(password_fits("Con trâu đen gặm cỏ", hash));
    g_assert_false(password_fits("", hash));
    g_assert_false(password_fits("\xff\xfe", hash));
    g_assert_false(password_fits("con trâu đen gặm cỏ", NULL));
    g_assert_false(password_hash_is_old(hash));
    char cheap[crypto_pwhash_STRBYTES];
    g_assert_cmpint(
        crypto_pwhash_str_alg(cheap, "x", 1, 1, 8 * 1024 * 1024, crypto_pwhash_ALG_ARGON2ID13), ==,
        0);
    g_assert_true(password_hash_is_old(cheap));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_assert_cmpint(sodium_init(), >=, 0);
    g_test_add_func("/rules/password/refused", test_refused);
    g_test_add_func("/rules/password/allowed", test_allowed);
    g_test_add_func("/rules/password/length", test_length);
    g_test_add_func("/rules/password/hash", test_hash);
    return g_test_run();
}
