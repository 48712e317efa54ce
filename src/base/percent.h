/* percent.h: a part of a whole as officers write it. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/money.h"

/* "110,2%", "50%", "98,75%": exact where two decimals are exact, else rounded half up to one, in whole numbers
 * throughout; less than the whole is never "100%". "1,576.6%" in English. Yours to free. NULL when there is no whole, a
 * number is negative, or the part is too large to be a part of anything. */
char *percent_print(gint64 part, gint64 whole, Lang lang);
/* The same of what is not known exactly, with the word in front: "khoảng 57%". One decimal where the steps leave less
 * than a tenth of a percent open, else none; "trên" and "ít nhất" cut down, "gần" up; about beside anything is about. */
char *percent_print_known(Money part, Money whole, Lang lang);

/* "40", "40%", "33,3 %" or "33.333%" as thousandths of a percent, exactly; false when it is none of these or more
 * than the whole. */
#define PERCENT_WHOLE 100000
bool percent_read(const char *typed, gint64 *ret_thousandths) G_GNUC_WARN_UNUSED_RESULT;

/* In words, as reports say it; NULL as above. "reached 98.7% of the plan", and past it "exceeded the plan by 8%";
 * "146% of the same period of the year before". A plan is what was decided, so it is exact however it is written. */
char *percent_of_plan(Money done, gint64 planned, Lang lang);
char *percent_of_before(Money now, Money before, Lang lang);
