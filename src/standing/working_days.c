/* working_days.c: days on which offices work.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/working_days.h"

struct WorkingDays {
    GHashTable *off, *worked; /* of GINT_TO_POINTER(Day) */
};

void
working_days_free(WorkingDays *days)
{
    if (days == NULL)
        return;
    g_clear_pointer(&days->off, g_hash_table_unref);
    g_clear_pointer(&days->worked, g_hash_table_unref);
    g_free(days);
}

/* The days of a table; a row without an end is one day. */
static GHashTable *
read_days(Db *db, const Book *book, const char *table, Period period, GError **error)
{
    g_autoptr(GPtrArray) rates = rates_between(db, book, table, period, error);
    if (rates == NULL)
        return NULL;
    GHashTable *set = g_hash_table_new(g_direct_hash, g_direct_equal);
    for (guint i = 0; i < rates->len; i++) {
        const Rate *rate = g_ptr_array_index(rates, i);
        Day last = rate->until == DAY_UNSET ? rate->from : MIN(rate->until, period.to);
        for (Day day = rate->from; day <= last; day++)
            g_hash_table_add(set, GINT_TO_POINTER(day));
    }
    return set;
}

WorkingDays *
working_days_new(Db *db, const Book *book, Period period, GError **error)
{
    g_autoptr(WorkingDays) days = g_new0(WorkingDays, 1);
    days->off = read_days(db, book, "holiday", period, error);
    days->worked = days->off != NULL ? read_days(db, book, "working_day", period, error) : NULL;
    return days->worked != NULL ? g_steal_pointer(&days) : NULL;
}

bool
working_day(const WorkingDays *days, Day day)
{
    int of_week = (int)(((gint64)day + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday; 0: Monday */
    if (g_hash_table_contains(days->worked, GINT_TO_POINTER(day)))
        return true;
    return of_week < 5 && !g_hash_table_contains(days->off, GINT_TO_POINTER(day));
}

Day
working_days_after(const WorkingDays *days, Day from, int n)
{
    Day day = from;
    while (n > 0)
        if (working_day(days, ++day))
            n--;
    return day;
}

Day
working_day_or_next(const WorkingDays *days, Day day)
{
    while (!working_day(days, day))
        day++;
    return day;
}

int
working_days_between(const WorkingDays *days, Day from, Day to)
{
    int count = 0;
    for (Day day = from + 1; day <= to; day++)
        count += working_day(days, day);
    for (Day day = to + 1; day <= from; day++)
        count -= working_day(days, day);
    return count;
}
