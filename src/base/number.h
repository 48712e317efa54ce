/* number.h: digits with their separators, as offices write them; what money and counts are read from.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SIGNS_UNSET,
    SIGNS_VI, /* 1.590.000 and 71,2 */
    SIGNS_EN, /* 1,590,000 and 71.2 */
} Signs;

typedef struct {
    gint64 digits; /* all digits as one whole number: 712 of "71,2" */
    int decimals; /* how many of them stand behind the decimal sign; zeros at the end do not count */
    int typed;    /* the same with those zeros: how finely it was written */
} Number;

#define NUMBER_DIGITS_MAX 18
/* How many digits count, from the first that is not zero. */
int number_digits(const char *text);

/* Whether all of `text` is groups of three behind the first group of one to three, none of them a
 * lone zero, with this separator; at least two groups. Returns how many groups, 0 when not. */
int number_groups(const char *text, char separator);

/* Nothing but digits, . and , in the manner of `signs`; false when it is not, or has more than
 * NUMBER_DIGITS_MAX digits. */
bool number_split(const char *text, Signs signs, Number *ret_number) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the text holds digits that are not 0 to 9 (raised, full-width, of another script): folding
 * would make plain digits of them, which nobody means in a date. */
bool number_is_odd(const char *text);
