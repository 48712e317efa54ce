/* points.c: points in hundredths.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/points.h"

#include <string.h>

bool
points_read(const char *typed, gint64 *ret_hundredths)
{
    g_autofree char *text = g_strstrip(g_strdup(typed));
    gsize whole = strspn(text, "0123456789");
    const char *rest = text + whole;
    gsize decimals = 0;
    if (whole == 0 || whole > 6)
        return false;
    if (*rest == ',' || *rest == '.') {
        decimals = strspn(rest + 1, "0123456789");
        if (decimals < 1 || decimals > 2)
            return false;
        rest += 1 + decimals;
    }
    if (*rest != '\0')
        return false;
    gint64 points = g_ascii_strtoll(text, NULL, 10) * 100;
    if (decimals > 0)
        points += (text[whole + 1] - '0') * 10;
    if (decimals > 1)
        points += text[whole + 2] - '0';
    if (points > POINTS_MAX)
        return false;
    *ret_hundredths = points;
    return true;
}

char *
points_print(gint64 hundredths, Lang lang)
{
    const char *minus = hundredths < 0 ? "-" : "", *sign = lang == LANG_VI ? "," : ".";
    gint64 size = ABS(hundredths), whole = size / 100, rest = size % 100;
    if (rest == 0)
        return g_strdup_printf("%s%" G_GINT64_FORMAT, minus, whole);
    if (rest % 10 == 0)
        return g_strdup_printf("%s%" G_GINT64_FORMAT "%s%d", minus, whole, sign, (int)rest / 10);
    return g_strdup_printf("%s%" G_GINT64_FORMAT "%s%02d", minus, whole, sign, (int)rest);
}

gint64
points_share(gint64 maximum, gint64 part, gint64 whole)
{
    g_assert(whole > 0);
    if (part >= whole)
        return maximum;
    if (part <= 0)
        return 0;
    return (gint64)(((__int128)maximum * part * 2 + whole) / ((__int128)whole * 2));
}
