/* calendar.h: what falls due as a calendar file and as a text to send.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "standing/due.h"

/* iCalendar of a book's dues (element-type Due). Yours to free. */
char *calendar_ical(const Book *book, const GPtrArray *dues, gint64 now_s);
/* Lines to paste into a chat: what was due before today first. Yours to free. */
char *calendar_text(const Book *book, const GPtrArray *dues, Day today);
