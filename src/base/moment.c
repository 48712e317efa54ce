/* moment.c: days with a time of day, in Viet Nam.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

#define VIETNAM_OFFSET_S (7 * 3600)
#define DAY_S 86400
#define TYPED_CHARS 100

Day
day_from_time(gint64 unix_s)
{
    gint64 local = unix_s + VIETNAM_OFFSET_S;
    return (Day)(local >= 0 ? local / DAY_S : -((-local + DAY_S - 1) / DAY_S));
}

/* Two digits up to `max`, or -1. */
static int
two_digits(const char *text, int max)
{
    if (!g_ascii_isdigit(text[0]) || !g_ascii_isdigit(text[1]))
        return -1;
    int value = (text[0] - '0') * 10 + (text[1] - '0');
    return value <= max ? value : -1;
}

bool
moment_parse(const char *iso, Day *ret_day, int *ret_minute_of_day)
{
    if (strlen(iso) != 16 || iso[10] != 'T' || iso[13] != ':')
        return false;
    g_autofree char *date = g_strndup(iso, 10);
    int hour = two_digits(iso + 11, 23), minute = two_digits(iso + 14, 59);
    Day day;
    if (hour < 0 || minute < 0 || !day_parse(date, &day))
        return false;
    *ret_day = day;
    *ret_minute_of_day = hour * 60 + minute;
    return true;
}

static bool
is_gap(char c)
{
    return c == ' ' || c == ',' || c == '\0';
}

static const char *
skip(const char *at, const char *characters)
{
    return at + strspn(at, characters);
}

/* "30" of "7 gio 30 phut"; the day of "7 gio 12 thang 8" is no minute. */
static const char *
skip_minutes(const char *at, int *ret_minute)
{
    const char *start = skip(at, " ");
    gsize length = strspn(start, "0123456789");
    const char *end = start + length, *next = skip(end, " ");
    if (length < 1 || length > 2 || g_str_has_prefix(next, "thang"))
        return at;
    if (g_str_has_prefix(next, "phut"))
        end = next + strlen("phut");
    if (!is_gap(*end))
        return at;
    *ret_minute = (int)g_ascii_strtoll(start, NULL, 10);
    return end;
}

/* A time at `text` ("7:30", "07h30", "7 gio 30 phut", "7h"): its end, or NULL. */
static const char *
find_time(const char *text, int *ret_hour, int *ret_minute)
{
    gsize length = strspn(text, "0123456789");
    if (length < 1 || length > 2)
        return NULL;
    const char *unit = skip(text + length, " ");
    gsize unit_length = g_str_has_prefix(unit, "gio") ? 3 : strspn(unit, "hg:") == 1 ? 1 : 0;
    if (unit_length == 0)
        return NULL;
    *ret_hour = (int)g_ascii_strtoll(text, NULL, 10);
    *ret_minute = -1;
    const char *end = skip_minutes(unit + unit_length, ret_minute);
    if (*ret_minute < 0 && *unit == ':')
        return NULL;
    *ret_minute = MAX(*ret_minute, 0);
    return is_gap(*end) ? end : NULL;
}

/* Takes the time out of the text, and the words around it. */
static bool
take_time(char *text, int *ret_hour, int *ret_minute)
{
    for (char *at = text; *at != '\0'; at++) {
        bool starts = at == text || is_gap(at[-1]) || (at[-1] == 't' && at - text == 11);
        const char *end = starts ? find_time(at, ret_hour, ret_minute) : NULL;
        if (end == NULL)
            continue;
        char *start = at > text && at[-1] == 't' ? at - 1 : at;
        memset(start, ' ', (gsize)(end - start));
        g_strdelimit(text, ",", ' ');
        char *word = g_strstrip(text);
        if (g_str_has_prefix(word, "luc "))
            memset(word, ' ', strlen("luc "));
        if (g_str_has_suffix(word, " luc"))
            word[strlen(word) - strlen(" luc")] = '\0';
        return true;
    }
    return false;
}

bool
moment_read(const char *typed, Day today, char **ret_iso, GError **error)
{
    g_autofree char *clean = text_clean(typed, -1, TYPED_CHARS, error);
    if (clean == NULL)
        return false;
    g_autofree char *text = text_fold(clean);
    int hour, minute;
    if (number_is_odd(clean) || !take_time(text, &hour, &minute) || hour > 23 || minute > 59 ||
        *g_strstrip(text) == '\0')
        return fail(error, KN_INVALID, "“%s” is not a day with a time; write it as 7:30 12/8/2020.",
                    clean);
    Day day;
    if (!day_read(text, today, &day, error))
        return false;
    g_autofree char *iso = day_iso(day);
    *ret_iso = g_strdup_printf("%sT%02d:%02d", iso, hour, minute);
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
    return g_strdup_printf(tr(lang, N_("%02d:%02d, %s")), minute / 60, minute % 60, date);
}

char *
time_print(gint64 unix_s, Lang lang)
{
    Day day = day_from_time(unix_s);
    gint64 second = unix_s + VIETNAM_OFFSET_S - (gint64)day * DAY_S;
    g_autofree char *date = day_print(day, lang);
    return g_strdup_printf("%02d:%02d %s", (int)(second / 3600), (int)(second / 60 % 60), date);
}
