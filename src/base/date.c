/* date.c: days and moments: reading, printing, and the calendar underneath.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include "base/error.h"
#include "base/text.h"
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199
#define VIETNAM_OFFSET_S (7 * 3600)

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
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1 || day > lengths[month - 1])
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
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted_month = (5 * day_of_year + 2) / 153;
    *ret_day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    *ret_month = shifted_month + (shifted_month < 10 ? 3 : -9);
    *ret_year = year_of_era + era * 400 + (*ret_month <= 2);
}

Day
day_from_time(gint64 unix_s)
{
    gint64 local = unix_s + VIETNAM_OFFSET_S;
    return (Day)(local >= 0 ? local / 86400 : -((-local + 86399) / 86400));
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
    if (!digits_only(text, 4) || text[4] != '-' || !digits_only(text + 5, 2) || text[7] != '-' || !digits_only(text + 8, 2))
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
no_such_day(GError **error, const char *typed)
{
    return fail(error, KN_INVALID, "\"%s\" is not a date; write it as 12/8/2020.", typed);
}

/* day/month[/year] with one kind of separator. */
static bool
read_parts(const char *text, Day today, const char *typed, Day *ret_day, GError **error)
{
    int parts[3] = {0}, count = 0;
    gsize lengths[3] = {0};
    char separator = '\0';
    const char *at = text;
    while (*at != '\0') {
        gsize length = strspn(at, "0123456789");
        if (count == 3 || length < 1 || length > 4)
            return no_such_day(error, typed);
        parts[count] = number_at(at, length);
        lengths[count++] = length;
        at += length;
        if (*at == '\0')
            break;
        if (strchr("/-.", *at) == NULL || (separator != '\0' && *at != separator) || at[1] == '\0')
            return no_such_day(error, typed);
        separator = *at++;
    }
    if (count < 2)
        return no_such_day(error, typed);
    int year = parts[2], month, day;
    if (count == 2)
        day_parts(today, &year, &month, &day);
    else if (lengths[2] == 2)
        return fail(error, KN_INVALID, "Write the year of \"%s\" with four digits.", typed);
    Day found = day_of(year, parts[1], parts[0]);
    if (found == DAY_UNSET)
        return fail(error, KN_INVALID, "There is no day %s; dates are written day/month/year, as in 12/8/2020.", typed);
    *ret_day = found;
    return true;
}

bool
day_read(const char *typed, Day today, Day *ret_day, GError **error)
{
    g_autofree char *text = text_fold(typed);
    if (g_str_equal(text, "hom nay") || g_str_equal(text, "today"))
        *ret_day = today;
    else if (g_str_equal(text, "hom qua") || g_str_equal(text, "yesterday"))
        *ret_day = today - 1;
    else if (strlen(text) == 10 && text[4] == '-')
        return iso_at(text, ret_day) || no_such_day(error, typed);
    else
        return read_parts(text, today, typed, ret_day, error);
    return true;
}

char *
day_iso(Day day)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return g_strdup_printf("%04d-%02d-%02d", y, m, d);
}

char *
day_print(Day day, Lang lang)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    return g_strdup_printf("%d/%d/%d", d, m, y);
}

/* Days below 10 and the months 1 and 2 get a leading zero (Decree 30/2020/NĐ-CP, appendix I, II.4). */
char *
day_official(Day day, Lang lang)
{
    int y, m, d;
    day_parts(day, &y, &m, &d);
    if (lang == LANG_EN)
        return day_print(day, lang);
    return g_strdup_printf(m < 3 ? "ngày %02d tháng %02d năm %d" : "ngày %02d tháng %d năm %d", d, m, y);
}

bool
moment_parse(const char *iso, Day *ret_day, int *ret_minute_of_day)
{
    Day day;
    if (strlen(iso) != 16 || !iso_at(iso, &day) || iso[10] != 'T' || !digits_only(iso + 11, 2) || iso[13] != ':' ||
        !digits_only(iso + 14, 2))
        return false;
    int hour = number_at(iso + 11, 2), minute = number_at(iso + 14, 2);
    if (hour > 23 || minute > 59)
        return false;
    *ret_day = day;
    *ret_minute_of_day = hour * 60 + minute;
    return true;
}

/* "7:30", "07h30", "7 gio 30", "7h", "7 gio". */
static bool
read_time(const char *text, int *ret_minute)
{
    gsize length = strspn(text, "0123456789");
    if (length < 1 || length > 2)
        return false;
    int hour = number_at(text, length), minute = 0;
    const char *at = text + length;
    while (*at == ' ')
        at++;
    if (g_str_has_prefix(at, "gio"))
        at += 3;
    else if (*at == 'h' || *at == ':')
        at++;
    else
        return false;
    while (*at == ' ')
        at++;
    length = strspn(at, "0123456789");
    if (length > 2)
        return false;
    minute = number_at(at, length);
    at += length;
    if (g_str_has_prefix(at, " phut"))
        at += 5;
    if (*at != '\0' || hour > 23 || minute > 59)
        return false;
    *ret_minute = hour * 60 + minute;
    return true;
}

bool
moment_read(const char *typed, Day today, char **ret_iso, GError **error)
{
    g_autofree char *text = text_fold(typed);
    Day day;
    int minute;
    g_strdelimit(text, ",", ' ');
    /* The date is the word with two separators, or everything before 'T'. */
    if (strlen(text) == 16 && text[10] == 't') {
        text[10] = 'T';
        if (!moment_parse(text, &day, &minute))
            return fail(error, KN_INVALID, "\"%s\" is not a time; write it as 7:30 12/8/2020.", typed);
    } else {
        g_auto(GStrv) words = g_strsplit_set(text, " ", 0);
        g_autoptr(GString) time = g_string_new(NULL);
        g_autofree char *date = NULL;
        for (char **word = words; *word != NULL; word++) {
            if (**word == '\0' || g_str_equal(*word, "ngay"))
                continue;
            bool is_date = strpbrk(*word, "/.") != NULL || (strchr(*word, '-') != NULL);
            if (is_date && date == NULL)
                date = g_strdup(*word);
            else
                g_string_append_printf(time, "%s%s", time->len > 0 ? " " : "", *word);
        }
        if (date == NULL || !read_time(time->str, &minute))
            return fail(error, KN_INVALID, "\"%s\" is not a time; write it as 7:30 12/8/2020.", typed);
        if (!day_read(date, today, &day, error))
            return false;
    }
    g_autofree char *iso = day_iso(day);
    *ret_iso = g_strdup_printf("%sT%02d:%02d", iso, minute / 60, minute % 60);
    return true;
}

char *
moment_print(const char *iso, Lang lang)
{
    Day day;
    int minute;
    if (!moment_parse(iso, &day, &minute))
        return g_strdup(iso);
    g_autofree char *date = day_print(day, lang);
    if (lang == LANG_EN)
        return g_strdup_printf("%02d:%02d, %s", minute / 60, minute % 60, date);
    return g_strdup_printf("%02d giờ %02d, ngày %s", minute / 60, minute % 60, date);
}

char *
time_print(gint64 unix_s, Lang lang)
{
    Day day = day_from_time(unix_s);
    gint64 second = unix_s + VIETNAM_OFFSET_S - (gint64)day * 86400;
    g_autofree char *date = day_print(day, lang);
    return g_strdup_printf("%02d:%02d %s", (int)(second / 3600), (int)(second / 60 % 60), date);
}
