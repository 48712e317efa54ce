/* percent.c: a part of a whole as officers write it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/percent.h"

#include <string.h>

#define WHOLE 10000 /* hundredths of a percent */

/* In hundredths of a percent: exact where two decimals are, else to one decimal, half up; a part that is less than the
 * whole is never the whole. -1 when there is none. */
static gint64
hundredths_of(gint64 part, gint64 whole)
{
    if (whole <= 0 || part < 0 || part > (G_MAXINT64 - whole) / (2 * WHOLE))
        return -1;
    gint64 rest = part % whole;
    if (rest <= G_MAXINT64 / WHOLE && rest * WHOLE % whole == 0)
        return part / whole * WHOLE + rest * WHOLE / whole;
    gint64 tenths = (part * 2000 + whole) / 2 / whole;
    return part < whole && tenths == 1000 ? WHOLE - 10 : tenths * 10;
}

static char *
print_hundredths(gint64 hundredths, Lang lang)
{
    g_autofree char *whole = count_print(hundredths / 100, lang);
    char point = lang == LANG_VI ? ',' : '.';
    int rest = (int)(hundredths % 100);
    if (rest == 0)
        return g_strdup_printf("%s%%", whole);
    return rest % 10 == 0 ? g_strdup_printf("%s%c%d%%", whole, point, rest / 10)
                          : g_strdup_printf("%s%c%02d%%", whole, point, rest);
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

static bool
is_exact(Money money)
{
    return money.step <= 1 && money.qualifier <= QUALIFIER_EQ;
}

/* The word of the part stays true of its share of something exact; else both are about. */
static Qualifier
share_qualifier(Money part, Money whole)
{
    if (whole.qualifier <= QUALIFIER_EQ)
        return part.qualifier;
    return part.qualifier == QUALIFIER_ESTIMATE || whole.qualifier == QUALIFIER_ESTIMATE
               ? QUALIFIER_ESTIMATE
               : QUALIFIER_ABOUT;
}

/* What half a step of each leaves open, in hundredths of a percent. */
static gint64
left_open(Money part, Money whole, gint64 hundredths)
{
    gint64 of_whole;
    if (__builtin_mul_overflow(hundredths, whole.step / 2, &of_whole))
        return WHOLE;
    return part.step / 2 * WHOLE / whole.vnd + of_whole / whole.vnd;
}

/* Down under "trên" and "ít nhất", up under "gần", the others to the nearest: the word stays true. */
static gint64
round_share(Money part, Money whole, gint64 unit, Qualifier qualifier)
{
    gint64 many = part.vnd * (WHOLE / unit), down = many / whole.vnd, rest = many % whole.vnd;
    if (qualifier == QUALIFIER_NEAR)
        return (down + (rest > 0)) * unit;
    if (qualifier == QUALIFIER_OVER || qualifier == QUALIFIER_ATLEAST)
        return down * unit;
    gint64 nearest = (down + (rest >= whole.vnd - rest)) * unit;
    bool less = part.vnd < whole.vnd && qualifier <= QUALIFIER_EQ;
    return less && nearest == WHOLE ? WHOLE - unit : nearest;
}

/* As hundredths_of, no finer than what both are known to. */
static gint64
known_hundredths(Money part, Money whole, Qualifier qualifier)
{
    gint64 hundredths = hundredths_of(part.vnd, whole.vnd);
    if (hundredths < 0 || (is_exact(part) && is_exact(whole)))
        return hundredths;
    bool fine = left_open(part, whole, hundredths) < 10;
    return round_share(part, whole, fine ? 10 : 100, qualifier);
}

static char *
print_with_word(gint64 hundredths, Qualifier qualifier, Lang lang)
{
    const char *word = qualifier_word(qualifier, lang);
    g_autofree char *share = print_hundredths(hundredths, lang);
    return word != NULL ? g_strdup_printf("%s %s", word, share) : g_steal_pointer(&share);
}

char *
percent_print(gint64 part, gint64 whole, Lang lang)
{
    gint64 hundredths = hundredths_of(part, whole);
    return hundredths >= 0 ? print_hundredths(hundredths, lang) : NULL;
}

char *
percent_print_known(Money part, Money whole, Lang lang)
{
    Qualifier qualifier = share_qualifier(part, whole);
    gint64 hundredths = known_hundredths(part, whole, qualifier);
    return hundredths >= 0 ? print_with_word(hundredths, qualifier, lang) : NULL;
}

char *
percent_of_plan(Money done, gint64 planned, Lang lang)
{
    gint64 hundredths = known_hundredths(done, (Money){planned, 1, QUALIFIER_EQ}, done.qualifier);
    if (hundredths < 0)
        return NULL;
    bool over = hundredths > WHOLE;
    g_autofree char *share =
        print_with_word(over ? hundredths - WHOLE : hundredths, done.qualifier, lang);
    return g_strdup_printf(over ? tr(lang, N_("exceeded the plan by %s"))
                                : tr(lang, N_("reached %s of the plan")),
                           share);
}

char *
percent_of_before(Money now, Money before, Lang lang)
{
    g_autofree char *share = percent_print_known(now, before, lang);
    return share != NULL
               ? g_strdup_printf(tr(lang, N_("%s of the same period of the year before")), share)
               : NULL;
}
