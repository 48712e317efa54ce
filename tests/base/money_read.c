/* money_read.c: amounts as officers write them, and one sentence for each way to write them wrong.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/money.h"

#define TRIEU G_GINT64_CONSTANT(1000000)
#define TY G_GINT64_CONSTANT(1000000000)

typedef struct {
    const char *typed;
    gint64 vnd, step;
    Qualifier qualifier;
} Row;

static void
check(const Row *row)
{
    Money money;
    g_autoptr(GError) error = NULL;
    bool read = money_read(row->typed, &money, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(read);
    g_test_message("%s", row->typed);
    g_assert_cmpint(money.vnd, ==, row->vnd);
    g_assert_cmpint(money.step, ==, row->step);
    g_assert_cmpint(money.qualifier, ==, row->qualifier);
}

/* Amounts of published reports. */
static void
test_published(void)
{
    static const Row rows[] = {
        {"131 tỷ 583 triệu đồng", 131583 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"71,2 tỷ đồng", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"60 tỷ 383 triệu động", 60383 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"trên 5,1 tỷ đồng", 5100 * TRIEU, 100 * TRIEU, QUALIFIER_OVER},
        {"gần 8,2 tỷ đồng", 8200 * TRIEU, 100 * TRIEU, QUALIFIER_NEAR},
        {"957 triệu đồng", 957 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"1,1 nghìn tỷ đồng", 1100 * TY, 100 * TY, QUALIFIER_EQ},
        {"hơn 1 nghìn 175 tỷ đồng", 1175 * TY, TY, QUALIFIER_OVER},
        {"3 tỷ 971 triệu đồng", 3971 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"1.460 tỷ đồng", 1460 * TY, TY, QUALIFIER_EQ},
        {"VND 10,319 million", 10319 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"VND 260,870,476,975", G_GINT64_CONSTANT(260870476975), 1, QUALIFIER_EQ},
        {"1.590.000.000 đồng", 1590 * TRIEU, 1, QUALIFIER_EQ},
        {"142,728 tỷ đồng", 142728 * TRIEU, TRIEU, QUALIFIER_EQ},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i]);
}

static void
test_forms(void)
{
    static const Row rows[] = {
        {"1.590.000.000 đ", 1590 * TRIEU, 1, QUALIFIER_EQ},
        {"400.000đ", 400000, 1, QUALIFIER_EQ},
        {"400000", 400000, 1, QUALIFIER_EQ},
        {"0", 0, 1, QUALIFIER_EQ},
        {"00400000", 400000, 1, QUALIFIER_EQ},
        {"400.000", 400000, 1, QUALIFIER_EQ},
        {"1.590.000", 1590000, 1, QUALIFIER_EQ},
        {"1,590,000", 1590000, 1, QUALIFIER_EQ},
        {"1.590.000,00 đồng", 1590000, 1, QUALIFIER_EQ},
        {"1.590.000 VNĐ", 1590000, 1, QUALIFIER_EQ},
        {"VND 1,590,000.00", 1590000, 1, QUALIFIER_EQ},
        {"1590000 VND", 1590000, 1, QUALIFIER_EQ},
        {"500 triệu VND", 500 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"₫ 400.000", 400000, 1, QUALIFIER_EQ},
        {"500 nghìn đồng", 500000, 1000, QUALIFIER_EQ},
        {"209 ngàn", 209000, 1000, QUALIFIER_EQ},
        {"500k", 500000, 1000, QUALIFIER_EQ},
        {"7,5 tr", 7500000, 100000, QUALIFIER_EQ},
        {"7,5 trđ", 7500000, 100000, QUALIFIER_EQ},
        {"3 tỉ", 3 * TY, TY, QUALIFIER_EQ},
        {"71,20 tỷ", 71200 * TRIEU, 10 * TRIEU, QUALIFIER_EQ},
        {"71,0 tỷ", 71 * TY, 100 * TRIEU, QUALIFIER_EQ},
        {"2 tỷ rưỡi", 2500 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"5 trăm triệu đồng", 500 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"1 tỷ 2 triệu 3 nghìn 4 đồng", 1002003004, 1, QUALIFIER_EQ},
        {"60 tỷ 383.000.000 đồng", 60383 * TRIEU, 1, QUALIFIER_EQ},
        {"71,2 tỷ đồng.", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"  71,2\u00a0TỶ \t ĐỒNG ", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"71,2 ty dong", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"8 triệu đồng chẵn", 8 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"71.2 billion", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"71.2 billion dong", 71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ},
        {"VND 1.590 billion", 1590 * TRIEU, TRIEU, QUALIFIER_EQ},
        {"1000000 tỷ", MONEY_MAX, TY, QUALIFIER_EQ},
        {"1.000.000.000.000.000 đồng", MONEY_MAX, 1, QUALIFIER_EQ},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i]);
}

static void
test_qualifiers(void)
{
    static const Row rows[] = {
        {"khoảng 5 tỷ", 5 * TY, TY, QUALIFIER_ABOUT},
        {"trên dưới 5 tỷ", 5 * TY, TY, QUALIFIER_ABOUT},
        {"Trên  dưới 5 tỷ", 5 * TY, TY, QUALIFIER_ABOUT},
        {"xấp xỉ 5 tỷ", 5 * TY, TY, QUALIFIER_ABOUT},
        {"ước 5 tỷ", 5 * TY, TY, QUALIFIER_ESTIMATE},
        {"ước tính 5 tỷ đồng", 5 * TY, TY, QUALIFIER_ESTIMATE},
        {"ít nhất 500.000 đồng", 500000, 1, QUALIFIER_ATLEAST},
        {"tối thiểu 500.000đ", 500000, 1, QUALIFIER_ATLEAST},
        {"từ 500.000 đồng trở lên", 500000, 1, QUALIFIER_ATLEAST},
        {"500 nghìn đồng trở lên", 500000, 1000, QUALIFIER_ATLEAST},
        {"over VND 5.1 billion", 5100 * TRIEU, 100 * TRIEU, QUALIFIER_OVER},
        {"more than VND 5 billion", 5 * TY, TY, QUALIFIER_OVER},
        {"nearly VND 8.2 billion", 8200 * TRIEU, 100 * TRIEU, QUALIFIER_NEAR},
        {"about 5 million dong", 5 * TRIEU, TRIEU, QUALIFIER_ABOUT},
        {"an estimated VND 5 million", 5 * TRIEU, TRIEU, QUALIFIER_ESTIMATE},
        {"at least VND 500,000", 500000, 1, QUALIFIER_ATLEAST},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        check(&rows[i]);
}

static void
check_hint(const char *typed, const char *expected)
{
    Money money;
    g_autofree char *hint = NULL;
    g_autoptr(GError) error = NULL;
    g_assert_true(money_read(typed, &money, &hint, &error));
    g_assert_cmpstr(hint, ==, expected);
}

static void
test_hints(void)
{
    lang_set(LANG_EN);
    check_hint("60 tỷ 383 triệu động", "“động” was read as “đồng”.");
    check_hint("60 tỷ 383 triêu đồng", "“triêu” was read as “triệu”.");
    check_hint("5 tỹ đông", "“tỹ” was read as “tỷ”.");
    check_hint("60 tỷ 383 triệu đồng", NULL);
    check_hint("60 ty 383 trieu dong", NULL); /* no accents at all is a habit, not an error */
    lang_set(LANG_VI);
    check_hint("60 tỷ 383 triệu động", "Đã hiểu “động” là “đồng”.");
}

static void
test_composed_or_not(void)
{
    static const char *const typed[] = {"60 tỷ 383 triệu đồng", "hơn 1 nghìn 175 tỉ",
                                        "từ 500 ngàn đồng trở lên", "60 tỷ 383 triệu động"};
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++) {
        g_autofree char *apart = g_utf8_normalize(typed[i], -1, G_NORMALIZE_NFD);
        g_assert_cmpstr(apart, !=, typed[i]);
        Money composed, decomposed;
        g_autofree char *hint_a = NULL, *hint_b = NULL;
        g_assert_true(money_read(typed[i], &composed, &hint_a, NULL));
        g_assert_true(money_read(apart, &decomposed, &hint_b, NULL));
        g_assert_cmpint(composed.vnd, ==, decomposed.vnd);
        g_assert_cmpint(composed.step, ==, decomposed.step);
        g_assert_cmpint(composed.qualifier, ==, decomposed.qualifier);
        g_assert_cmpstr(hint_a, ==, hint_b);
    }
}

static void
check_refused(const char *typed, const char *part)
{
    lang_set(LANG_EN);
    Money money = {7, 7, QUALIFIER_NEAR};
    g_autofree char *hint = NULL;
    g_autoptr(GError) error = NULL;
    g_test_message("%s", typed);
    g_assert_false(money_read(typed, &money, &hint, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_assert_nonnull(strstr(error->message, part));
    g_assert_true(g_str_has_suffix(error->message, "."));
    g_assert_cmpint(money.vnd, ==, 7);
    g_assert_null(hint);
}

static void
test_asks_which_sign(void)
{
    static const char *const typed[] = {
        "71.2 tỷ",          "0.5 tỷ",         "0.500 tỷ",     "1.46 tỷ",      "1,590.000",
        "1.590,000.00",     "1,590.000 đồng", "1,590",        "71,2",         "12.34",
        "1,590,000 đồng",   "1,590 đồng",     "400,000 đồng", "400,000đ",     "1.590,5 đồng",
        "VND 1.590.000",    "1.590.000 VND",  "VND 71,2 tỷ",  "71,2 tỷ VND",  "71,2 billion",
        "VND 400.000",      "15,000 triệu",   "1.2.3 tỷ",     "1.5900 đồng",  "12.345.67 đ",
        "1.000,000,000 tỷ", "0.000.001 đồng", "71.2 trđ",     "1,590,00 VND",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(typed); i++)
        check_refused(typed[i], "Which sign in ");
}

static void
test_sentences(void)
{
    check_refused("", "Write an amount");
    check_refused("   \t ", "Write an amount");
    check_refused("...", "Write an amount");
    static const char *const negative[] = {"-5",         "- 5 tỷ", "−5 triệu",        "(500.000)",
                                           "âm 5 triệu", "VND -5", "minus 5 million", "trên -5 tỷ"};
    for (gsize i = 0; i < G_N_ELEMENTS(negative); i++)
        check_refused(negative[i], "cannot be negative");
    static const char *const ranges[] = {"5-7 triệu", "5 - 7 triệu", "từ 5 đến 7 triệu đồng",
                                         "400.000–500.000 đồng", "5 triệu đến 7 triệu"};
    for (gsize i = 0; i < G_N_ELEMENTS(ranges); i++)
        check_refused(ranges[i], "not a range");
    check_refused("5 con bò", "“con” is not understood");
    check_refused("dưới 5 tỷ", "“dưới” is not understood");
    check_refused("nhiều", "“nhiều” is not understood");
    check_refused("5 tỷ USD", "“usd” is not understood");
    check_refused("5 triệu/hộ", "“/” is not understood");
    check_refused("=5", "“=” is not understood");
    check_refused("1e9", "“e” is not understood");
    check_refused("0x10", "“x” is not understood");
    check_refused("5²", "“²” is not understood");
    check_refused("５ tỷ", "“５” is not understood");
    check_refused("tỷ", "is not an amount");
    check_refused("đồng", "is not an amount");
    check_refused("5 6", "is not an amount");
    check_refused("5 tỷ tỷ", "is not an amount");
    check_refused("5 đồng 6 đồng", "is not an amount");
    check_refused("1,5 tỷ rưỡi", "is not an amount");
    check_refused("60 tỷ 383", "Say what “383” counts");
    check_refused("60 tỷ 383 đồng", "Say what “383” counts");
    check_refused("3 triệu 2 tỷ", "from large to small");
    check_refused("3 tỷ 2 tỷ", "from large to small");
    check_refused("50 triệu 000 tỷ", "from large to small");
    check_refused("3 tỷ 1.971 triệu", "from large to small");
    check_refused("71,2 tỷ 383 triệu", "from large to small");
    check_refused("1,0000000001 tỷ", "finer than one đồng");
    check_refused("0,5 đồng", "Which sign");
    check_refused("1000001 tỷ", "larger than any amount");
    check_refused("1.000.000.000.000.001 đồng", "larger than any amount");
    check_refused("999999 tỷ 999 triệu 1000 nghìn", "from large to small");
    check_refused("99999999999999999999", "larger than any amount");
    check_refused("9223372036854775807", "larger than any amount");
    check_refused("9.223.372.036.854.775.808.000 đ", "larger than any amount");
    check_refused("900000000000000000 tỷ", "larger than any amount");
    check_refused("1000000 tỷ 1 triệu", "larger than any amount");
    check_refused("9 nghìn triệu tỷ", "larger than any amount");
}

static void
test_hostile(void)
{
    Money money;
    g_autoptr(GError) error = NULL;
    g_autofree char *nines = g_strnfill(100000, '9');
    g_assert_false(money_read(nines, &money, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
    g_clear_error(&error);
    g_assert_false(money_read("5 t\xe1\xbb", &money, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    g_assert_false(money_read("5\u202e tỷ", &money, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_assert_false(money_read("1 nghìn 1 nghìn 1 nghìn 1 nghìn 1 nghìn 1 nghìn 1 nghìn 1 nghìn 1",
                              &money, NULL, NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/money-read/published", test_published);
    g_test_add_func("/money-read/forms", test_forms);
    g_test_add_func("/money-read/qualifiers", test_qualifiers);
    g_test_add_func("/money-read/hints", test_hints);
    g_test_add_func("/money-read/composed-or-not", test_composed_or_not);
    g_test_add_func("/money-read/asks-which-sign", test_asks_which_sign);
    g_test_add_func("/money-read/sentences", test_sentences);
    g_test_add_func("/money-read/hostile", test_hostile);
    return g_test_run();
}
