/* points.h: points of an emulation table as officers write them: "9,5", "100", in whole hundredths, never a
 * floating-point number.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>
#include <stdbool.h>

#define POINTS_MAX 10000000 /* 100,000 points: no table has more */

/* "9,5" or "9.5", at most two decimals, not negative -> hundredths. Anything else: false. */
bool points_read(const char *typed, gint64 *ret_hundredths);
/* "9,5" in Vietnamese, "9.5" in English; zeros at the end are left out. Yours to free. */
char *points_print(gint64 hundredths, Lang lang);
/* part of whole times `maximum` hundredths, rounded half up; not more than `maximum`. whole > 0. */
gint64 points_share(gint64 maximum, gint64 part, gint64 whole);
