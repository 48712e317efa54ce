/* date.c: days as people write them, and a calendar without holes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/error.h"

static Day
today(void)
{
    return day_of(2020, 8, 12);
}

static void
test_calendar(void)
{
    g_assert_cmpint(day_of(1970, 1, 1), ==, 0);
    g_assert_cmpint(day_of(2000, 3, 1), ==, 11017);
    g_assert_cmpint(day_of(2020, 8, 12), ==, 18486);
    int year = 1900, month = 1, day = 1;
    g_autoptr(GDate) other = g_date_new_dmy(1, 1, 1900);
    for (Day at = day_of(1900, 1, 1); at <= day_of(2199, 12, 31); at++, g_date_add_days(other, 1)) {
        day_parts(at, &year, &month, &day);
        g_assert_cmpint(day_of(year, month, day), ==, at);
        g_assert_cmpint(day, ==, g_date_get_day(other));
        g_assert_cmpint(month, ==, (int)g_date_get_month(other));
        g_assert_cmpint(year, ==, g_date_get_year(other));
    }
    static const int none[][3] = {{2020, 2, 30}, {2019, 2, 29},  {1900, 2, 29}, {2100, 2, 29},
                                  {2020, 4, 31}, {2020, 0, 1},   {2020, 13, 1}, {2020, 1, 0},
                                  {2020, 1, 32}, {1899, 12, 31}, {2200, 1, 1},  {2020, -1, 1},
                                  {2020, 1, -1}};
    for (gsize i = 0; i < G_N_ELEMENTS(none); i++)
        g_assert_cmpint(day_of(none[i][0], none[i][1], none[i][2]), ==, DAY_UNSET);
    g_assert_cmpint(day_of(2000, 2, 29), !=, DAY_UNSET);
}

static void
test_read(void)
{
    static const char *const same[] = {
        "2020-08-12",
        "12/8/2020",
        "12/08/2020",
        "12-8-2020",
        "12.8.2020",
        "12/8",
        "12.08",
        " 12/8/2020 ",
        "12 / 8 / 2020",
        "2020/08/12",
        "hôm nay",
        "HÔM NAY",
        "today",
        "ngày 12/8/2020",
        "2020-8-12",
        "ngày 12 tháng 8 năm 2020",
        "12 tháng 08 năm 2020",
        "12 tháng 8",
        "Ngày 12 Tháng 8",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
        Day day = 0;
        g_autoptr(GError) error = NULL;
        g_test_message("%s", same[i]);
        bool read = day_read(same[i], today(), &day, &error);
        g_assert_no_error(error);
        g_assert_true(read);
        g_assert_cmpint(day, ==, today());
        g_autofree char *apart = g_utf8_normalize(same[i], -1, G_NORMALIZE_NFD);
        g_assert_true(day_read(apart, today(), &day, NULL));
        g_assert_cmpint(day, ==, today());
    }
    Day day;
    g_assert_true(day_read("hôm qua", today(), &day, NULL));
    g_assert_cmpint(day, ==, today() - 1);
    g_assert_true(day_read("yesterday", day_of(2020, 3, 1), &day, NULL));
    g_assert_cmpint(day, ==, day_of(2020, 2, 29));
}

static void
check_refused(const char *typed, const char *part)
{
    lang_set(LANG_EN);
    Day day = 7;
    g_autoptr(GError) error = NULL;
    g_test_message("%s", typed);
    g_assert_false(day_read(typed, today(), &day, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_assert_nonnull(strstr(error->message, part));
    g_assert_cmpint(day, ==, 7);
}

static void
test_refused(void)
{
    static const char *const no_day[] = {"31/2/2020",
                                         "13/13/2020",
                                         "29/2/2019",
                                         "0/8/2020",
                                         "32/8/2020",
                                         "12/0/2020",
                                         "8/31/2020",
                                         "2020-02-31",
                                         "2020-13-01",
                                         "31/4",
                                         "ngày 31 tháng 2 năm 2020"};
    for (gsize i = 0; i < G_N_ELEMENTS(no_day); i++)
        check_refused(no_day[i], "There is no day");
    static const char *const short_year[] = {"12/8/20", "1/1/1", "12-8-020", "12.8.20"};
    for (gsize i = 0; i < G_N_ELEMENTS(short_year); i++)
        check_refused(short_year[i], "with four digits");
    check_refused("1/1/1899", "not between 1900 and 2199");
    check_refused("1/1/2200", "not between 1900 and 2199");
    static const char *const no_date[] = {
        "",          "  ",       "12",          "2020",        "8/2020",     "12/8/2020/1",
        "12/8-2020", "12//2020", "/8/2020",     "12/8/",       "12/8/20200", "-12/8/2020",
        "12 8 2020", "mai",      "12/8/2020 x", "１２/8/2020", "1²/8/2020",  "99999999999/1/2020",
        "12:8:2020", "tháng 8",  "012/8/2020",  "ngày",        "năm 2020",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(no_date); i++)
        check_refused(no_date[i], "is not a date");
    Day day;
    g_autoptr(GError) error = NULL;
    g_autofree char *many = g_strnfill(100000, '1');
    g_assert_false(day_read(many, today(), &day, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
    g_assert_false(day_read("hôm nay", DAY_UNSET, &day, NULL));
    g_assert_false(day_read("12/8", DAY_UNSET, &day, NULL));
}

static void
test_strict(void)
{
    Day day;
    g_assert_true(day_parse("2020-08-12", &day));
    g_assert_cmpint(day, ==, today());
    static const char *const wrong[] = {"",           "2020-8-12",  "2020-08-12 ", " 2020-08-12",
                                        "2020-02-30", "2020/08/12", "20200812",    "2020-08-1a",
                                        "2020-08",    "+020-08-12", "1899-12-31",  "12/8/2020"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(day_parse(wrong[i], &day));
}

static void
check_print(Day day, const char *iso, const char *plain, const char *official, const char *english)
{
    g_autofree char *a = day_iso(day), *b = day_print(day, LANG_VI), *c = day_print(day, LANG_EN);
    g_autofree char *d = day_official(day, LANG_VI), *e = day_official(day, LANG_EN);
    g_assert_cmpstr(a, ==, iso);
    g_assert_cmpstr(b, ==, plain);
    g_assert_cmpstr(c, ==, plain);
    g_assert_cmpstr(d, ==, official);
    g_assert_cmpstr(e, ==, english);
}

static void
test_print(void)
{
    check_print(today(), "2020-08-12", "12/8/2020", "ngày 12 tháng 8 năm 2020", "12 August 2020");
    check_print(day_of(2021, 2, 5), "2021-02-05", "5/2/2021", "ngày 05 tháng 02 năm 2021",
                "5 February 2021");
    check_print(day_of(2021, 1, 10), "2021-01-10", "10/1/2021", "ngày 10 tháng 01 năm 2021",
                "10 January 2021");
    check_print(day_of(2021, 3, 9), "2021-03-09", "9/3/2021", "ngày 09 tháng 3 năm 2021",
                "9 March 2021");
    check_print(DAY_UNSET, "", "", "", "");
}

static void
test_round_trip(void)
{
    for (Day day = day_of(1900, 1, 1); day <= day_of(2199, 12, 31); day += 13) {
        g_autofree char *iso = day_iso(day), *plain = day_print(day, LANG_VI);
        g_autofree char *official = day_official(day, LANG_VI);
        const char *const spellings[] = {iso, plain, official};
        for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++) {
            Day read;
            g_assert_true(day_read(spellings[i], today(), &read, NULL));
            g_assert_cmpint(read, ==, day);
        }
    }
}

static void
test_ages(void)
{
    g_assert_cmpint(age_on("2012-06-01", day_of(2020, 5, 31)), ==, 7);
    g_assert_cmpint(age_on("1/6/2012", day_of(2020, 6, 1)), ==, 8);
    g_assert_cmpint(age_on("2004", day_of(2020, 1, 1)), ==, 16);
    g_assert_cmpint(age_on("không rõ", day_of(2020, 1, 1)), ==, -1);
    g_assert_cmpint(age_on("", day_of(2020, 1, 1)), ==, -1);
    g_assert_cmpint(age_on("2021", day_of(2020, 1, 1)), ==, -1);
    g_assert_cmpint(years_since(day_of(2012, 2, 29), day_of(2020, 2, 28)), ==, 7);
    g_assert_cmpint(years_since(day_of(2012, 2, 29), day_of(2020, 2, 29)), ==, 8);
    g_assert_cmpint(years_since(day_of(2020, 1, 2), day_of(2020, 1, 1)), ==, -1);
    g_assert_cmpint(years_since(DAY_UNSET, day_of(2020, 1, 1)), ==, -1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/date/calendar", test_calendar);
    g_test_add_func("/date/read", test_read);
    g_test_add_func("/date/refused", test_refused);
    g_test_add_func("/date/strict", test_strict);
    g_test_add_func("/date/print", test_print);
    g_test_add_func("/date/round-trip", test_round_trip);
    g_test_add_func("/date/ages", test_ages);
    return g_test_run();
}
