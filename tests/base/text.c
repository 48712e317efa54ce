/* text.c: what comes from outside becomes clean or gets a sentence.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"

static void
check_clean(const char *bytes, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *clean = text_clean(bytes, -1, 100, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(clean, ==, expected);
}

static void
test_clean(void)
{
    check_clean("", "");
    check_clean(" \t\r\n\u00a0\u3000", "");
    check_clean("  Đỗ Hoàng Sơn\n", "Đỗ Hoàng Sơn");
    check_clean("a\r\nb\rc\nd\te", "a\nb\nc\nd\te");
    check_clean("a\r\n\r\nb", "a\n\nb");
    check_clean("\u00a0Kiên  Giang\u2003", "Kiên  Giang");
    check_clean("Ti\u00eau \u0111\u1ec1", "Tiêu đề");
    check_clean("Tie\u0302u d\u0327e\u0302\u0300", "Tiêu \u1e11ề");
    g_autofree char *part = text_clean("Hậu Giang", 4, 100, NULL);
    g_assert_cmpstr(part, ==, "Hậ");
    g_autofree char *nothing = text_clean("x", 0, 100, NULL);
    g_assert_cmpstr(nothing, ==, "");
}

static void
check_refused(const char *bytes, gssize length, KnCode code, const char *part)
{
    lang_set(LANG_EN);
    g_autoptr(GError) error = NULL;
    g_assert_null(text_clean(bytes, length, 100, &error));
    g_assert_error(error, KN_ERROR, (int)code);
    g_assert_nonnull(strstr(error->message, part));
}

static void
test_refused(void)
{
    check_refused("a\0b", 3, KN_INVALID, "control character");
    check_refused("a\x1b[31m", -1, KN_INVALID, "control character");
    check_refused("a\x7f", -1, KN_INVALID, "control character");
    check_refused("a\xc2\x85", -1, KN_INVALID, "control character");
    static const char *const turning[] = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                                          "\u2066", "\u2067", "\u2068", "\u2069"};
    for (gsize i = 0; i < G_N_ELEMENTS(turning); i++) {
        g_autofree char *text = g_strdup_printf("Kiên%s Giang", turning[i]);
        check_refused(text, -1, KN_INVALID, "direction of writing");
    }
    check_refused("\xff", -1, KN_INVALID, "not valid Unicode");
    check_refused("\xc0\xaf", -1, KN_INVALID, "not valid Unicode");         /* overlong */
    check_refused("\xed\xa0\x80", -1, KN_INVALID, "not valid Unicode");     /* surrogate */
    check_refused("\xf4\x90\x80\x80", -1, KN_INVALID, "not valid Unicode"); /* beyond U+10FFFF */
    check_refused("Hội Chữ thập đỏ tỉnh Kiên Giang \xe1\xbb", -1, KN_INVALID, "not valid Unicode");
}

/* "Hội Chữ thập đỏ tỉnh Hậu Giang" in the two old encodings. */
static void
test_old_encodings(void)
{
    check_refused("H\xe9i Ch\xf7 th\xcbp \xae\xe1 t\xd8nh H\xcbu Giang", -1, KN_INVALID, "TCVN3");
    check_refused("Ho\xe4i Ch\xf6\xf5 tha\xe4p \xf1o\xfb t\xe6nh Ha\xe4u Giang", -1, KN_INVALID,
                  "VNI");
}

static void
test_length(void)
{
    g_autofree char *composed = g_strnfill(0, 'x');
    for (int i = 0; i < 100; i++) {
        char *longer = g_strconcat(composed, "ệ", NULL);
        g_free(composed);
        composed = longer;
    }
    g_assert_cmpuint(text_length(composed), ==, 100);
    g_autofree char *apart = g_utf8_normalize(composed, -1, G_NORMALIZE_NFD);
    g_assert_cmpuint(text_length(apart), ==, 300);
    check_clean(composed, composed);
    check_clean(apart, composed); /* counted as it will be kept */
    g_autofree char *padded = g_strconcat("     ", composed, "      ", NULL);
    check_clean(padded, composed);
    g_autofree char *one_more = g_strconcat(composed, "x", NULL);
    check_refused(one_more, -1, KN_LIMIT, "longer than 100 characters");
}

/* What will be refused is refused before it costs memory or time. */
static void
test_huge(void)
{
    const gsize size = LIMIT_REQUEST_BODY;
    g_autofree char *letters = g_strnfill(size, 'x');
    check_refused(letters, -1, KN_LIMIT, "longer than");
    g_autofree char *blanks = g_strnfill(size, ' ');
    blanks[0] = 'x';
    check_refused(blanks, -1, KN_LIMIT, "longer than");
    /* Sorting the marks on one letter takes the square of their number. */
    g_autoptr(GString) marks = g_string_new("a");
    for (int i = 0; i < 20000; i++)
        g_string_append(marks, i % 2 == 0 ? "\u0301" : "\u0323");
    check_refused(marks->str, -1, KN_INVALID, "too many marks");
}

static char *
random_text(GRand *random, gsize length)
{
    static const gunichar ranges[][2] = {{0x20, 0x7e},      {0xa0, 0x17f},    {0x300, 0x330},
                                         {0x1ea0, 0x1ef9},  {0x1100, 0x11ff}, {0xff01, 0xff5e},
                                         {0x1f600, 0x1f64f}};
    GString *text = g_string_new(NULL);
    for (gsize i = 0; i < length; i++) {
        const gunichar *range = ranges[g_rand_int_range(random, 0, G_N_ELEMENTS(ranges))];
        g_string_append_unichar(
            text, (gunichar)g_rand_int_range(random, (gint32)range[0], (gint32)range[1] + 1));
    }
    return g_string_free(text, FALSE);
}

/* Clean text stays as it is, and does not depend on how letters were typed. */
static void
test_clean_once(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(8);
    int kept = 0;
    for (int i = 0; i < 20000; i++) {
        g_autofree char *text = random_text(random, (gsize)g_rand_int_range(random, 0, 30));
        g_autofree char *once = text_clean(text, -1, 100, NULL);
        if (once == NULL)
            continue;
        kept++;
        g_autofree char *twice = text_clean(once, -1, 100, NULL);
        g_assert_cmpstr(twice, ==, once);
        g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_NFD);
        g_autofree char *from_apart = text_clean(apart, -1, 100, NULL);
        if (from_apart != NULL) /* taken apart it may have too many marks in a row */
            g_assert_cmpstr(from_apart, ==, once);
        g_autofree char *stored = text_escape(once);
        g_assert_null(strpbrk(stored, "\n\t"));
        g_autofree char *back = text_unescape(stored);
        g_assert_cmpstr(back, ==, once);
    }
    g_assert_cmpint(kept, >, 10000);
}

static void
test_escape(void)
{
    g_autofree char *stored = text_escape("a\\b\nc\td\\n");
    g_assert_cmpstr(stored, ==, "a\\\\b\\nc\\td\\\\n");
    g_autofree char *back = text_unescape(stored);
    g_assert_cmpstr(back, ==, "a\\b\nc\td\\n");
    static const char *const wrong[] = {"\\",   "a\\",    "\\x", "\\N",  "a\nb",
                                        "a\tb", "\\\\\\", "\\0", "a\x01"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_null(text_unescape(wrong[i]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/text/clean", test_clean);
    g_test_add_func("/text/refused", test_refused);
    g_test_add_func("/text/old-encodings", test_old_encodings);
    g_test_add_func("/text/length", test_length);
    g_test_add_func("/text/huge", test_huge);
    g_test_add_func("/text/clean-once", test_clean_once);
    g_test_add_func("/text/escape", test_escape);
    return g_test_run();
}
