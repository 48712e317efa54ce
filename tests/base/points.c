/* points.c: tests points as they are written, printed and shared.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/points.h"

static void
reads(void)
{
    static const struct {
        const char *typed;
        gint64 hundredths; /* -1: refused */
    } rows[] = {{"10", 1000},      {"9,5", 950}, {"9.5", 950}, {" 0,25 ", 25},  {"0", 0},
                {"100,00", 10000}, {"", -1},     {"-1", -1},   {"9,", -1},      {",5", -1},
                {"1,234", -1},     {"1 2", -1},  {"mười", -1}, {"1000000", -1}, {"999999", -1}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 points = -1;
        bool read = points_read(rows[i].typed, &points);
        g_assert_cmpint(read ? points : -1, ==, rows[i].hundredths);
    }
}

static void
prints_what_it_reads(void)
{
    for (gint64 points = 0; points <= 20000; points++) {
        gint64 again = -1;
        g_autofree char *vi = points_print(points, LANG_VI), *en = points_print(points, LANG_EN);
        g_assert_true(points_read(vi, &again) && again == points);
        g_assert_true(points_read(en, &again) && again == points);
    }
    g_autofree char *minus = points_print(-250, LANG_VI);
    g_assert_cmpstr(minus, ==, "-2,5");
}

static void
shares(void)
{
    g_assert_cmpint(points_share(1000, 1, 3), ==, 333);
    g_assert_cmpint(points_share(1000, 2, 3), ==, 667);
    g_assert_cmpint(points_share(1000, 1, 2000), ==, 1); /* half up */
    g_assert_cmpint(points_share(1000, 5, 4), ==, 1000);
    g_assert_cmpint(points_share(1000, 0, 4), ==, 0);
    g_assert_cmpint(points_share(POINTS_MAX, 999999999999999, 1000000000000000), ==, POINTS_MAX);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/points/reads", reads);
    g_test_add_func("/points/prints-what-it-reads", prints_what_it_reads);
    g_test_add_func("/points/shares", shares);
    return g_test_run();
}
