/* money.c: amounts are stored in one spelling and added without losing what they promise.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#define TRIEU G_GINT64_CONSTANT(1000000)

static Money
amount(const char *typed)
{
    Money money;
    g_assert_true(money_read(typed, &money, NULL, NULL));
    return money;
}

static Money
sum(const char *const *typed)
{
    Money total = {0};
    for (; *typed != NULL; typed++)
        g_assert_true(money_add(&total, amount(*typed)));
    return total;
}

static void
check_sum(const char *const *typed, gint64 trieu_tenths, const char *printed)
{
    Money total = sum(typed);
    g_assert_cmpint(total.vnd, ==, trieu_tenths * (TRIEU / 10));
    g_autofree char *text = money_print(total, LANG_VI);
    g_assert_cmpstr(text, ==, printed);
}

/* Sums that published reports make. */
static void
test_published_sums(void)
{
    check_sum((const char *[]){"71.200 triệu", "60.383 triệu", NULL}, 1315830,
              "131 tỷ 583 triệu đồng");
    check_sum((const char *[]){"15,2 triệu", "80 triệu", "7,5 triệu", "112,5 triệu", NULL}, 2152,
              "khoảng 215 triệu đồng");
    check_sum(
        (const char *[]){"15.200.000 đ", "80.000.000 đ", "7.500.000 đ", "112.500.000 đ", NULL},
        2152, "215.200.000 đồng");
    check_sum((const char *[]){"957 triệu", "trên 3,8 tỷ", "trên 388 triệu", NULL}, 51450,
              "trên 5,1 tỷ đồng");
    check_sum((const char *[]){"71,2 tỷ đồng", "60 tỷ 383 triệu động", NULL}, 1315830,
              "khoảng 131,6 tỷ đồng");
}

/* Their prices and counts: whole đồng and whole gifts, nothing is rounded on the way. */
static void
test_published_prices(void)
{
    g_assert_cmpint(amount("80 triệu đồng").vnd, ==, 4000 * amount("20.000 đ").vnd);
    g_assert_cmpint(amount("112,5 triệu đồng").vnd, ==, 125 * amount("900.000đ").vnd);
    g_assert_cmpint(amount("96 triệu đồng").vnd, ==, 120 * amount("800 nghìn đồng").vnd);
    g_assert_cmpint(amount("21 triệu").vnd, ==, 30 * amount("700 ngàn").vnd);
    static const struct {
        const char *counts[3];
        gint64 sum;
    } rows[] = {{{"6", "03", "02"}, 11}, {{"17.269", "1.527", "0"}, 18796}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 total = 0;
        for (gsize j = 0; j < G_N_ELEMENTS(rows[i].counts); j++) {
            gint64 count;
            g_assert_true(count_read(rows[i].counts[j], &count, NULL));
            total += count;
        }
        g_assert_cmpint(total, ==, rows[i].sum);
    }
}

static void
test_weakest_qualifier(void)
{
    static const struct {
        Qualifier a, b, sum;
    } rows[] = {
        {QUALIFIER_UNSET, QUALIFIER_OVER, QUALIFIER_OVER},
        {QUALIFIER_EQ, QUALIFIER_EQ, QUALIFIER_EQ},
        {QUALIFIER_EQ, QUALIFIER_OVER, QUALIFIER_OVER},
        {QUALIFIER_EQ, QUALIFIER_NEAR, QUALIFIER_NEAR},
        {QUALIFIER_EQ, QUALIFIER_ATLEAST, QUALIFIER_ATLEAST},
        {QUALIFIER_OVER, QUALIFIER_NEAR, QUALIFIER_ABOUT}, /* neither above nor below any more */
        {QUALIFIER_ATLEAST, QUALIFIER_NEAR, QUALIFIER_ABOUT},
        {QUALIFIER_OVER, QUALIFIER_ABOUT, QUALIFIER_ABOUT},
        {QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_ESTIMATE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Money forth = {5, 1, rows[i].a}, back = {5, 1, rows[i].b};
        g_assert_true(money_add(&forth, (Money){6, 10, rows[i].b}));
        g_assert_cmpint(forth.qualifier, ==, rows[i].sum);
        g_assert_cmpint(forth.vnd, ==, 11);
        g_assert_cmpint(forth.step, ==, 10);
        g_assert_true(money_add(&back, (Money){6, 10, rows[i].a}));
        g_assert_cmpint(back.qualifier, ==, rows[i].sum);
    }
}

static void
test_overflow(void)
{
    Money total = {MONEY_MAX - 1, 1, QUALIFIER_EQ};
    g_assert_true(money_add(&total, (Money){1, 1, QUALIFIER_EQ}));
    g_assert_false(money_add(&total, (Money){1, 1, QUALIFIER_OVER}));
    g_assert_false(money_add(&total, (Money){G_MAXINT64, 1, QUALIFIER_OVER}));
    g_assert_cmpint(total.vnd, ==, MONEY_MAX);
    g_assert_cmpint(total.qualifier, ==, QUALIFIER_EQ);
}

static void
assert_same(Money a, Money b)
{
    g_assert_cmpint(a.vnd, ==, b.vnd);
    g_assert_cmpint(a.step, ==, b.step);
    g_assert_cmpint(a.qualifier, ==, b.qualifier);
}

static void
test_stored(void)
{
    Money money = {71200 * TRIEU, 100 * TRIEU, QUALIFIER_EQ}, parsed;
    const char *text;
    g_autofree char *stored = money_store(money, " 71,2\ntỷ ");
    g_assert_cmpstr(stored, ==, "71200000000 100000000 eq 71,2 tỷ");
    g_assert_true(money_parse(stored, &parsed, &text));
    assert_same(parsed, money);
    g_assert_cmpstr(text, ==, "71,2 tỷ");
    g_autofree char *bare = money_store((Money){5, 0, QUALIFIER_ATLEAST}, NULL);
    g_assert_cmpstr(bare, ==, "5 1 atleast");
    g_assert_true(money_parse(bare, &parsed, &text));
    g_assert_cmpstr(text, ==, "");
    g_assert_true(money_parse(bare, &parsed, NULL));
}

static void
test_stored_wrong(void)
{
    static const char *const wrong[] = {
        "",
        "5",
        "5 1",
        "5 1 ",
        "5 1 eq ",
        "5 1 eq  ",
        "05 1 eq",
        "5 01 eq",
        "5 0 eq",
        "-5 1 eq",
        "+5 1 eq",
        "5 -1 eq",
        "5 1 EQ",
        "5 1 eqx",
        " 5 1 eq",
        "5  1 eq",
        "5.0 1 eq",
        "1000000000000001 1 eq",
        "5 1 equal",
        "99999999999999999999 1 eq",
        "5 99999999999999999999 eq",
        "a 1 eq",
        "5 1 eq x ",
    };
    Money money;
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_test_message("%s", wrong[i]);
        g_assert_false(money_parse(wrong[i], &money, NULL));
    }
}

static void
test_qualifier_codes(void)
{
    for (int q = QUALIFIER_EQ; q <= QUALIFIER_ATLEAST; q++) {
        const char *code = qualifier_code((Qualifier)q);
        g_assert_cmpint(qualifier_from_code(code, strlen(code)), ==, q);
    }
    g_assert_cmpint(qualifier_from_code("over", 3), ==, QUALIFIER_UNSET);
    g_assert_cmpint(qualifier_from_code("", 0), ==, QUALIFIER_UNSET);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/money/published-sums", test_published_sums);
    g_test_add_func("/money/published-prices", test_published_prices);
    g_test_add_func("/money/weakest-qualifier", test_weakest_qualifier);
    g_test_add_func("/money/overflow", test_overflow);
    g_test_add_func("/money/stored", test_stored);
    g_test_add_func("/money/stored-wrong", test_stored_wrong);
    g_test_add_func("/money/qualifier-codes", test_qualifier_codes);
    return g_test_run();
}
