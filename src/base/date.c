/* date.c: days: the calendar underneath, reading and printing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199
#define TYPED_CHARS 100

/* Days since 1970-01-01 of the proleptic Gregorian calendar. */
static gint32
days_from_civil(int year, int month, int day)
{
    int shifted = year - (month <= 2);
    int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    int year_of_era = shifted - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

Day
day_of(int year, int month, int day)
{
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 ||
        day > lengths[month - 1])
        return DAY_UNSET;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && day == 29 && !leap ? DAY_UNSET : days_from_civil(year, month, day);
}

void
day_parts(Day day, int *ret_year, int *ret_month, int *ret_day)
{
    int shifted = day + 719468;
    int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int day_of_era = shifted - era * 146097;
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    *ret_day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *ret_month = shifted_month + (shifted_month < 10 ? 3 : -9);
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2);
}

static bool
digits_only(const char *text, gsize length)
{
    return strspn(text, "0123456789") >= length;
}

static int
number_at(const char *text, gsize length)
{
    int value = 0;
    for (gsize i = 0; i < length; i++)
        value = value * 10 + (text[i] - '0');
    return value;
}

/* Exactly YYYY-MM-DD at the start of `text`. */
static bool
iso_at(const char *text, Day *ret_day)
{
    if (!digits_only(text, 4) || text[4] != '-' || !digits_only(text + 5, 2) || text[7] != '-' ||
        !digits_only(text + 8, 2))
        return false;
    Day day = day_of(number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2));
    if (day == DAY_UNSET)
        return false;
    *ret_day = day;
    return true;
}

bool
day_parse(const char *iso, Day *ret_day)
{
    return strlen(iso) == 10 && iso_at(iso, ret_day);
}

static bool
not_a_date(GError **error, const char *typed)
{
    return fail(error, KN_INVALID, "“%s” is not a date; write it as 12/8/2020.", typed);
}

typedef struct {
    int value[3];
    gsize length[3];
    int n;
} Parts;

/* Two or three numbers with one kind of sign between them. */
static bool
split(const char *text, Parts *parts)
{
    char separator = '\0';
    for (const char *at = text;; at++) {
        gsize length = strspn(at, "0123456789");
        if (parts->n == 3 || length < 1 || length > 4)
            return false;
        parts->value[parts->n] = number_at(at, length);
        parts->length[parts->n++] = length;
        at += length;
        if (*at == '\0')
            return parts->n > 1;
        if (strchr("/-.", *at) == NULL || (separator != '\0' && *at != separator))
            return false;
        separator = *at;
    }
}

static bool
read_parts(const char *text, Day today, const char *typed, Day *ret_day, GError **error)
{
    Parts parts = {0};
    if (!split(text, &parts) || (parts.n == 2 && today == DAY_UNSET))
        return not_a_date(error, typed);
    bool year_first = parts.n == 3 && parts.length[0] == 4;
    int day = parts.value[year_first ? 2 : 0], month = parts.value[1];
    int year = parts.value[year_first ? 0 : 2], ignored;
    if (parts.length[year_first ? 2 : 0] > 2 || parts.length[1] > 2)
        return not_a_date(error, typed);
    if (parts.n == 2)
        day_parts(today, &year, &ignored, &ignored);
    else if (parts.length[year_first ? 0 : 2] != 4)
        return fail(error, KN_INVALID, "Write the year of “%s” with four digits.", typed);
    if (year < YEAR_MIN || year > YEAR_MAX)
        return fail(error, KN_INVALID, "The year of “%s” is not between %d and %d.", typed,
                    YEAR_MIN, YEAR_MAX);
    Day found = day_of(year, month, day);
    if (found == DAY_UNSET)
        return fail(error, KN_INVALID,
                    "There is no day %s; dates are written day/month/year, as in 12/8/2020.",
                    typed);
    *ret_day = found;
    return true;
}

/* "ngay 12 thang 8 nam 2020", "12 / 8 / 2020" -> "12/8/2020". */
static char *
plain_date(const char *folded)
{
    g_auto(GStrv) words = g_strsplit(folded, " ", -1);
    GString *out = g_string_new(NULL);
    for (gsize i = 0; words[i] != NULL; i++) {
        if (g_str_equal(words[i], "ngay") && out->len == 0)
            continue;
        bool joins = (g_str_equal(words[i], "thang") || g_str_equal(words[i], "nam")) && i > 0;
        bool apart =
            out->len > 0 && g_ascii_isdigit(out->str[out->len - 1]) && g_ascii_isdigit(words[i][0]);
        /* "12 8 2020" must not become one number. */
        g_string_append(out, joins ? "/" : apart ? " " : "");
        g_string_append(out, joins ? "" : words[i]);
    }
    return g_string_free(out, FALSE);
}

bool
day_read(const char *typed, Day today, Day *ret_day, GError **error)
{
    g_autofree char *clean = text_clean(typed, -1, TYPED_CHARS, error);
    if (clean == NULL)
        return false;
    if (*clean == '\0' || number_is_odd(clean))
        return not_a_date(error, clean);
    g_autofree char *folded = text_fold(clean);
    bool is_today = g_str_equal(folded, "hom nay") || g_str_equal(folded, "today");
    bool is_yesterday = g_str_equal(folded, "hom qua") || g_str_equal(folded, "yesterday");
    if (!is_today && !is_yesterday) {
        g_autofree char *date = plain_date(folded);
        return read_parts(date, today, clean, ret_day, error);
    }
    if (today == DAY_UNSET)
        return not_a_date(error, clean);
    *ret_day = is_today ? today : today - 1;
    return true;
}

Day
day_later(Day day, int months)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    int all = year * 12 + month - 1 + months;
    for (;; of_month--) {
        Day later = day_of(all / 12, all % 12 + 1, of_month);
        if (later != DAY_UNSET)
            return later;
    }
}

char *
day_iso(Day day)
{
    if (day == DAY_UNSET)
        return g_strdup("");
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return g_strdup_printf("%04d-%02d-%02d", y, m, d);
}

char *
day_print(Day day, Lang lang)
{
    if (day == DAY_UNSET)
        return g_strdup("");
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return g_strdup_printf("%d/%d/%d", d, m, y);
}

/* Days below 10 and the months 1 and 2 get a leading zero (Decree 30/2020/NĐ-CP, appendix I, II.4). */
char *
day_official(Day day, Lang lang)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December",
    };
    if (day == DAY_UNSET)
        return g_strdup("");
    int y, m, d;
    day_parts(day, &y, &m, &d);
    if (lang == LANG_EN)
        return g_strdup_printf("%d %s %d", d, months[m - 1], y);
    g_autofree char *month = g_strdup_printf(m < 3 ? "%02d" : "%d", m);
    return g_strdup_printf(tr(lang, N_("day %02d of month %s of the year %d")), d, month, y);
}

static int
full_years(Day from, Day day)
{
    int year, month, of_month, year_now, month_now, of_month_now;
    day_parts(from, &year, &month, &of_month);
    day_parts(day, &year_now, &month_now, &of_month_now);
    return year_now - year -
           (month_now < month || (month_now == month && of_month_now < of_month) ? 1 : 0);
}

int
age_on(const char *born, Day day)
{
    Day birth;
    int year, month, of_month, age = -1;
    day_parts(day, &year, &month, &of_month);
    if (strlen(born) == 4 && strspn(born, "0123456789") == 4)
        age = year - (int)g_ascii_strtoll(born, NULL, 10);
    else if (day_read(born, day, &birth, NULL))
        age = full_years(birth, day);
    return age >= 0 && age < 150 ? age : -1;
}

int
years_since(Day from, Day day)
{
    return from == DAY_UNSET || from > day ? -1 : full_years(from, day);
}
