/* number.c: tells thousands from decimals.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/number.h"

int
number_digits(const char *text)
{
    int digits = 0;
    for (const char *at = text; *at != '\0'; at++)
        digits += g_ascii_isdigit(*at) && (digits > 0 || *at != '0');
    return digits;
}

int
number_groups(const char *text, char separator)
{
    gsize first = strspn(text, "0123456789");
    if (first < 1 || first > 3 || text[0] == '0')
        return 0;
    int groups = 1;
    for (const char *at = text + first; *at != '\0'; at += 4, groups++)
        if (*at != separator || strspn(at + 1, "0123456789") < 3 || g_ascii_isdigit(at[4]))
            return 0;
    return groups > 1 ? groups : 0;
}

/* Drops the zeros at the end of the decimals. */
static void
shorten(Number *number)
{
    number->typed = number->decimals;
    while (number->decimals > 0 && number->digits % 10 == 0) {
        number->digits /= 10;
        number->decimals--;
    }
}

bool
number_split(const char *text, Signs signs, Number *ret_number)
{
    char decimal = signs == SIGNS_EN ? '.' : ',', thousand = signs == SIGNS_EN ? ',' : '.';
    const char *sign = strchr(text, decimal);
    g_autofree char *whole = g_strndup(text, sign != NULL ? (gsize)(sign - text) : strlen(text));
    if (strspn(whole, "0123456789") != strlen(whole) && number_groups(whole, thousand) == 0)
        return false;
    const char *decimals = sign != NULL ? sign + 1 : "";
    if (*whole == '\0' || (sign != NULL && *decimals == '\0') ||
        strspn(decimals, "0123456789") != strlen(decimals))
        return false;

    Number number = {.decimals = (int)strlen(decimals)};
    if (number_digits(text) > NUMBER_DIGITS_MAX)
        return false;
    for (const char *at = text; *at != '\0'; at++)
        if (g_ascii_isdigit(*at))
            number.digits = number.digits * 10 + (*at - '0');
    shorten(&number);
    *ret_number = number;
    return true;
}

bool
number_is_odd(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        GUnicodeType type = g_unichar_type(c);
        if (c > 0x7f && (type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_OTHER_NUMBER))
            return true;
    }
    return false;
}
