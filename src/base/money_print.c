/* money_print.c: amounts as reports print them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#define THOUSAND G_GINT64_CONSTANT(1000)
#define MILLION G_GINT64_CONSTANT(1000000)
#define BILLION G_GINT64_CONSTANT(1000000000)

char *
money_digits(gint64 vnd, Lang lang)
{
    g_autofree char *digits = count_print(vnd, lang);
    return lang == LANG_EN ? g_strdup_printf("VND %s", digits) : g_strdup_printf("%s đồng", digits);
}

/* A sum is never printed finer than it is known: what lies below the step is dropped toward the nearest. */
static gint64
rounded(Money money)
{
    gint64 step = MAX(money.step, 1);
    gint64 rest = money.vnd % step;
    return rest * 2 >= step && rest > 0 ? money.vnd - rest + step : money.vnd - rest;
}

static char *
print_vi(gint64 vnd)
{
    if (vnd >= BILLION && vnd % (100 * MILLION) == 0) {
        g_autofree char *whole = count_print(vnd / BILLION, LANG_VI);
        int tenths = (int)(vnd % BILLION / (100 * MILLION));
        return tenths > 0 ? g_strdup_printf("%s,%d tỷ đồng", whole, tenths) : g_strdup_printf("%s tỷ đồng", whole);
    }
    if (vnd >= MILLION && vnd % MILLION == 0) {
        if (vnd < BILLION)
            return g_strdup_printf("%d triệu đồng", (int)(vnd / MILLION));
        g_autofree char *whole = count_print(vnd / BILLION, LANG_VI);
        return g_strdup_printf("%s tỷ %d triệu đồng", whole, (int)(vnd % BILLION / MILLION));
    }
    return money_digits(vnd, LANG_VI);
}

static char *
print_en(gint64 vnd)
{
    if (vnd >= BILLION && vnd % (100 * MILLION) == 0) {
        g_autofree char *whole = count_print(vnd / BILLION, LANG_EN);
        int tenths = (int)(vnd % BILLION / (100 * MILLION));
        return tenths > 0 ? g_strdup_printf("VND %s.%d billion", whole, tenths) : g_strdup_printf("VND %s billion", whole);
    }
    if (vnd >= MILLION && vnd % MILLION == 0) {
        g_autofree char *whole = count_print(vnd / MILLION, LANG_EN);
        return g_strdup_printf("VND %s million", whole);
    }
    return money_digits(vnd, LANG_EN);
}

static const char *
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

char *
money_print(Money money, Lang lang)
{
    gint64 vnd = rounded(money);
    g_autofree char *amount = lang == LANG_EN ? print_en(vnd) : print_vi(vnd);
    const char *word = qualifier_word(money.qualifier, lang);
    return word != NULL ? g_strdup_printf("%s %s", word, amount) : g_steal_pointer(&amount);
}
