/* ical.h: days to keep in mind as an iCalendar file (RFC 5545), for the calendars of phones and PCs.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"

typedef struct {
    const char *id; /* the same day again has the same id, so that a calendar renews it */
    Day day;
    const char *summary;
    const char *category;
} CalendarDay;

/* All-day events; `stamp_s` is the time of writing in unix seconds. name is what calendars show. Yours to free. */
char *ical_write(const char *name, const CalendarDay *days, gsize count, gint64 stamp_s);
