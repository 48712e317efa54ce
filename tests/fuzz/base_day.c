/* base_day.c: any bytes as a day, a moment, a period and a count; the first byte chooses.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/date.h"
#include "base/money.h"
#include "fuzz.h"

static Day
today(void)
{
    return day_of(2020, 8, 12);
}

static bool
try_day(const char *typed, GError **error)
{
    Day day, again;
    if (!day_read(typed, today(), &day, error))
        return false;
    g_autofree char *iso = day_iso(day), *official = day_official(day, LANG_VI);
    CLAIM(day_parse(iso, &again) && again == day);
    CLAIM(day_read(official, DAY_UNSET, &again, NULL) && again == day);
    return true;
}

static bool
try_moment(const char *typed, GError **error)
{
    g_autofree char *iso = NULL, *again = NULL;
    Day day;
    int minute;
    if (!moment_read(typed, today(), &iso, error))
        return false;
    CLAIM(moment_parse(iso, &day, &minute));
    g_autofree char *printed = moment_print(iso, LANG_VI);
    CLAIM(moment_read(printed, DAY_UNSET, &again, NULL) && g_str_equal(again, iso));
    return true;
}

static bool
try_period(const char *typed, GError **error)
{
    Period period, again;
    if (!period_read(typed, &period, error))
        return false;
    CLAIM(period.from <= period.to);
    g_autofree char *iso = period_iso(period), *label = period_label(period, LANG_VI);
    CLAIM(period_parse(iso, &again) && again.from == period.from && again.to == period.to);
    CLAIM(period_read(label, &again, NULL) && again.from == period.from && again.to == period.to);
    return true;
}

static bool
try_count(const char *typed, GError **error)
{
    gint64 count, again;
    if (!count_read(typed, &count, error))
        return false;
    CLAIM(count >= 0 && count <= COUNT_MAX);
    g_autofree char *printed = count_print_padded(count, LANG_VI);
    CLAIM(count_read(printed, &again, NULL) && again == count);
    return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static bool (*const tries[])(const char *, GError **) = {try_day, try_moment, try_period,
                                                             try_count};
    if (size == 0)
        return 0;
    g_autofree char *typed = g_strndup((const char *)data + 1, size - 1);
    g_autoptr(GError) error = NULL;
    bool read = tries[data[0] % G_N_ELEMENTS(tries)](typed, &error);
    CLAIM(read == (error == NULL));
    return 0;
}
