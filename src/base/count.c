/* count.c: counts as officers type them and reports print them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include "base/error.h"
#include "base/number.h"
#include "base/text.h"

#define TYPED_CHARS 100

/* A count is whole, so a sign between groups of three can only mean thousands. */
static bool
is_count(const char *text)
{
    return strspn(text, "0123456789") == strlen(text) || number_groups(text, '.') > 0 ||
           number_groups(text, ',') > 0 || number_groups(text, ' ') > 0;
}

bool
count_read(const char *typed, gint64 *ret_count, GError **error)
{
    g_autofree char *text = text_clean(typed, -1, TYPED_CHARS, error);
    if (text == NULL)
        return false;
    if (*text == '-' || g_str_has_prefix(text, "−"))
        return fail(error, KN_INVALID, "A count cannot be negative.");
    if (*text == '\0' || !is_count(text))
        return fail(error, KN_INVALID, "“%s” is not a whole number.", text);
    gint64 count = 0;
    if (number_digits(text) <= NUMBER_DIGITS_MAX)
        for (const char *at = text; *at != '\0'; at++)
            count = g_ascii_isdigit(*at) ? count * 10 + (*at - '0') : count;
    if (number_digits(text) > NUMBER_DIGITS_MAX || count > COUNT_MAX)
        return fail(error, KN_INVALID, "“%s” is larger than any count here.", text);
    *ret_count = count;
    return true;
}

char *
count_print(gint64 count, Lang lang)
{
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, count);
    gsize length = strlen(digits), sign = digits[0] == '-' ? 1 : 0;
    GString *out = g_string_new(NULL);
    for (gsize i = 0; i < length; i++) {
        if (i > sign && (length - i) % 3 == 0)
            g_string_append_c(out, lang == LANG_EN ? ',' : '.');
        g_string_append_c(out, digits[i]);
    }
    return g_string_free(out, FALSE);
}

char *
count_print_padded(gint64 count, Lang lang)
{
    return count >= 0 && count < 10 ? g_strdup_printf("0%d", (int)count) : count_print(count, lang);
}
