/* money_print.c: amounts as reports print them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#define MILLION G_GINT64_CONSTANT(1000000)
#define BILLION G_GINT64_CONSTANT(1000000000)
#define TENTH (BILLION / 10)

char *
money_digits(gint64 vnd, Lang lang)
{
    g_autofree char *digits = count_print(vnd, lang);
    return g_strdup_printf(tr(lang, N_("VND %s")), digits);
}

/* Cuts what lies below the step so that the words in front stay true: "trên" goes down, "gần" goes up,
 * the others to the nearest; what was exact and is cut is from then on "khoảng". */
static Money
cut_to_step(Money money)
{
    gint64 step = MAX(money.step, 1), rest = money.vnd % step;
    if (rest == 0)
        return money;
    gint64 down = money.vnd - rest, up = down + step;
    switch (money.qualifier) {
    case QUALIFIER_OVER:
    case QUALIFIER_ATLEAST:
        money.vnd = down;
        break;
    case QUALIFIER_NEAR:
        money.vnd = up;
        break;
    case QUALIFIER_EQ:
    case QUALIFIER_UNSET:
        money.qualifier = QUALIFIER_ABOUT;
        money.vnd = rest >= step - rest ? up : down;
        break;
    case QUALIFIER_ABOUT:
    case QUALIFIER_ESTIMATE:
        money.vnd = rest >= step - rest ? up : down;
        break;
    }
    return money;
}

/* "71,2 tỷ đồng": whole tenths of a billion. */
static char *
print_billions(gint64 vnd, Lang lang)
{
    g_autofree char *whole = count_print(vnd / BILLION, lang);
    int tenths = (int)(vnd % BILLION / TENTH);
    g_autofree char *number =
        tenths > 0 ? g_strdup_printf("%s%c%d", whole, lang == LANG_EN ? '.' : ',', tenths)
                   : g_strdup(whole);
    return g_strdup_printf(tr(lang, N_("VND %s billion")), number);
}

/* "60 tỷ 383 triệu đồng"; English does not name two units in one amount. */
static char *
print_millions(gint64 vnd, Lang lang)
{
    if (vnd < BILLION || lang == LANG_EN) {
        g_autofree char *number = count_print(vnd / MILLION, lang);
        return g_strdup_printf(tr(lang, N_("VND %s million")), number);
    }
    g_autofree char *billions = count_print(vnd / BILLION, lang);
    return g_strdup_printf(tr(lang, N_("VND %s billion %d million")), billions,
                           (int)(vnd % BILLION / MILLION));
}

static char *
print_amount(gint64 vnd, Lang lang)
{
    if (vnd >= BILLION && vnd % TENTH == 0)
        return print_billions(vnd, lang);
    if (vnd >= MILLION && vnd % MILLION == 0)
        return print_millions(vnd, lang);
    return money_digits(vnd, lang);
}

const char *
qualifier_word(Qualifier qualifier, Lang lang)
{
    switch (qualifier) {
    case QUALIFIER_OVER:
        return tr(lang, N_("over"));
    case QUALIFIER_NEAR:
        return tr(lang, N_("nearly"));
    case QUALIFIER_ABOUT:
        return tr(lang, N_("about"));
    case QUALIFIER_ESTIMATE:
        return tr(lang, N_("an estimated"));
    case QUALIFIER_ATLEAST:
        return tr(lang, N_("at least"));
    case QUALIFIER_EQ:
    case QUALIFIER_UNSET:
        break;
    }
    return NULL;
}

static char *
with_word(char *amount, Qualifier qualifier, Lang lang)
{
    const char *word = qualifier_word(qualifier, lang);
    char *text = word != NULL ? g_strdup_printf("%s %s", word, amount) : g_strdup(amount);
    g_free(amount);
    return text;
}

char *
money_print(Money money, Lang lang)
{
    Money cut = cut_to_step(money);
    return with_word(print_amount(cut.vnd, lang), cut.qualifier, lang);
}

char *
count_print_known(Money count, Lang lang)
{
    Money cut = cut_to_step(count);
    return with_word(count_print(cut.vnd, lang), cut.qualifier, lang);
}
