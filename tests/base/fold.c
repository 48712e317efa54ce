/* fold.c: words are found however they were typed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

static void
check_fold(const char *text, const char *expected)
{
    g_autofree char *folded = text_fold(text);
    g_assert_cmpstr(folded, ==, expected);
}

static void
test_fold(void)
{
    check_fold("Đường Thăm hỏi", "duong tham hoi");
    check_fold("  Hội\tChữ\n thập  ĐỎ\u00a0", "hoi chu thap do");
    check_fold("ƯỚC TÍNH ơn ưng", "uoc tinh on ung");
    check_fold("Mỗi tổ chức, mỗi cá nhân", "moi to chuc, moi ca nhan");
    check_fold("Ðồng ð Ɖ", "dong d d"); /* letters that only look like Đ */
    check_fold("Kiên\u200b Gi\u00adang\ufeff", "kien giang");
    check_fold("ＶＮＤ １", "vnd 1");
    check_fold("", "");
    check_fold(" ", "");
}

/* Every syllable of the alphabet with every tone. */
static void
test_every_vowel(void)
{
    static const char *const vowels[] = {"a", "ă", "â", "e", "ê", "i",
                                         "o", "ô", "ơ", "u", "ư", "y"};
    static const char plain[] = "aaaeeiooouuy";
    static const char *const tones[] = {"", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"};
    for (gsize v = 0; v < G_N_ELEMENTS(vowels); v++)
        for (gsize t = 0; t < G_N_ELEMENTS(tones); t++) {
            g_autofree char *apart = g_strconcat(vowels[v], tones[t], NULL);
            g_autofree char *composed = g_utf8_normalize(apart, -1, G_NORMALIZE_NFC);
            g_autofree char *upper = g_utf8_strup(composed, -1);
            g_assert_cmpuint(text_length(composed), ==, 1);
            const char expected[] = {plain[v], '\0'};
            check_fold(apart, expected);
            check_fold(composed, expected);
            check_fold(upper, expected);
        }
}

static void
test_fold_once(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    for (int i = 0; i < 20000; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = 0; n < 12; n++) {
            gunichar c = (gunichar)g_rand_int_range(random, 1, i % 2 == 0 ? 0x2000 : 0x10000);
            if (g_unichar_validate(c))
                g_string_append_unichar(text, c);
        }
        g_autofree char *once = text_fold(text->str), *twice = text_fold(once);
        g_assert_cmpstr(once, ==, twice);
    }
}

static void
check_words(const char *text, const char *joined)
{
    g_autoptr(GPtrArray) words = text_words(text);
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(all, "%s%s", i > 0 ? "|" : "", (char *)words->pdata[i]);
    g_assert_cmpstr(all->str, ==, joined);
}

static void
test_words(void)
{
    check_words("", "");
    check_words(" .,;-/ ", "");
    check_words("Cầu giao thông nông thôn, cầu 22x3", "cau|giao|thong|nong|thon|22x3");
    check_words("Số 05/BC-CĐCS", "so|05|bc|cdcs");
    check_words("tết TẾT Tết", "tet");
    g_autofree char *long_word = g_strnfill(100, 'x');
    check_words(long_word, "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
    /* Cut between letters, not within one: 10 letters of 3 bytes. */
    check_words("ⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰ", "ⴰⴰⴰⴰⴰⴰⴰⴰⴰⴰ");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fold/fold", test_fold);
    g_test_add_func("/fold/every-vowel", test_every_vowel);
    g_test_add_func("/fold/once", test_fold_once);
    g_test_add_func("/fold/words", test_words);
    return g_test_run();
}
