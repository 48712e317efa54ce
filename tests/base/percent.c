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
        {1, 2000, "0,1%", "0.1%"}, /* half goes up */
        {1, 2001, "0%", "0%"},
        {999, 1000, "99,9%", "99.9%"},
        {9996, 10000, "100%", "100%"},
        {G_MAXINT64 / 2000 - 1, 1, "461168601842738600%", "461168601842738600%"},
        {1, G_MAXINT64 - 2000, "0%", "0%"},
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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/percent/print", test_print);
    g_test_add_func("/percent/read", test_read);
    return g_test_run();
}
