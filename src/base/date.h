/* date.h: days and periods. A Day is a number of days since 1970-01-01; years 1900 to 2199.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>
#include <stdbool.h>

typedef gint32 Day;
#define DAY_UNSET G_MININT32

typedef struct {
    Day from, to; /* both included */
} Period;

Day day_of(int year, int month, int day); /* DAY_UNSET when there is no such day */
void day_parts(Day day, int *ret_year, int *ret_month, int *ret_day);
Day day_from_time(gint64 unix_s); /* the day in Viet Nam (+07:00) at that moment */

/* "2020-08-12", "12/8/2020", "12-8-2020", "12.8.2020", "12/8" (year of today), "hôm nay", "hôm qua". */
bool day_read(const char *typed, Day today, Day *ret_day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool day_parse(const char *iso, Day *ret_day) G_GNUC_WARN_UNUSED_RESULT; /* strictly YYYY-MM-DD */
Day day_later(Day day, int months);  /* the same day of a later month, or its last one */
char *day_iso(Day day);              /* "2020-08-12" */
char *day_print(Day day, Lang lang); /* "12/8/2020" in both languages (dd/mm/yyyy, unpadded) */
/* As official documents write it (Decree 30/2020): "ngày 12 tháng 8 năm 2020", "ngày 05 tháng 02 ...". */
char *day_official(Day day, Lang lang);
/* Whole years between a birth as it is written ("12/5/1980", "1948") and a day; of a year alone, the years that
 * are full by the end of that day's year. -1: not known. */
int age_on(const char *born, Day day);
/* Whole years since a day; -1: not known, or it lies later. */
int years_since(Day from, Day day);

/* Moment: local time in Viet Nam without seconds, `2020-08-12T07:30`. */
bool moment_read(const char *typed, Day today, char **ret_iso,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool moment_parse(const char *iso, Day *ret_day, int *ret_minute_of_day) G_GNUC_WARN_UNUSED_RESULT;
char *moment_print(const char *iso, Lang lang); /* "07 giờ 30, ngày 12/8/2020" */
char *time_print(gint64 unix_s, Lang lang);     /* "14:32 12/8/2020", Viet Nam time */

/* "2020-01-01/2020-07-31", "07 tháng đầu năm 2020", "7 tháng 2020", "quý II/2020", "năm 2020",
 * "6 tháng cuối năm 2020", "tháng 5/2020". */
bool period_read(const char *typed, Period *ret_period, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool period_parse(const char *stored, Period *ret_period) G_GNUC_WARN_UNUSED_RESULT;
char *period_iso(Period period); /* stored spelling */
/* The words officers use: "07 tháng đầu năm 2020", "6 tháng đầu năm 2020" is "06 tháng đầu năm 2020",
 * "quý III năm 2020", "tháng 5 năm 2020", "năm 2020", else "từ ngày 5/1/2020 đến ngày 14/2/2020". */
char *period_label(Period period, Lang lang);
