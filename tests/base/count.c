/* count.c: counts are whole, and their separators can only mean thousands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/money.h"

static void
test_read(void)
{
    static const struct {
        const char *typed;
        gint64 count;
    } rows[] = {
        {"0", 0},        {"02", 2},       {"1250", 1250},        {"1.250", 1250},
        {"1,250", 1250}, {"1 250", 1250}, {" 172.837 ", 172837}, {"1.000.000.000.000", COUNT_MAX}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 count = -1;
        g_autoptr(GError) error = NULL;
        g_assert_true(count_read(rows[i].typed, &count, &error));
        g_assert_cmpint(count, ==, rows[i].count);
    }
}

static void
check_refused(const char *typed, const char *part)
{
    lang_set(LANG_EN);
    gint64 count = 7;
    g_autoptr(GError) error = NULL;
    g_test_message("%s", typed);
    g_assert_false(count_read(typed, &count, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_assert_nonnull(strstr(error->message, part));
    g_assert_cmpint(count, ==, 7);
}

static void
test_refused(void)
{
    static const char *const wrong[] = {
        "",          " ",  "abc", "12,5",   "12.5", "1.25", "0.500", "1234.567", "1.250,000",
        "1.250 000", "1.", ".5",  "1..250", "5 hộ", "+5",   "1e3",   "0x5",      "５"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        check_refused(wrong[i], "is not a whole number");
    check_refused("-5", "cannot be negative");
    check_refused("−5", "cannot be negative");
    check_refused("1.000.000.000.001", "larger than any count");
    check_refused("99999999999999999999999999", "larger than any count");
}

static void
check_print(gint64 count, const char *vi, const char *en, const char *padded)
{
    g_autofree char *a = count_print(count, LANG_VI), *b = count_print(count, LANG_EN);
    g_autofree char *c = count_print_padded(count, LANG_VI);
    g_assert_cmpstr(a, ==, vi);
    g_assert_cmpstr(b, ==, en);
    g_assert_cmpstr(c, ==, padded);
}

static void
test_print(void)
{
    check_print(2, "2", "2", "02");
    check_print(7, "7", "7", "07");
    check_print(10, "10", "10", "10");
    check_print(999, "999", "999", "999");
    check_print(1250, "1.250", "1,250", "1.250");
    check_print(172837, "172.837", "172,837", "172.837");
    check_print(-1250, "-1.250", "-1,250", "-1.250");
    check_print(-125, "-125", "-125", "-125");
    check_print(COUNT_MAX, "1.000.000.000.000", "1,000,000,000,000", "1.000.000.000.000");
}

static void
test_round_trip(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 10000; i++) {
        gint64 count = (gint64)(g_rand_double(random) * (i % 2 == 0 ? 20000.0 : 1e12)), read;
        g_autofree char *printed = count_print_padded(count, i % 3 == 0 ? LANG_EN : LANG_VI);
        g_assert_true(count_read(printed, &read, NULL));
        g_assert_cmpint(read, ==, count);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/count/read", test_read);
    g_test_add_func("/count/refused", test_refused);
    g_test_add_func("/count/print", test_print);
    g_test_add_func("/count/round-trip", test_round_trip);
    return g_test_run();
}
