/* money_print.c: amounts print as reports write them, and what is printed reads back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/money.h"

#define TRIEU G_GINT64_CONSTANT(1000000)
#define TY G_GINT64_CONSTANT(1000000000)

static void
check(Money money, Lang lang, const char *expected)
{
    g_autofree char *printed = money_print(money, lang);
    g_assert_cmpstr(printed, ==, expected);
}

static void
test_rule(void)
{
    static const struct {
        gint64 vnd;
        const char *vi, *en;
    } rows[] = {
        {0, "0 đồng", "VND 0"},
        {7, "7 đồng", "VND 7"},
        {400000, "400.000 đồng", "VND 400,000"},
        {999999, "999.999 đồng", "VND 999,999"},
        {TRIEU, "1 triệu đồng", "VND 1 million"},
        {957 * TRIEU, "957 triệu đồng", "VND 957 million"},
        {900 * TRIEU, "900 triệu đồng", "VND 900 million"},
        {1500000, "1.500.000 đồng", "VND 1,500,000"},
        {TY, "1 tỷ đồng", "VND 1 billion"},
        {1100 * TRIEU, "1,1 tỷ đồng", "VND 1.1 billion"},
        {1005 * TRIEU, "1 tỷ 5 triệu đồng", "VND 1,005 million"},
        {71200 * TRIEU, "71,2 tỷ đồng", "VND 71.2 billion"},
        {60383 * TRIEU, "60 tỷ 383 triệu đồng", "VND 60,383 million"},
        {131583 * TRIEU, "131 tỷ 583 triệu đồng", "VND 131,583 million"},
        {1460 * TY, "1.460 tỷ đồng", "VND 1,460 billion"},
        {1175 * TY + 25 * TRIEU, "1.175 tỷ 25 triệu đồng", "VND 1,175,025 million"},
        {G_GINT64_CONSTANT(260870476975), "260.870.476.975 đồng", "VND 260,870,476,975"},
        {MONEY_MAX, "1.000.000 tỷ đồng", "VND 1,000,000 billion"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Money money = {rows[i].vnd, 1, QUALIFIER_EQ};
        check(money, LANG_VI, rows[i].vi);
        check(money, LANG_EN, rows[i].en);
    }
}

static void
test_qualifiers(void)
{
    Money money = {5100 * TRIEU, 100 * TRIEU, QUALIFIER_OVER};
    check(money, LANG_VI, "trên 5,1 tỷ đồng");
    check(money, LANG_EN, "over VND 5.1 billion");
    money.qualifier = QUALIFIER_NEAR;
    check(money, LANG_VI, "gần 5,1 tỷ đồng");
    money.qualifier = QUALIFIER_ABOUT;
    check(money, LANG_VI, "khoảng 5,1 tỷ đồng");
    money.qualifier = QUALIFIER_ESTIMATE;
    check(money, LANG_VI, "ước 5,1 tỷ đồng");
    money.qualifier = QUALIFIER_ATLEAST;
    check(money, LANG_VI, "ít nhất 5,1 tỷ đồng");
    money.qualifier = QUALIFIER_UNSET;
    check(money, LANG_VI, "5,1 tỷ đồng");
}

/* A sum is never printed finer than its coarsest operand, and never says what is not so. */
static void
test_never_finer_than_step(void)
{
    check((Money){131583 * TRIEU, 100 * TRIEU, QUALIFIER_EQ}, LANG_VI, "khoảng 131,6 tỷ đồng");
    check((Money){131583 * TRIEU, TRIEU, QUALIFIER_EQ}, LANG_VI, "131 tỷ 583 triệu đồng");
    check((Money){5145 * TRIEU, 100 * TRIEU, QUALIFIER_OVER}, LANG_VI, "trên 5,1 tỷ đồng");
    check((Money){5170 * TRIEU, 100 * TRIEU, QUALIFIER_OVER}, LANG_VI, "trên 5,1 tỷ đồng");
    check((Money){5170 * TRIEU, 100 * TRIEU, QUALIFIER_ATLEAST}, LANG_VI, "ít nhất 5,1 tỷ đồng");
    check((Money){8230 * TRIEU, 100 * TRIEU, QUALIFIER_NEAR}, LANG_VI, "gần 8,3 tỷ đồng");
    check((Money){8250 * TRIEU, 100 * TRIEU, QUALIFIER_ABOUT}, LANG_VI, "khoảng 8,3 tỷ đồng");
    check((Money){8249 * TRIEU, 100 * TRIEU, QUALIFIER_ESTIMATE}, LANG_VI, "ước 8,2 tỷ đồng");
    check((Money){1234567, 1000, QUALIFIER_EQ}, LANG_VI, "khoảng 1.235.000 đồng");
    check((Money){71200 * TRIEU, 0, QUALIFIER_EQ}, LANG_VI, "71,2 tỷ đồng");
}

static void
test_digits(void)
{
    g_autofree char *vi = money_digits(71200 * TRIEU, LANG_VI);
    g_autofree char *en = money_digits(71200 * TRIEU, LANG_EN);
    g_assert_cmpstr(vi, ==, "71.200.000.000 đồng");
    g_assert_cmpstr(en, ==, "VND 71,200,000,000");
}

/* Any size is as likely as any other, and round amounts are frequent. */
static Money
random_money(GRand *random)
{
    static const gint64 steps[] = {
        1, 1000, 100000, TRIEU, 10 * TRIEU, 100 * TRIEU, G_GINT64_CONSTANT(1000000000)};
    gint64 step = steps[g_rand_int_range(random, 0, G_N_ELEMENTS(steps))];
    gint64 top = 1;
    for (int digits = g_rand_int_range(random, 0, 16); digits > 0; digits--)
        top *= 10;
    gint64 vnd = (gint64)(g_rand_double(random) * (double)top);
    return (Money){vnd - vnd % step, step,
                   (Qualifier)g_rand_int_range(random, QUALIFIER_EQ, QUALIFIER_ATLEAST + 1)};
}

static void
read_back(const char *printed, Money money)
{
    Money read;
    g_autoptr(GError) error = NULL;
    bool ok = money_read(printed, &read, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(ok);
    g_assert_cmpint(read.vnd, ==, money.vnd);
    g_assert_cmpint(read.qualifier, ==, money.qualifier);
}

static void
test_round_trip(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(20200812);
    for (int i = 0; i < 100000; i++) {
        Money money = random_money(random);
        Lang lang = i % 2 == 0 ? LANG_VI : LANG_EN;
        g_autofree char *printed = money_print(money, lang);
        read_back(printed, money);
        g_autofree char *digits = money_digits(money.vnd, lang);
        money.qualifier = QUALIFIER_EQ;
        read_back(digits, money);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/money-print/rule", test_rule);
    g_test_add_func("/money-print/qualifiers", test_qualifiers);
    g_test_add_func("/money-print/never-finer-than-step", test_never_finer_than_step);
    g_test_add_func("/money-print/digits", test_digits);
    g_test_add_func("/money-print/round-trip", test_round_trip);
    return g_test_run();
}
