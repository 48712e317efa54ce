/* campaign.c: what a campaign was called on a day, and its seasons across the new year.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/campaign.h"

#include "records/check.h"
#include "records/kinds.h"

static Record *
campaign(const char *from, const char *to)
{
    Record *record = record_new(kind_get("campaign"));
    record_set(record, kind_field(record->kind, "name"), "Tết Nhân ái");
    record_set(record, kind_field(record->kind, "season_from"), from);
    record_set(record, kind_field(record->kind, "season_to"), to);
    record_set(record, kind_field(record->kind, "aliases"),
               "Tết vì người nghèo\t1999-01-01\t2022-10-31\nTết ấm\t\t");
    return record;
}

static void
check_name(const Record *record, Day day, const char *expected)
{
    g_autofree char *name = campaign_name(record, day);
    g_assert_cmpstr(name, ==, expected);
}

static void
test_names(void)
{
    g_autoptr(Record) record = campaign("", "");
    check_name(record, day_of(2020, 1, 20), "Tết vì người nghèo");
    check_name(record, day_of(2022, 10, 31), "Tết vì người nghèo");
    check_name(record, day_of(2022, 11, 1), "Tết Nhân ái");
    check_name(record, day_of(1998, 12, 31), "Tết Nhân ái");
    g_autoptr(GPtrArray) names = campaign_names(record);
    g_assert_cmpuint(names->len, ==, 3);
    g_assert_cmpstr(names->pdata[0], ==, "tet nhan ai");
    g_assert_cmpstr(names->pdata[2], ==, "tet am");
    record_set(record, kind_field(record->kind, "aliases"), "Tết sau này\t2026-01-01\t");
    check_name(record, day_of(2025, 12, 31), "Tết Nhân ái");
    check_name(record, day_of(2030, 1, 1), "Tết sau này");
}

static void
check_season(const char *from, const char *to, int year, Day first, Day last)
{
    g_autoptr(Record) record = campaign(from, to);
    Period season = campaign_season(record, year);
    g_assert_cmpint(season.from, ==, first);
    g_assert_cmpint(season.to, ==, last);
}

static void
test_seasons(void)
{
    check_season("15/11", "28/2", 2020, day_of(2019, 11, 15), day_of(2020, 2, 28));
    check_season("1/5", "31/5", 2020, day_of(2020, 5, 1), day_of(2020, 5, 31));
    check_season("1/12", "29/2", 2020, day_of(2019, 12, 1), day_of(2020, 2, 29));
    check_season("1/12", "29/2", 2021, day_of(2020, 12, 1), day_of(2021, 2, 28));
    check_season("", "", 2020, day_of(2020, 1, 1), day_of(2020, 12, 31));
    /* What was written for one season tells the others. */
    g_autoptr(Record) once = campaign("", "");
    record_set(once, kind_field(once->kind, "starts"), "2019-11-15");
    record_set(once, kind_field(once->kind, "ends"), "2020-02-08");
    Period season = campaign_season(once, 2022);
    g_assert_cmpint(season.from, ==, day_of(2021, 11, 15));
    g_assert_cmpint(season.to, ==, day_of(2022, 2, 8));
    record_set(once, kind_field(once->kind, "ends"), "2024-02-08"); /* years long */
    g_assert_cmpint(campaign_season(once, 2022).from, ==, day_of(2022, 1, 1));
}

static const Problem *
problem_of(const char *from, const char *to, Problems *problems)
{
    g_autoptr(Record) record = campaign(from, to);
    record_check(record, problems);
    return problems_count(problems) > 0 ? problems_at(problems, 0) : NULL;
}

static void
test_checks(void)
{
    g_autoptr(Problems) fine = problems_new(), half = problems_new(), wrong = problems_new();
    g_assert_null(problem_of("15/11", "28/2", fine));
    g_assert_cmpint(problem_of("15/11", "", half)->kind, ==, PROBLEM_HINT);
    g_assert_cmpint(problem_of("31/11", "28/2", wrong)->kind, ==, PROBLEM_ERROR);
    g_autoptr(Problems) dated = problems_new();
    g_assert_cmpint(problem_of("15/11/2020", "28/2", dated)->kind, ==, PROBLEM_ERROR);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/campaign/names", test_names);
    g_test_add_func("/campaign/seasons", test_seasons);
    g_test_add_func("/campaign/checks", test_checks);
    return g_test_run();
}
