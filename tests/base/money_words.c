/* money_words.c: amounts in words, North and South, and a reader of words that finds the amount again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

static void
check(gint64 vnd, const char *north, const char *south)
{
    g_autofree char *n = money_words(vnd, DIALECT_NORTH), *s = money_words(vnd, DIALECT_SOUTH);
    g_assert_cmpstr(n, ==, north);
    g_assert_cmpstr(s, ==, south != NULL ? south : north);
}

/* The amounts of published reports. */
static void
test_published(void)
{
    check(131583000000, "Một trăm ba mươi mốt tỷ năm trăm tám mươi ba triệu đồng", NULL);
    check(71200000000, "Bảy mươi mốt tỷ hai trăm triệu đồng", NULL);
    check(60383000000, "Sáu mươi tỷ ba trăm tám mươi ba triệu đồng", NULL);
    check(5100000000, "Năm tỷ một trăm triệu đồng", NULL);
    check(8200000000, "Tám tỷ hai trăm triệu đồng", NULL);
    check(957000000, "Chín trăm năm mươi bảy triệu đồng", NULL);
    check(1100000000000, "Một nghìn một trăm tỷ đồng", "Một ngàn một trăm tỷ đồng");
    check(1175000000000, "Một nghìn một trăm bảy mươi lăm tỷ đồng",
          "Một ngàn một trăm bảy mươi lăm tỷ đồng");
    check(3971000000, "Ba tỷ chín trăm bảy mươi mốt triệu đồng", NULL);
    check(1460000000000, "Một nghìn bốn trăm sáu mươi tỷ đồng",
          "Một ngàn bốn trăm sáu mươi tỷ đồng");
    check(10319000000, "Mười tỷ ba trăm mười chín triệu đồng", NULL);
    check(260870476975,
          "Hai trăm sáu mươi tỷ tám trăm bảy mươi triệu bốn trăm bảy mươi sáu nghìn chín trăm bảy "
          "mươi lăm đồng",
          "Hai trăm sáu mươi tỷ tám trăm bảy mươi triệu bốn trăm bảy mươi sáu ngàn chín trăm bảy "
          "mươi lăm đồng");
    check(1590000000, "Một tỷ năm trăm chín mươi triệu đồng", NULL);
    check(142728000000, "Một trăm bốn mươi hai tỷ bảy trăm hai mươi tám triệu đồng", NULL);
}

static void
test_small_numbers(void)
{
    check(0, "Không đồng", NULL);
    check(1, "Một đồng", NULL);
    check(5, "Năm đồng", NULL);
    check(10, "Mười đồng", NULL);
    check(11, "Mười một đồng", NULL);
    check(14, "Mười bốn đồng", NULL);
    check(15, "Mười lăm đồng", NULL);
    check(21, "Hai mươi mốt đồng", NULL);
    check(24, "Hai mươi tư đồng", NULL);
    check(25, "Hai mươi lăm đồng", NULL);
    check(100, "Một trăm đồng", NULL);
    check(105, "Một trăm linh năm đồng", "Một trăm lẻ năm đồng");
    check(110, "Một trăm mười đồng", NULL);
    check(2001, "Hai nghìn không trăm linh một đồng", "Hai ngàn không trăm lẻ một đồng");
    check(1000005, "Một triệu không trăm linh năm đồng", "Một triệu không trăm lẻ năm đồng");
    check(1005000000000, "Một nghìn không trăm linh năm tỷ đồng",
          "Một ngàn không trăm lẻ năm tỷ đồng");
    check(MONEY_MAX, "Một triệu tỷ đồng", NULL);
}

static int
digit_of(const char *word)
{
    static const struct {
        const char *word;
        int digit;
    } digits[] = {{"không", 0}, {"một", 1}, {"mốt", 1}, {"hai", 2}, {"ba", 3},
                  {"bốn", 4},   {"tư", 4},  {"năm", 5}, {"lăm", 5}, {"sáu", 6},
                  {"bảy", 7},   {"tám", 8}, {"chín", 9}};
    for (gsize i = 0; i < G_N_ELEMENTS(digits); i++)
        if (g_str_equal(digits[i].word, word))
            return digits[i].digit;
    return -1;
}

/* Written apart from the program: a digit waits for the word that says its place. */
static gint64
amount_of(const char *words)
{
    g_autofree char *lower = g_utf8_strdown(words, -1);
    g_auto(GStrv) each = g_strsplit(lower, " ", -1);
    gint64 billions = 0, below = 0, group = 0, digit = 0;
    for (char **word = each; *word != NULL; word++) {
        if (digit_of(*word) >= 0) {
            digit = digit_of(*word);
            continue;
        }
        if (g_str_equal(*word, "trăm")) {
            group += digit * 100;
        } else if (g_str_equal(*word, "mươi")) {
            group += digit * 10;
        } else if (g_str_equal(*word, "mười")) {
            group += 10;
        } else if (!g_str_equal(*word, "linh") && !g_str_equal(*word, "lẻ")) {
            gint64 size = g_str_equal(*word, "triệu")                                 ? 1000000
                          : g_str_equal(*word, "nghìn") || g_str_equal(*word, "ngàn") ? 1000
                                                                                      : 1;
            below += (group + digit) * size;
            group = 0;
            if (g_str_equal(*word, "tỷ")) {
                billions = below;
                below = 0;
            } else if (size == 1) {
                g_assert_cmpstr(*word, ==, "đồng");
                g_assert_null(word[1]);
            }
        }
        digit = 0;
    }
    return billions * 1000000000 + below;
}

static void
check_both(gint64 vnd)
{
    g_autofree char *n = money_words(vnd, DIALECT_NORTH), *s = money_words(vnd, DIALECT_SOUTH);
    g_assert_cmpint(amount_of(n), ==, vnd);
    g_assert_cmpint(amount_of(s), ==, vnd);
    g_assert_true(g_unichar_isupper(g_utf8_get_char(n)));
}

static void
test_words_read_back(void)
{
    for (gint64 vnd = 0; vnd < 2000; vnd++)
        check_both(vnd);
    for (gint64 power = 1; power <= MONEY_MAX; power *= 10)
        for (gint64 near = -2; near <= 2; near++)
            if (power + near >= 0 && power + near <= MONEY_MAX)
                check_both(power + near);
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int i = 0; i < 20000; i++) {
        gint64 vnd = 0;
        for (int digits = g_rand_int_range(random, 1, 16); digits > 0; digits--)
            vnd = vnd * 10 + (g_rand_boolean(random) ? 0 : g_rand_int_range(random, 0, 10));
        check_both(vnd);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/money-words/published", test_published);
    g_test_add_func("/money-words/small", test_small_numbers);
    g_test_add_func("/money-words/read-back", test_words_read_back);
    return g_test_run();
}
