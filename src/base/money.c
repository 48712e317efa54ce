/* money.c: the stored spelling of amounts, and adding them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

static const struct {
    Qualifier qualifier;
    const char *code;
} qualifiers[] = {
    {QUALIFIER_EQ, "eq"},       {QUALIFIER_OVER, "over"},         {QUALIFIER_NEAR, "near"},
    {QUALIFIER_ABOUT, "about"}, {QUALIFIER_ESTIMATE, "estimate"}, {QUALIFIER_ATLEAST, "atleast"},
};

const char *
qualifier_code(Qualifier qualifier)
{
    for (gsize i = 0; i < G_N_ELEMENTS(qualifiers); i++)
        if (qualifiers[i].qualifier == qualifier)
            return qualifiers[i].code;
    return "eq";
}

Qualifier
qualifier_from_code(const char *code, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(qualifiers); i++)
        if (strlen(qualifiers[i].code) == length && strncmp(qualifiers[i].code, code, length) == 0)
            return qualifiers[i].qualifier;
    return QUALIFIER_UNSET;
}

/* On one line, without white space around it. */
static char *
one_line(const char *typed)
{
    char *text = g_strdup(typed != NULL ? typed : "");
    return g_strstrip(g_strdelimit(text, "\n\r\t", ' '));
}

char *
money_store(Money money, const char *typed)
{
    g_autofree char *text = one_line(typed);
    return g_strdup_printf("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s%s%s", money.vnd,
                           MAX(money.step, 1), qualifier_code(money.qualifier),
                           *text != '\0' ? " " : "", text);
}

/* Digits without leading zeros up to `end`; -1 when it is no number or too large. */
static gint64
plain_number(const char *digits, const char *end)
{
    gint64 value = 0;
    if (digits == end || end - digits > 16 || (*digits == '0' && end - digits > 1))
        return -1;
    for (; digits < end; digits++) {
        if (!g_ascii_isdigit(*digits))
            return -1;
        value = value * 10 + (*digits - '0');
    }
    return value;
}

bool
money_parse(const char *stored, Money *ret_money, const char **ret_text)
{
    const char *step = strchr(stored, ' ');
    const char *qualifier = step != NULL ? strchr(step + 1, ' ') : NULL;
    if (qualifier == NULL)
        return false;
    gsize length = strcspn(qualifier + 1, " ");
    Money money = {
        .vnd = plain_number(stored, step),
        .step = plain_number(step + 1, qualifier),
        .qualifier = qualifier_from_code(qualifier + 1, length),
    };
    const char *text = qualifier + 1 + length;
    if (money.vnd < 0 || money.vnd > MONEY_MAX || money.step < 1 ||
        money.qualifier == QUALIFIER_UNSET || g_str_has_suffix(text, " "))
        return false;
    *ret_money = money;
    if (ret_text != NULL)
        *ret_text = *text == ' ' ? text + 1 : text;
    return true;
}

/* The table of money.h; an unset one is that of a sum without operands. */
static const Qualifier together[][QUALIFIER_ATLEAST + 1] = {
    [QUALIFIER_UNSET] = {QUALIFIER_UNSET, QUALIFIER_EQ, QUALIFIER_OVER, QUALIFIER_NEAR,
                         QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_ATLEAST},
    [QUALIFIER_EQ] = {QUALIFIER_EQ, QUALIFIER_EQ, QUALIFIER_OVER, QUALIFIER_NEAR, QUALIFIER_ABOUT,
                      QUALIFIER_ESTIMATE, QUALIFIER_ATLEAST},
    [QUALIFIER_OVER] = {QUALIFIER_OVER, QUALIFIER_OVER, QUALIFIER_OVER, QUALIFIER_ABOUT,
                        QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_OVER},
    [QUALIFIER_NEAR] = {QUALIFIER_NEAR, QUALIFIER_NEAR, QUALIFIER_ABOUT, QUALIFIER_NEAR,
                        QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_ABOUT},
    [QUALIFIER_ABOUT] = {QUALIFIER_ABOUT, QUALIFIER_ABOUT, QUALIFIER_ABOUT, QUALIFIER_ABOUT,
                         QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_ABOUT},
    [QUALIFIER_ESTIMATE] = {QUALIFIER_ESTIMATE, QUALIFIER_ESTIMATE, QUALIFIER_ESTIMATE,
                            QUALIFIER_ESTIMATE, QUALIFIER_ESTIMATE, QUALIFIER_ESTIMATE,
                            QUALIFIER_ESTIMATE},
    [QUALIFIER_ATLEAST] = {QUALIFIER_ATLEAST, QUALIFIER_ATLEAST, QUALIFIER_OVER, QUALIFIER_ABOUT,
                           QUALIFIER_ABOUT, QUALIFIER_ESTIMATE, QUALIFIER_ATLEAST},
};

/* How finely an operand was known. Nothing at all is known exactly, however it was written. */
static gint64
step_of(Money money)
{
    bool nothing = money.vnd == 0 && money.qualifier <= QUALIFIER_EQ;
    return nothing ? 1 : MAX(money.step, 1);
}

bool
money_add(Money *total, Money addend)
{
    gint64 sum;
    if (__builtin_add_overflow(total->vnd, addend.vnd, &sum) || sum > MONEY_MAX || sum < 0)
        return false;
    *total = (Money){sum, MAX(step_of(*total), step_of(addend)),
                     together[total->qualifier][addend.qualifier]};
    return true;
}
