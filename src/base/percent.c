/* percent.c: a part of a whole as officers write it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/percent.h"

#include <string.h>

char *
percent_print(gint64 part, gint64 whole, Lang lang)
{
    if (whole <= 0 || part < 0 || part > (G_MAXINT64 - whole) / 2000)
        return NULL;
    gint64 tenths = (part * 2000 + whole) / 2 / whole;
    if (tenths % 10 == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT "%%", tenths / 10);
    return g_strdup_printf("%" G_GINT64_FORMAT "%c%d%%", tenths / 10, lang == LANG_VI ? ',' : '.',
                           (int)(tenths % 10));
}

bool
percent_read(const char *typed, gint64 *ret_thousandths)
{
    g_autofree char *text = g_strstrip(g_strdup(typed));
    gsize length = strlen(text);
    if (length > 0 && text[length - 1] == '%')
        text[--length] = '\0';
    g_strchomp(text);
    g_strdelimit(text, ",", '.');
    gsize whole = strspn(text, "0123456789");
    const char *point = text + whole;
    gsize decimals = *point == '.' ? strspn(point + 1, "0123456789") : 0;
    if (whole == 0 || whole > 3 || decimals > 3 || (*point == '.' && decimals == 0) ||
        point[(*point == '.') + decimals] != '\0')
        return false;
    gint64 thousandths = g_ascii_strtoll(text, NULL, 10) * 1000;
    gint64 worth = 100;
    for (gsize i = 1; i <= decimals; i++, worth /= 10)
        thousandths += (point[i] - '0') * worth;
    if (thousandths > PERCENT_WHOLE)
        return false;
    *ret_thousandths = thousandths;
    return true;
}
