/* collate.c: Vietnamese order by the CLDR rules of ICU.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uiter.h>

/* A collator may be used by one thread at a time, so each thread has its own. */
static void
close_collator(gpointer collator)
{
    ucol_close(collator);
}

static UCollator *
collator(void)
{
    static GPrivate own = G_PRIVATE_INIT(close_collator);
    UCollator *found = g_private_get(&own);
    if (found == NULL) {
        UErrorCode status = U_ZERO_ERROR;
        found = ucol_open("vi", &status);
        g_assert(U_SUCCESS(status));
        g_private_set(&own, found);
    }
    return found;
}

int
text_compare(const char *a, const char *b)
{
    UCharIterator left, right;
    UErrorCode status = U_ZERO_ERROR;
    uiter_setUTF8(&left, a, -1);
    uiter_setUTF8(&right, b, -1);
    return ucol_strcollIter(collator(), &left, &right, &status);
}

int
text_compare_names(const char *a, const char *b)
{
    const char *last_a = strrchr(a, ' '), *last_b = strrchr(b, ' ');
    int order = text_compare(last_a != NULL ? last_a + 1 : a, last_b != NULL ? last_b + 1 : b);
    return order != 0 ? order : text_compare(a, b);
}
