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

/* How little a qualifier promises: a sum promises as little as its weakest operand. */
static int
weakness(Qualifier qualifier)
{
    static const int order[] = {
        [QUALIFIER_UNSET] = 0,    [QUALIFIER_EQ] = 1,   [QUALIFIER_ATLEAST] = 2,
        [QUALIFIER_OVER] = 3,     [QUALIFIER_NEAR] = 4, [QUALIFIER_ABOUT] = 5,
        [QUALIFIER_ESTIMATE] = 6,
    };
    return order[qualifier];
}

/* "trên" and "ít nhất" pull the same way; a lower bound beside "gần" leaves only "khoảng". */
static Qualifier
weakest(Qualifier a, Qualifier b)
{
    bool lower_a = a == QUALIFIER_OVER || a == QUALIFIER_ATLEAST,
         lower_b = b == QUALIFIER_OVER || b == QUALIFIER_ATLEAST;
    if ((lower_a && b == QUALIFIER_NEAR) || (lower_b && a == QUALIFIER_NEAR))
        return QUALIFIER_ABOUT;
    return weakness(a) >= weakness(b) ? a : b;
}

bool
money_add(Money *total, Money addend)
{
    gint64 sum;
    if (__builtin_add_overflow(total->vnd, addend.vnd, &sum) || sum > MONEY_MAX || sum < 0)
        return false;
    *total = (Money){sum, MAX(MAX(total->step, addend.step), 1),
                     weakest(total->qualifier, addend.qualifier)};
    return true;
}
