/* period.c: periods as officers name them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include <string.h>

#define TYPED_CHARS 100

static int
last_day_of_month(int year, int month)
{
    for (int day = 31; day > 28; day--)
        if (day_of(year, month, day) != DAY_UNSET)
            return day;
    return 28;
}

static Period
months(int year, int first, int last)
{
    return (Period){day_of(year, first, 1), day_of(year, last, last_day_of_month(year, last))};
}

bool
period_parse(const char *stored, Period *ret_period)
{
    Period period;
    if (strlen(stored) != 21 || stored[10] != '/')
        return false;
    g_autofree char *from = g_strndup(stored, 10);
    if (!day_parse(from, &period.from) || !day_parse(stored + 11, &period.to) ||
        period.from > period.to)
        return false;
    *ret_period = period;
    return true;
}

char *
period_iso(Period period)
{
    g_autofree char *from = day_iso(period.from), *to = day_iso(period.to);
    return g_strdup_printf("%s/%s", from, to);
}

/* Words with numbers in them: {n} takes a number (digits or Roman), {y} a year. */
static bool
match(const char *text, const char *pattern, int *ret_number, int *ret_year)
{
    static const char *const roman[] = {"i", "ii", "iii", "iv"};
    while (*pattern != '\0') {
        if (g_str_has_prefix(pattern, "{n}")) {
            gsize digits = strspn(text, "0123456789"), letters = strspn(text, "iv");
            int value = 0;
            if (digits > 0 && digits <= 2) {
                value = (int)g_ascii_strtoll(text, NULL, 10);
                text += digits;
            } else {
                for (int i = 0; i < 4 && letters > 0; i++)
                    if (strlen(roman[i]) == letters && strncmp(roman[i], text, letters) == 0)
                        value = i + 1;
                text += letters;
            }
            if (value == 0)
                return false;
            *ret_number = value;
            pattern += 3;
        } else if (g_str_has_prefix(pattern, "{y}")) {
            if (strspn(text, "0123456789") != 4)
                return false;
            *ret_year = (int)g_ascii_strtoll(text, NULL, 10);
            text += 4;
            pattern += 3;
        } else if (*text++ != *pattern++) {
            return false;
        }
    }
    return *text == '\0';
}

typedef enum { FIRST_MONTHS, LAST_MONTHS, QUARTER, MONTH, YEAR } PeriodShape;

static const struct {
    const char *pattern; /* folded */
    PeriodShape shape;
} shapes[] = {
    {"{n} thang dau nam {y}", FIRST_MONTHS},
    {"{n} thang nam {y}", FIRST_MONTHS},
    {"{n} thang {y}", FIRST_MONTHS},
    {"{n} thang/{y}", FIRST_MONTHS},
    {"{n} thang cuoi nam {y}", LAST_MONTHS},
    {"quy {n}/{y}", QUARTER},
    {"quy {n} nam {y}", QUARTER},
    {"quy {n} {y}", QUARTER},
    {"thang {n}/{y}", MONTH},
    {"thang {n} nam {y}", MONTH},
    {"thang {n} {y}", MONTH},
    {"nam {y}", YEAR},
    {"{y}", YEAR},
    /* as period_label writes them in English */
    {"the first {n} months of {y}", FIRST_MONTHS},
    {"the last {n} months of {y}", LAST_MONTHS},
    {"quarter {n} of {y}", QUARTER},
    {"month {n} of {y}", MONTH},
    {"year {y}", YEAR},
};

static bool
shape_period(PeriodShape shape, int number, int year, Period *ret_period)
{
    int first = 1, last = 12;
    switch (shape) {
    case FIRST_MONTHS:
        last = number;
        break;
    case LAST_MONTHS:
        first = 13 - number;
        break;
    case QUARTER:
        first = number * 3 - 2;
        last = number * 3;
        break;
    case MONTH:
        first = last = number;
        break;
    case YEAR:
        break;
    }
    if (first < 1 || last > 12 || first > last || day_of(year, 1, 1) == DAY_UNSET)
        return false;
    *ret_period = months(year, first, last);
    return true;
}

/* Where the second day of "tu ngay 5/1 den ngay 14/2/2020" begins; NULL in a single day. *ret_end is
 * where the first ends. */
static const char *
second_day(const char *text, const char **ret_end)
{
    static const char *const words[] = {" den ", " to ", " - ", " – "};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *found = strstr(text, words[i]);
        *ret_end = found;
        if (found != NULL)
            return found + strlen(words[i]);
    }
    *ret_end = text + 10;
    return strlen(text) == 21 && text[10] == '/' ? text + 11 : NULL;
}

/* Days written out; the first may leave its year to the second. */
static bool
read_days(const char *folded, Period *ret_period)
{
    const char *text = folded, *end, *second;
    if (g_str_has_prefix(text, "tu ") || g_str_has_prefix(text, "day "))
        text = strchr(text, ' ') + 1;
    else if (g_str_has_prefix(text, "from "))
        text += strlen("from ");
    second = second_day(text, &end);
    Period period;
    if (!day_read(second != NULL ? second : text, DAY_UNSET, &period.to, NULL))
        return false;
    period.from = period.to;
    if (second != NULL) {
        g_autofree char *first = g_strndup(text, (gsize)(end - text));
        bool written = g_ascii_isdigit(*first) || g_str_has_prefix(first, "ngay ");
        if (!written || !day_read(first, period.to, &period.from, NULL))
            return false;
    }
    *ret_period = period;
    return true;
}

static bool
read_shape(const char *folded, Period *ret_period)
{
    for (gsize i = 0; i < G_N_ELEMENTS(shapes); i++) {
        int number = 0, year = 0;
        if (match(folded, shapes[i].pattern, &number, &year) &&
            shape_period(shapes[i].shape, number, year, ret_period))
            return true;
    }
    return false;
}

bool
period_read(const char *typed, Period *ret_period, GError **error)
{
    g_autofree char *clean = text_clean(typed, -1, TYPED_CHARS, error);
    if (clean == NULL)
        return false;
    g_autofree char *folded = text_fold(clean);
    Period period;
    if (number_is_odd(clean) || (!read_shape(folded, &period) && !read_days(folded, &period)))
        return fail(error, KN_INVALID,
                    "“%s” is not a period; write it as 07 tháng đầu năm 2020, quý II/2020 or from "
                    "5/1/2020 to 14/2/2020.",
                    clean);
    if (period.from > period.to)
        return fail(error, KN_INVALID, "The period “%s” ends before it begins.", clean);
    *ret_period = period;
    return true;
}

char *
period_label(Period period, Lang lang)
{
    int from_year, from_month, from_day, to_year, to_month, to_day;
    day_parts(period.from, &from_year, &from_month, &from_day);
    day_parts(period.to, &to_year, &to_month, &to_day);
    bool whole =
        from_year == to_year && from_day == 1 && to_day == last_day_of_month(to_year, to_month);
    if (whole && from_month == 1 && to_month == 12)
        return g_strdup_printf(tr(lang, N_("year %d")), to_year);
    if (whole && from_month == to_month)
        return g_strdup_printf(tr(lang, N_("month %d of %d")), to_month, to_year);
    if (whole && from_month % 3 == 1 && to_month == from_month + 2 && from_month > 1) {
        static const char *const roman[] = {"I", "II", "III", "IV"};
        return g_strdup_printf(tr(lang, N_("quarter %s of %d")), roman[from_month / 3], to_year);
    }
    if (whole && from_month == 1)
        return g_strdup_printf(tr(lang, N_("the first %02d months of %d")), to_month, to_year);
    if (whole && to_month == 12)
        return g_strdup_printf(tr(lang, N_("the last %02d months of %d")), 13 - from_month,
                               to_year);
    g_autofree char *from = day_print(period.from, lang), *to = day_print(period.to, lang);
    if (period.from == period.to)
        return g_strdup_printf(tr(lang, N_("day %s")), to);
    return g_strdup_printf(tr(lang, N_("from %s to %s")), from, to);
}
