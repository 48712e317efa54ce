/* plan.c: plans beside what was done, and the same period of the year before, also of the units that one goes on from.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "standing/plan.h"

static const Period first_half = {18262, 18443}; /* 1/1/2020 to 30/6/2020 */

static void
test_before(void)
{
    static const struct {
        const char *from, *to, *before;
    } rows[] = {
        {"2020-01-01", "2020-06-30", "2019-01-01/2019-06-30"},
        {"2020-02-29", "2020-02-29", "2019-02-28/2019-02-28"},
        {"2021-02-01", "2021-02-28", "2020-02-01/2020-02-29"},
        {"2020-01-01", "2020-12-31", "2019-01-01/2019-12-31"},
        {"2020-01-01", "2021-06-30", NULL},
        {"1900-01-01", "1900-06-30", NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Period period, before;
        g_assert_true(day_parse(rows[i].from, &period.from) && day_parse(rows[i].to, &period.to));
        bool found = period_before(period, &before);
        g_assert_cmpint(found, ==, rows[i].before != NULL);
        g_autofree char *text = found ? period_iso(before) : NULL;
        g_assert_cmpstr(text, ==, rows[i].before);
    }
}

static GPtrArray *
standings(Db *db, const Book *book, Period asked)
{
    g_autoptr(GError) error = NULL;
    GPtrArray *found = plans_standing(db, book, asked, &error);
    g_assert_no_error(error);
    return found;
}

static void
plan(Db *db, Book *book, const char *measure, const char *field, const char *target,
     const char *campaign)
{
    desk_add(db, book,
             desk_record("plan", "period", "2020-01-01/2020-12-31", "measure", measure, field,
                         target, "campaign", campaign, NULL));
}

/* A year's plan in the report of half a year: what was done in that half, of the whole year's number. */
static void
test_done(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    plan(db, kg, "activities", "count", "3500", "");
    plan(db, kg, "value", "value", "5100000000 1 eq 5.100.000.000 đ", "");
    desk_add(db, kg,
             desk_record("plan", "period", "2021-01-01/2021-12-31", "measure", "people", "count",
                         "7", NULL));
    desk_add(db, kg, desk_activity("2020-03-01", "Tết", "957 triệu"));
    desk_add(db, kg, desk_activity("2020-06-30", "Quà", "trên 3,8 tỷ"));
    desk_add(db, kg, desk_activity("2020-09-01", "sau kỳ", "1 tỷ"));
    desk_add(db, kg, desk_activity("2019-03-01", "năm trước", "2 tỷ"));
    g_autoptr(GPtrArray) found = standings(db, kg, first_half);
    g_assert_cmpint(found->len, ==, 2);
    const PlanStanding *value = found->pdata[0], *activities = found->pdata[1];
    g_assert_cmpstr(value->done.measure->name, ==, "value"); /* in the order of the measures */
    g_assert_cmpint(value->target.vnd, ==, G_GINT64_CONSTANT(5100000000));
    g_assert_cmpint(value->done_figure.sum.vnd, ==, G_GINT64_CONSTANT(4757000000));
    g_assert_cmpint(value->done_figure.sum.qualifier, ==, QUALIFIER_OVER);
    g_assert_true(value->has_before);
    g_assert_cmpint(value->before_figure.sum.vnd, ==, G_GINT64_CONSTANT(2000000000));
    g_assert_cmpint(activities->target.vnd, ==, 3500);
    g_assert_cmpint(activities->done_figure.sum.vnd, ==, 2);
    g_assert_cmpint(activities->before_figure.sum.vnd, ==, 1);
    desk_commit(db);
    desk_close(&desk);
}

static void
shut(Db *db, Book *book, const Book *heir)
{
    g_autofree char *heirs = g_strdup_printf("%s\tk\t%s\t%s", heir->origin, heir->code, heir->code);
    desk_add(db, book,
             desk_record("closed", "date", "2020-01-01", "legal_document", "NQ", "successors",
                         heirs, NULL));
}

static void
go_on(Db *db, Book *heir, const char *origin)
{
    desk_add(db, heir, desk_record("succeeds", "predecessor", origin, NULL));
}

/* After a merger the year before is that of the units that were merged; one whose book is not here leaves it unknown. */
static void
test_predecessors(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) heir = desk_book(db, "AG", "chapter", true);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) older = desk_book(db, "RG", "chapter", true);
    plan(db, heir, "value", "value", "9000000 1 eq 9 triệu", "");
    desk_add(db, heir, desk_activity("2020-02-01", "Quà", "6 triệu"));
    desk_add(db, kg, desk_activity("2019-02-01", "Quà", "3 triệu"));
    desk_add(db, older, desk_activity("2019-03-01", "Quà", "1 triệu"));
    g_autoptr(GPtrArray) alone = standings(db, heir, first_half);
    g_assert_false(((PlanStanding *)alone->pdata[0])->has_before);
    go_on(db, heir, kg->origin);
    g_autoptr(GPtrArray) claimed = standings(db, heir, first_half);
    g_assert_false(((PlanStanding *)claimed->pdata[0])->has_before); /* the other does not say so */
    shut(db, kg, heir);
    shut(db, older, kg);
    go_on(db, kg, older->origin);
    go_on(db, older, heir->origin); /* a ring comes to its end */
    g_autoptr(GPtrArray) merged = standings(db, heir, first_half);
    const PlanStanding *standing = merged->pdata[0];
    g_assert_true(standing->has_before);
    g_assert_cmpint(standing->before_figure.sum.vnd, ==, 4000000);
    g_assert_cmpint(standing->before.book_count, ==, 3);
    g_assert_cmpint(standing->done_figure.sum.vnd, ==, 6000000); /* the plan is the heir's own */
    go_on(db, heir, "ketnghia/HG/0123456789abcdef");
    g_autoptr(GPtrArray) unknown = standings(db, heir, first_half);
    g_assert_false(((PlanStanding *)unknown->pdata[0])->has_before);
    desk_commit(db);
    desk_close(&desk);
}

static void
test_campaign(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) older = desk_book(db, "RG", "chapter", true);
    g_autofree char *tet = g_strdup_printf(
        "%" G_GINT64_FORMAT, desk_add(db, kg, desk_record("campaign", "name", "Tết", NULL)));
    plan(db, kg, "value", "value", "9000000 1 eq 9 triệu", tet);
    Record *under = desk_activity("2020-02-01", "Quà", "6 triệu");
    record_set(under, kind_field(under->kind, "campaigns"), tet);
    Record *earlier = record_copy(under);
    record_set(earlier, kind_field(under->kind, "held"), "2019-02-01");
    desk_add(db, kg, under);
    desk_add(db, kg, earlier);
    desk_add(db, kg, desk_activity("2020-02-01", "Khác", "1 triệu"));
    shut(db, older, kg);
    go_on(db, kg, older->origin);
    g_autoptr(GPtrArray) found = standings(db, kg, first_half);
    const PlanStanding *standing = found->pdata[0];
    g_assert_cmpint(standing->done_figure.sum.vnd, ==, 6000000);
    g_assert_true(standing->has_before);
    g_assert_cmpint(standing->before_figure.sum.vnd, ==, 6000000);
    /* What the older unit did under its own campaign of that name cannot be told from the rest. */
    desk_add(db, older, desk_activity("2019-02-01", "Quà", "3 triệu"));
    g_autoptr(GPtrArray) mixed = standings(db, kg, first_half);
    g_assert_false(((PlanStanding *)mixed->pdata[0])->has_before);
    desk_commit(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/standing/plan/before", test_before);
    g_test_add_func("/standing/plan/done", test_done);
    g_test_add_func("/standing/plan/predecessors", test_predecessors);
    g_test_add_func("/standing/plan/campaign", test_campaign);
    return g_test_run();
}
