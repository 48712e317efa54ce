/* percent.h: a part of a whole as officers write it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/lang.h"
#include <glib.h>
#include <stdbool.h>

/* "110,2%", "50%", "98,75%": exact where two decimals are exact, else rounded half up to one, in whole numbers
 * throughout; less than the whole is never "100%". "1,576.6%" in English. Yours to free. NULL when there is no whole, a number is negative, or the part is too large to be a part of anything. */
char *percent_print(gint64 part, gint64 whole, Lang lang);

/* "40", "40%", "33,3 %" or "33.333%" as thousandths of a percent, exactly; false when it is none of these or more
 * than the whole. */
#define PERCENT_WHOLE 100000
bool percent_read(const char *typed, gint64 *ret_thousandths) G_GNUC_WARN_UNUSED_RESULT;

/* In words, as reports say it; NULL as above. "reached 98.7% of the plan", and past it "exceeded the plan by 8%";
 * "146% of the same period of the year before". */
char *percent_of_plan(gint64 done, gint64 planned, Lang lang);
char *percent_of_before(gint64 now, gint64 before, Lang lang);
