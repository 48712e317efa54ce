/* moment.c: a day with its time, in Viet Nam whatever the machine's clock zone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/error.h"

static void
test_read(void)
{
    static const char *const same[] = {
        "2020-08-12T07:30",
        "2020-08-12 07:30",
        "12/8/2020 7:30",
        "7:30 12/8/2020",
        "7:30, 12/8/2020",
        "07h30 12/8/2020",
        "7h30 ngày 12/8/2020",
        "7 giờ 30 ngày 12/8/2020",
        "07 giờ 30, ngày 12/8/2020",
        "7 giờ 30 phút 12/8",
        "lúc 7g30 ngày 12/8/2020",
        "hôm nay 7:30",
        "12/8/2020 lúc 7 giờ 30",
        "7 giờ 30 phút ngày 12 tháng 8 năm 2020",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *iso = NULL;
        g_autoptr(GError) error = NULL;
        g_test_message("%s", same[i]);
        bool read = moment_read(same[i], day_of(2020, 8, 12), &iso, &error);
        g_assert_no_error(error);
        g_assert_true(read);
        g_assert_cmpstr(iso, ==, "2020-08-12T07:30");
    }
    g_autofree char *whole = NULL, *midnight = NULL;
    g_assert_true(moment_read("7 giờ 12 tháng 8 năm 2020", 0, &whole, NULL));
    g_assert_cmpstr(whole, ==, "2020-08-12T07:00");
    g_assert_true(moment_read("0h 12/8/2020", 0, &midnight, NULL));
    g_assert_cmpstr(midnight, ==, "2020-08-12T00:00");
}

static void
test_refused(void)
{
    lang_set(LANG_EN);
    static const char *const wrong[] = {
        "",
        "7:30",
        "12/8/2020",
        "24:00 12/8/2020",
        "7:60 12/8/2020",
        "7: 12/8/2020",
        "7:300 12/8/2020",
        "123:30 12/8/2020",
        "7:30:15 12/8/2020",
        "7:30 31/2/2020",
        "7:30 12/8/20",
        "7:30 8:30 12/8/2020",
        "x 7:30 12/8/2020",
        "2020-08-12T7:30Z",
        "７:30 12/8/2020",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        char *iso = NULL;
        g_autoptr(GError) error = NULL;
        g_test_message("%s", wrong[i]);
        g_assert_false(moment_read(wrong[i], day_of(2020, 8, 12), &iso, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_assert_null(iso);
    }
}

static void
test_strict(void)
{
    Day day;
    int minute;
    g_assert_true(moment_parse("2020-08-12T07:30", &day, &minute));
    g_assert_cmpint(day, ==, day_of(2020, 8, 12));
    g_assert_cmpint(minute, ==, 450);
    static const char *const wrong[] = {"",
                                        "2020-08-12",
                                        "2020-08-12 07:30",
                                        "2020-08-12T7:30",
                                        "2020-08-12T24:00",
                                        "2020-08-12T07:60",
                                        "2020-02-30T07:30",
                                        "2020-08-12T07:30:00",
                                        "2020-08-12T+7:30",
                                        "2020-08-12t07:30"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(moment_parse(wrong[i], &day, &minute));
}

static void
check_text(char *text, const char *expected)
{
    g_autofree char *owned = text;
    g_assert_cmpstr(owned, ==, expected);
}

static void
test_print(void)
{
    check_text(moment_print("2020-08-12T07:30", LANG_VI), "07 giờ 30, ngày 12/8/2020");
    check_text(moment_print("2020-08-12T07:30", LANG_EN), "07:30, 12/8/2020");
    check_text(moment_print("soon", LANG_VI), "soon");
    gint64 evening = (gint64)day_of(2020, 8, 12) * 86400 + 17 * 3600; /* 17:00 UTC */
    check_text(time_print(evening, LANG_VI), "00:00 13/8/2020");
    check_text(time_print(evening - 1, LANG_EN), "23:59 12/8/2020");
    check_text(time_print(0, LANG_VI), "07:00 1/1/1970");
    check_text(time_print(-7 * 3600 - 1, LANG_VI), "23:59 31/12/1969");
}

static void
test_day_in_viet_nam(void)
{
    gint64 midnight = (gint64)day_of(2020, 8, 12) * 86400 - 7 * 3600;
    g_assert_cmpint(day_from_time(midnight), ==, day_of(2020, 8, 12));
    g_assert_cmpint(day_from_time(midnight - 1), ==, day_of(2020, 8, 11));
    g_assert_cmpint(day_from_time(midnight + 86399), ==, day_of(2020, 8, 12));
    g_assert_cmpint(day_from_time(-7 * 3600), ==, 0);
    g_assert_cmpint(day_from_time(-7 * 3600 - 1), ==, -1);
    g_assert_cmpint(day_from_time(-7 * 3600 - 86400), ==, -1);
    g_assert_cmpint(day_from_time(-7 * 3600 - 86401), ==, -2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/moment/read", test_read);
    g_test_add_func("/moment/refused", test_refused);
    g_test_add_func("/moment/strict", test_strict);
    g_test_add_func("/moment/print", test_print);
    g_test_add_func("/moment/day-in-viet-nam", test_day_in_viet_nam);
    return g_test_run();
}
