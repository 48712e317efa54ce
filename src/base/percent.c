/* percent.c: a part of a whole as officers write it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/percent.h"

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
