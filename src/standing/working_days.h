/* working_days.h: days on which offices work: not Saturdays and Sundays, not the days off of the dated table `holiday`, but
 * the ones of the table `working_day`. What the program brings along is fixed by law or notice; a unit writes further ones.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "standing/rates.h"

typedef struct WorkingDays WorkingDays;

/* For asking about days of the period; what lies outside knows only Saturdays and Sundays. */
WorkingDays *working_days_new(Db *db, const Book *book, Period period, GError **error);
void working_days_free(WorkingDays *days);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WorkingDays, working_days_free)

bool working_day(const WorkingDays *days, Day day);
/* The n-th working day after `from`, which itself never counts; n 0: `from`. */
Day working_days_after(const WorkingDays *days, Day from, int n);
/* The day itself, or the next working day: where a term ends on a day off. */
Day working_day_or_next(const WorkingDays *days, Day day);
/* Working days behind `from` up to and with `to`; negative when `to` lies before: how many it is late. */
int working_days_between(const WorkingDays *days, Day from, Day to);
