/* percent.c: a part of a whole as officers write it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/percent.h"

#include <string.h>

/* In tenths of a hundredth, half up; -1 when there is none. */
static gint64
tenths_of(gint64 part, gint64 whole)
{
    if (whole <= 0 || part < 0 || part > (G_MAXINT64 - whole) / 2000)
        return -1;
    return (part * 2000 + whole) / 2 / whole;
}

static char *
print_tenths(gint64 tenths, Lang lang)
{
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

char *
percent_print(gint64 part, gint64 whole, Lang lang)
{
    gint64 tenths = tenths_of(part, whole);
    return tenths >= 0 ? print_tenths(tenths, lang) : NULL;
}

char *
percent_of_plan(gint64 done, gint64 planned, Lang lang)
{
    gint64 tenths = tenths_of(done, planned);
    if (tenths < 0)
        return NULL;
    bool over = tenths > 1000;
    g_autofree char *share = print_tenths(over ? tenths - 1000 : tenths, lang);
    return g_strdup_printf(over ? tr(lang, N_("exceeded the plan by %s"))
                                : tr(lang, N_("reached %s of the plan")),
                           share);
}

char *
percent_of_before(gint64 now, gint64 before, Lang lang)
{
    g_autofree char *share = percent_print(now, before, lang);
    return share != NULL
               ? g_strdup_printf(tr(lang, N_("%s of the same period of the year before")), share)
               : NULL;
}
