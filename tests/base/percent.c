/* percent.c: shares of a plan, with those of published reports.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/percent.h"

static void
test_print(void)
{
    static const struct {
        gint64 part, whole;
        const char *vietnamese, *english;
    } rows[] = {
        {551, 500, "110,2%", "110.2%"},
        {1769, 3500, "50,5%", "50.5%"},
        {1, 1, "100%", "100%"},
        {0, 7, "0%", "0%"},
        {1, 2000, "0,05%", "0.05%"},
        {3, 2001, "0,1%", "0.1%"},
        {1, 800, "0,1%", "0.1%"}, /* 0.125: two decimals do not hold it */
        {79, 80, "98,75%", "98.75%"},
        {2, 3, "66,7%", "66.7%"},
        {99999, 100000, "99,9%", "99.9%"}, /* never the whole */
        {15766, 1000, "1.576,6%", "1,576.6%"},
        {1, 2001, "0%", "0%"},
        {999, 1000, "99,9%", "99.9%"},
        {9996, 10000, "99,96%", "99.96%"},
        {400000000000000, 1, "40.000.000.000.000.000%", "40,000,000,000,000,000%"},
        {G_MAXINT64 / 2000, 1, NULL, NULL},
        {1, G_MAXINT64 - 20000, "0%", "0%"},
        {1, 0, NULL, NULL},
        {-1, 5, NULL, NULL},
        {1, -5, NULL, NULL},
        {G_MAXINT64, 5, NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *vi = percent_print(rows[i].part, rows[i].whole, LANG_VI),
                        *en = percent_print(rows[i].part, rows[i].whole, LANG_EN);
        g_assert_cmpstr(vi, ==, rows[i].vietnamese);
        g_assert_cmpstr(en, ==, rows[i].english);
    }
}

static void
test_read(void)
{
    static const struct {
        const char *typed;
        gint64 thousandths; /* -1: refused */
    } rows[] = {
        {"40", 40000},   {"40%", 40000},    {" 33,3 % ", 33300}, {"33.333%", 33333}, {"0", 0},
        {"100", 100000}, {"100,0", 100000}, {"0,001", 1},        {"100,001", -1},    {"101", -1},
        {"33,3333", -1}, {"", -1},          {"%", -1},           {"-5", -1},         {"5.", -1},
        {"1/3", -1},     {"40%%", -1},      {"1000", -1},        {"3,3,3", -1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 thousandths = -1;
        bool read = percent_read(rows[i].typed, &thousandths);
        g_assert_cmpint(read ? thousandths : -1, ==, rows[i].thousandths);
    }
}

/* Rough amounts have no finer shares than they are known to. */
static void
test_known(void)
{
    static const struct {
        Money part, whole;
        const char *vietnamese;
    } rows[] = {
        {{79, 1, QUALIFIER_EQ}, {80, 1, QUALIFIER_EQ}, "98,75%"},
        {{71200, 100, QUALIFIER_EQ}, {75000, 1, QUALIFIER_EQ}, "94,9%"},
        {{71000, 1000, QUALIFIER_EQ}, {75000, 1, QUALIFIER_EQ}, "95%"},
        {{71000, 1, QUALIFIER_EQ}, {75000, 1000, QUALIFIER_EQ}, "95%"},
        {{74900, 1000, QUALIFIER_EQ}, {75000, 1, QUALIFIER_EQ}, "99%"}, /* never the whole */
        {{74900, 1000, QUALIFIER_ABOUT}, {75000, 1, QUALIFIER_EQ}, "khoảng 100%"},
        {{2, 1, QUALIFIER_ABOUT}, {3, 1, QUALIFIER_EQ}, "khoảng 66,7%"},
        {{20, 10, QUALIFIER_OVER}, {30, 1, QUALIFIER_EQ}, "trên 66%"},
        {{20, 10, QUALIFIER_NEAR}, {30, 1, QUALIFIER_EQ}, "gần 67%"},
        {{20, 10, QUALIFIER_ATLEAST}, {30, 1, QUALIFIER_EQ}, "ít nhất 66%"},
        {{20, 10, QUALIFIER_OVER}, {30, 1, QUALIFIER_OVER}, "khoảng 67%"},
        {{20, 1, QUALIFIER_EQ}, {30, 10, QUALIFIER_ESTIMATE}, "ước 67%"},
        {{0, 1, QUALIFIER_EQ}, {30, 10, QUALIFIER_ABOUT}, "khoảng 0%"},
        {{5, 1, QUALIFIER_ABOUT}, {0, 1, QUALIFIER_EQ}, NULL},
        {{MONEY_MAX, MONEY_MAX, QUALIFIER_ABOUT}, {1, 1, QUALIFIER_EQ}, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = percent_print_known(rows[i].part, rows[i].whole, LANG_VI);
        g_assert_cmpstr(said, ==, rows[i].vietnamese);
    }
    g_autofree char *over = percent_of_plan((Money){81, 10, QUALIFIER_ABOUT}, 75, LANG_VI),
                    *below = percent_of_plan((Money){70, 10, QUALIFIER_OVER}, 75, LANG_EN);
    g_assert_cmpstr(over, ==, "vượt khoảng 8% kế hoạch");
    g_assert_cmpstr(below, ==, "reached over 93% of the plan");
}

static Money
exactly(gint64 number)
{
    return (Money){number, 1, QUALIFIER_EQ};
}

static void
test_words(void)
{
    g_autofree char *below = percent_of_plan(exactly(1481), 1500, LANG_VI),
                    *half = percent_of_plan(exactly(1769), 3500, LANG_EN),
                    *even = percent_of_plan(exactly(500), 500, LANG_VI),
                    *over = percent_of_plan(exactly(540), 500, LANG_VI),
                    *far = percent_of_plan(exactly(551), 500, LANG_EN),
                    *hardly = percent_of_plan(exactly(100004), 100000, LANG_VI),
                    *none = percent_of_plan(exactly(1), 0, LANG_VI);
    g_assert_cmpstr(below, ==, "đạt 98,7% kế hoạch");
    g_assert_cmpstr(half, ==, "reached 50.5% of the plan");
    g_assert_cmpstr(even, ==, "đạt 100% kế hoạch");
    g_assert_cmpstr(over, ==, "vượt 8% kế hoạch");
    g_assert_cmpstr(far, ==, "exceeded the plan by 10.2%");
    g_assert_cmpstr(hardly, ==, "đạt 100% kế hoạch");
    g_assert_null(none);
    g_autofree char *before = percent_of_before(exactly(146), exactly(100), LANG_VI),
                    *english = percent_of_before(exactly(1), exactly(3), LANG_EN),
                    *nothing = percent_of_before(exactly(146), exactly(0), LANG_VI);
    g_assert_cmpstr(before, ==, "bằng 146% cùng kỳ");
    g_assert_cmpstr(english, ==, "33.3% of the same period of the year before");
    g_assert_null(nothing);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/percent/print", test_print);
    g_test_add_func("/percent/read", test_read);
    g_test_add_func("/percent/words", test_words);
    g_test_add_func("/percent/known", test_known);
    return g_test_run();
}
