/* privacy.c: tests working days with Vietnamese holidays, the clocks of data requests on simulated days, and what has been kept
 * long enough.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"
#include "standing/data_requests.h"
#include "standing/due.h"
#include "standing/retention.h"
#include "standing/working_days.h"

static WorkingDays *
days_of(Db *db, const Book *book, int from, int to)
{
    g_autoptr(GError) error = NULL;
    WorkingDays *days =
        working_days_new(db, book, (Period){day_of(from, 1, 1), day_of(to, 12, 31)}, &error);
    g_assert_no_error(error);
    return days;
}

static void
test_days(Db *db, Book *book)
{
    static const struct {
        int year, month, day;
        bool works;
    } rows[] = {
        {2026, 8, 14, true},  {2026, 8, 15, false}, {2026, 8, 16, false}, {2026, 8, 17, true},
        {2026, 8, 22, true}, /* a Saturday worked for 31 August */
        {2026, 8, 31, false}, {2026, 9, 1, false},  {2026, 9, 2, false},  {2026, 9, 3, true},
        {2026, 2, 13, true},  {2026, 2, 16, false}, {2026, 2, 17, false}, {2026, 2, 20, false},
        {2026, 2, 23, true},  {2026, 4, 27, false}, {2026, 4, 30, false}, {2026, 5, 1, false},
        {2025, 1, 29, false}, {2025, 4, 26, true},  {2025, 5, 2, false},  {2024, 4, 18, false},
        {2024, 2, 14, false}, {2027, 2, 10, false}, {2027, 2, 11, true},  {2027, 5, 3, false},
    };
    g_autoptr(WorkingDays) days = days_of(db, book, 2024, 2027);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(working_day(days, day_of(rows[i].year, rows[i].month, rows[i].day)), ==,
                        rows[i].works);
    /* Two working days behind Friday 13/2/2026: over Tết. */
    g_assert_cmpint(working_days_after(days, day_of(2026, 2, 13), 2), ==, day_of(2026, 2, 24));
    g_assert_cmpint(working_days_after(days, day_of(2026, 2, 13), 0), ==, day_of(2026, 2, 13));
    g_assert_cmpint(working_day_or_next(days, day_of(2026, 8, 29)), ==, day_of(2026, 9, 3));
    g_assert_cmpint(working_days_between(days, day_of(2026, 8, 28), day_of(2026, 9, 4)), ==, 2);
    g_assert_cmpint(working_days_between(days, day_of(2026, 9, 4), day_of(2026, 8, 28)), ==, -2);
    g_assert_cmpint(working_days_between(days, day_of(2026, 9, 4), day_of(2026, 9, 4)), ==, 0);
    /* A unit's own day off. */
    desk_add(db, book,
             desk_record("rate", "table", "holiday", "key", "bão", "from", "2026-11-05", "until",
                         "2026-11-06", "words", "nghỉ tránh bão", NULL));
    g_autoptr(WorkingDays) again = days_of(db, book, 2026, 2026);
    g_assert_false(working_day(again, day_of(2026, 11, 6)));
    g_assert_true(working_day(again, day_of(2026, 11, 9)));
}

/* Counting from one end to the other and back says the same, whatever the days. */
static void
test_both_ways(Db *db, Book *book)
{
    g_autoptr(WorkingDays) days = days_of(db, book, 2024, 2027);
    Day first = day_of(2024, 1, 1), last = day_of(2027, 6, 30);
    for (int i = 0; i < 500; i++) {
        Day from = g_test_rand_int_range(first, last);
        int n = g_test_rand_int_range(0, 40);
        Day to = working_days_after(days, from, n);
        g_assert_cmpint(working_days_between(days, from, to), ==, n);
        g_assert_true(n == 0 || working_day(days, to));
    }
}

static RequestClock
clock_of(Db *db, Book *book, gint64 entry, Day today)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) request = record_load(db, book, entry, &error);
    RequestClock clock;
    bool done = request_clock(db, book, request, today, &clock, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return clock;
}

static gint64
ask(Db *db, Book *book, const char *sort, const char *received, const char *others,
    const char *extended)
{
    return desk_add(db, book,
                    desk_record("data_request", "name", "Lê Thị Hỏi", "sort", sort, "received",
                                received, "others", others, "extended", extended, NULL));
}

static void
test_clocks(Db *db, Book *book)
{
    static const struct {
        const char *sort, *others, *extended;
        int days;
    } rows[] = {
        {"see", "", "", 10},         {"provide", "", "", 10},  {"correct", "", "", 10},
        {"erase", "", "", 20},       {"withdraw", "", "", 15}, {"withdraw", "yes", "", 20},
        {"restrict", "yes", "", 20}, {"see", "yes", "", 10},   {"see", "", "15", 25},
        {"see", "", "40", 25}, /* longer than the rules allow: only what they allow */
    };
    Day received = day_of(2026, 6, 1); /* a Monday without days off near it */
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        gint64 entry = ask(db, book, rows[i].sort, "2026-06-01", rows[i].others, rows[i].extended);
        RequestClock clock = clock_of(db, book, entry, received);
        Day by = received + rows[i].days;
        while ((by + 3) % 7 >= 5) /* Saturday or Sunday */
            by++;
        g_assert_cmpint(clock.answer_by, ==, day_of(2026, 6, 3));
        g_assert_cmpint(clock.answer_left, ==, 2);
        g_assert_cmpint(clock.done_by, ==, by);
        g_assert_cmpint(clock.too_long, ==, g_str_equal(rows[i].extended, "40"));
        RequestClock late = clock_of(db, book, entry, by + 7);
        g_assert_cmpint(late.done_left, ==, -5);
    }
    /* Before the decree there was no such clock. */
    RequestClock old = clock_of(db, book, ask(db, book, "see", "2025-06-02", "", ""), received);
    g_assert_cmpint(old.answer_by, ==, DAY_UNSET);
    g_assert_cmpint(old.done_by, ==, DAY_UNSET);
}

static void
test_due(Db *db, Book *book)
{
    g_autoptr(GError) error = NULL;
    Day today = day_of(2026, 6, 2);
    ask(db, book, "erase", "2026-06-01", "", "");
    desk_add(db, book,
             desk_record("data_request", "name", "Xong", "sort", "see", "received", "2026-06-01",
                         "done", "2026-06-02", NULL));
    g_autoptr(GPtrArray) dues =
        dues_list(db, book, today, today, today + 60, /* with_personal= */ false, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(dues->len, ==, 2);
    const Due *answer = g_ptr_array_index(dues, 0), *finish = g_ptr_array_index(dues, 1);
    g_assert_cmpint(answer->day, ==, day_of(2026, 6, 3));
    g_assert_cmpint(finish->day, ==, day_of(2026, 6, 22)); /* 21 June is a Sunday */
    g_assert_null(strstr(answer->sentence, "Hỏi"));        /* nobody is named */
}

static void
test_retention(Db *db, Book *book)
{
    g_autoptr(GError) error = NULL;
    Day today = day_of(2026, 8, 1);
    gint64 gone =
        desk_add(db, book, desk_record("member", "name", "Đã Nghỉ", "left", "2025-07-31", NULL));
    desk_add(db, book, desk_record("member", "name", "Mới Nghỉ", "left", "2025-08-02", NULL));
    desk_add(db, book, desk_record("member", "name", "Còn Làm", "joined", "1990-01-01", NULL));
    gint64 held =
        desk_add(db, book, desk_record("member", "name", "Tranh Chấp", "left", "2024-01-31", NULL));
    g_autofree char *id = record_id(book, held);
    desk_add(db, book,
             desk_record("rate", "table", "legal_hold", "key", id, "from", "2024-02-01", "words",
                         "đang khiếu nại", NULL));
    g_autoptr(GPtrArray) list = retention_list(db, book, today, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(list->len, ==, 2);
    const Outdated *first = g_ptr_array_index(list, 0), *second = g_ptr_array_index(list, 1);
    g_assert_cmpint(first->record->entry, ==, held);
    g_assert_cmpstr(first->hold, ==, "đang khiếu nại");
    g_assert_cmpint(first->passed, ==, day_of(2025, 1, 31));
    g_assert_cmpint(second->record->entry, ==, gone);
    g_assert_null(second->hold);
    g_assert_cmpint(second->personal, ==, 1);
    /* A unit that keeps longer. */
    desk_add(db, book,
             desk_record("rate", "table", "retention_months", "key", "member", "from", "2026-01-01",
                         "number", "240", NULL));
    g_autoptr(GPtrArray) none = retention_list(db, book, today, &error);
    g_assert_cmpuint(none->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/privacy/days", test_days, desk_in_book);
    g_test_add_data_func("/privacy/both-ways", test_both_ways, desk_in_book);
    g_test_add_data_func("/privacy/clocks", test_clocks, desk_in_book);
    g_test_add_data_func("/privacy/due", test_due, desk_in_book);
    g_test_add_data_func("/privacy/retention", test_retention, desk_in_book);
    return g_test_run();
}
