/* period.c: periods as reports name them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/error.h"

static void
check_read(const char *typed, const char *iso)
{
    Period period;
    g_autoptr(GError) error = NULL;
    g_test_message("%s", typed);
    bool read = period_read(typed, &period, &error);
    g_assert_no_error(error);
    g_assert_true(read);
    g_autofree char *printed = period_iso(period);
    g_assert_cmpstr(printed, ==, iso);
}

static void
test_read(void)
{
    static const char *const seven[] = {
        "2020-01-01/2020-07-31",
        "07 tháng đầu năm 2020",
        "7 tháng đầu năm 2020",
        "7 tháng 2020",
        "7 tháng năm 2020",
        "07 THÁNG ĐẦU NĂM 2020",
        "1/1/2020 - 31/7/2020",
        "từ 1/1/2020 đến 31/7/2020",
        "từ ngày 1/1 đến ngày 31/7/2020",
        "from 1/1/2020 to 31/7/2020",
        "the first 07 months of 2020",
        "7 thang dau nam 2020",
        "từ ngày 01 tháng 01 năm 2020 đến ngày 31 tháng 7 năm 2020",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(seven); i++)
        check_read(seven[i], "2020-01-01/2020-07-31");
    check_read("quý II/2020", "2020-04-01/2020-06-30");
    check_read("quý 2 năm 2020", "2020-04-01/2020-06-30");
    check_read("Quý IV năm 2020", "2020-10-01/2020-12-31");
    check_read("năm 2020", "2020-01-01/2020-12-31");
    check_read("2020", "2020-01-01/2020-12-31");
    check_read("6 tháng cuối năm 2020", "2020-07-01/2020-12-31");
    check_read("6 tháng đầu năm 2020", "2020-01-01/2020-06-30");
    check_read("tháng 5/2020", "2020-05-01/2020-05-31");
    check_read("tháng 2 năm 2020", "2020-02-01/2020-02-29");
    check_read("tháng 02/2019", "2019-02-01/2019-02-28");
    check_read("12/8/2020", "2020-08-12/2020-08-12");
    check_read("ngày 12/8/2020", "2020-08-12/2020-08-12");
    check_read("từ ngày 20/12/2019 đến ngày 14/2/2020", "2019-12-20/2020-02-14");
}

static void
check_refused(const char *typed, const char *part)
{
    lang_set(LANG_EN);
    Period period = {1, 2};
    g_autoptr(GError) error = NULL;
    g_test_message("%s", typed);
    g_assert_false(period_read(typed, &period, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_assert_nonnull(strstr(error->message, part));
    g_assert_cmpint(period.from, ==, 1);
}

static void
test_refused(void)
{
    check_refused("14/2/2020 - 5/1/2020", "ends before it begins");
    check_refused("2020-07-31/2020-01-01", "ends before it begins");
    static const char *const wrong[] = {
        "",
        "7 tháng đầu năm",
        "13 tháng đầu năm 2020",
        "0 tháng 2020",
        "quý V/2020",
        "quý 5/2020",
        "quý 2020",
        "tháng 13/2020",
        "tháng 0/2020",
        "năm 20",
        "năm 1899",
        "năm 2200",
        "năm 20200",
        "mùa hè 2020",
        "1/1/2020 - 31/2/2020",
        "12/8",
        "5/1 đến 14/2",
        "từ",
        "từ hôm nay đến 12/8/2020",
        "hôm nay",
        "2020-01-01/",
        "/2020-07-31",
        "1/1/20 - 31/7/20",
        "７ tháng 2020",
        "2020-01-01/2020-07-32",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        check_refused(wrong[i], "is not a period");
    Period period;
    g_autoptr(GError) error = NULL;
    g_autofree char *many = g_strnfill(100000, 'i');
    g_assert_false(period_read(many, &period, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
}

static void
test_strict(void)
{
    Period period;
    g_assert_true(period_parse("2020-01-01/2020-07-31", &period));
    g_assert_true(period_parse("2020-01-01/2020-01-01", &period));
    static const char *const wrong[] = {"",
                                        "2020-01-01",
                                        "2020-01-01/2019-12-31",
                                        "2020-01-01 2020-07-31",
                                        "2020-01-01/2020-07-31 ",
                                        "2020-02-30/2020-07-31",
                                        "2020-01-01/2020-7-31"};
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(period_parse(wrong[i], &period));
}

static void
check_label(const char *iso, const char *vi, const char *en)
{
    Period period;
    g_assert_true(period_parse(iso, &period));
    g_autofree char *a = period_label(period, LANG_VI), *b = period_label(period, LANG_EN);
    g_assert_cmpstr(a, ==, vi);
    g_assert_cmpstr(b, ==, en);
    check_read(a, iso);
    check_read(b, iso);
}

static void
test_label(void)
{
    check_label("2020-01-01/2020-07-31", "07 tháng đầu năm 2020", "the first 07 months of 2020");
    check_label("2020-01-01/2020-06-30", "06 tháng đầu năm 2020", "the first 06 months of 2020");
    check_label("2020-01-01/2020-11-30", "11 tháng đầu năm 2020", "the first 11 months of 2020");
    check_label("2020-07-01/2020-12-31", "06 tháng cuối năm 2020", "the last 06 months of 2020");
    check_label("2020-07-01/2020-09-30", "quý III năm 2020", "quarter III of 2020");
    check_label("2020-10-01/2020-12-31", "quý IV năm 2020", "quarter IV of 2020");
    check_label("2020-05-01/2020-05-31", "tháng 5 năm 2020", "month 5 of 2020");
    check_label("2020-01-01/2020-12-31", "năm 2020", "year 2020");
    check_label("2020-01-05/2020-02-14", "từ ngày 5/1/2020 đến ngày 14/2/2020",
                "from 5/1/2020 to 14/2/2020");
    check_label("2019-01-01/2020-12-31", "từ ngày 1/1/2019 đến ngày 31/12/2020",
                "from 1/1/2019 to 31/12/2020");
    check_label("2020-02-01/2020-02-28", "từ ngày 1/2/2020 đến ngày 28/2/2020",
                "from 1/2/2020 to 28/2/2020");
    check_label("2020-08-12/2020-08-12", "ngày 12/8/2020", "day 12/8/2020");
}

static void
test_every_span_of_months(void)
{
    for (int year = 2019; year <= 2020; year++)
        for (int first = 1; first <= 12; first++)
            for (int last = first; last <= 12; last++) {
                Day next = last < 12 ? day_of(year, last + 1, 1) : day_of(year + 1, 1, 1);
                Period period = {day_of(year, first, 1), next - 1};
                g_autofree char *iso = period_iso(period);
                g_autofree char *vi = period_label(period, LANG_VI);
                g_autofree char *en = period_label(period, LANG_EN);
                check_read(vi, iso);
                check_read(en, iso);
            }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/period/read", test_read);
    g_test_add_func("/period/refused", test_refused);
    g_test_add_func("/period/strict", test_strict);
    g_test_add_func("/period/label", test_label);
    g_test_add_func("/period/every-span-of-months", test_every_span_of_months);
    return g_test_run();
}
