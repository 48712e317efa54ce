/* money_read.c: amounts as officers type them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include "base/error.h"
#include "base/money_token.h"
#include "base/text.h"

#define TYPED_CHARS 200
#define PARTS 8
#define THOUSAND 1000
#define MILLION 1000000
#define BILLION G_GINT64_CONSTANT(1000000000)

/* "383 triệu": one number and what it counts. */
typedef struct {
    const char *number; /* as typed */
    gint64 scale;       /* 1 when đồng are counted */
    bool half;          /* "rưỡi" follows */
    gint64 vnd, step;
} Part;

typedef struct {
    const char *typed;
    const Token *at;
    Part parts[PARTS];
    gsize n;
    bool vietnamese, english; /* which languages the words of unit are of */
    Qualifier qualifier;
    const Token *mistyped;
} Reading;

static bool
no_amount(const Reading *reading, GError **error)
{
    return fail(error, KN_INVALID, "“%s” is not an amount of money.", reading->typed);
}

static bool
ask_sign(const Reading *reading, GError **error)
{
    return fail(error, KN_INVALID,
                "Which sign in “%s” is the decimal one? In Vietnamese write 71,2 tỷ or "
                "1.590.000 đồng, in English VND 71.2 billion or VND 1,590,000.",
                reading->typed);
}

static bool
too_large(const Reading *reading, GError **error)
{
    return fail(error, KN_INVALID, "“%s” is larger than any amount here.", reading->typed);
}

static bool
unexpected(const Reading *reading, GError **error)
{
    switch (reading->at->kind) {
    case TOKEN_NEGATIVE:
        return fail(error, KN_INVALID, "An amount cannot be negative.");
    case TOKEN_RANGE:
        return fail(error, KN_INVALID, "Write one amount, not a range.");
    case TOKEN_UNKNOWN:
        return fail(error, KN_INVALID, "“%s” is not understood in an amount of money.",
                    reading->at->text);
    default:
        return no_amount(reading, error);
    }
}

static void
take(Reading *reading)
{
    const Token *token = reading->at++;
    reading->vietnamese |= token->signs == SIGNS_VI;
    reading->english |= token->signs == SIGNS_EN;
    if (token->right != NULL && reading->mistyped == NULL)
        reading->mistyped = token;
}

/* "triệu", "nghìn tỷ", "trăm triệu": what is multiplied grows from word to word. */
static bool
read_scale(Reading *reading, Part *part, GError **error)
{
    gint64 last = 0;
    for (; reading->at->kind == TOKEN_SCALE; take(reading)) {
        if (reading->at->value <= last)
            return no_amount(reading, error);
        last = reading->at->value;
        if (__builtin_mul_overflow(part->scale, last, &part->scale) || part->scale > MONEY_MAX)
            return too_large(reading, error);
    }
    if (reading->at->kind == TOKEN_HALF && part->scale > 1) {
        part->half = true;
        take(reading);
    }
    return true;
}

static bool
read_parts(Reading *reading, GError **error)
{
    while (reading->at->kind == TOKEN_NUMBER) {
        if (reading->n == PARTS)
            return no_amount(reading, error);
        Part *part = &reading->parts[reading->n++];
        *part = (Part){.number = reading->at->text, .scale = 1};
        take(reading);
        if (!read_scale(reading, part, error))
            return false;
        if (part->scale == 1 && reading->at->kind == TOKEN_NUMBER)
            return no_amount(reading, error); /* "5 6": two numbers side by side */
    }
    return reading->n > 0 || unexpected(reading, error);
}

/* [qualifier] [currency] parts [currency] [chẵn] [trở lên] */
static bool
read_amount(Reading *reading, GError **error)
{
    if (reading->at->kind == TOKEN_END)
        return fail(error, KN_INVALID, "Write an amount, such as VND 400,000 or VND 71.2 billion.");
    if (reading->at->kind == TOKEN_QUALIFIER) {
        reading->qualifier = (Qualifier)reading->at->value;
        take(reading);
    }
    if (reading->at->kind == TOKEN_CURRENCY && reading->at->value == 1)
        take(reading);
    if (!read_parts(reading, error))
        return false;
    if (reading->at->kind == TOKEN_CURRENCY) {
        Part *last = &reading->parts[reading->n - 1];
        if (reading->at->value > 1 && last->scale > 1)
            return no_amount(reading, error);
        if (reading->at->value > 1)
            last->scale = reading->at->value;
        take(reading);
    }
    if (reading->at->kind == TOKEN_EVEN)
        take(reading);
    if (reading->at->kind == TOKEN_UPWARDS) {
        reading->qualifier = QUALIFIER_ATLEAST;
        take(reading);
    }
    return reading->at->kind == TOKEN_END || unexpected(reading, error);
}

static bool
has_separator(const char *number)
{
    return strpbrk(number, ".,") != NULL;
}

/* The decimal sign follows the language of the unit word. Without one, only groups of three can tell,
 * and one group behind a comma could be Vietnamese decimals as well. */
static bool
find_signs(const Reading *reading, Signs *ret_signs, GError **error)
{
    *ret_signs = reading->english && !reading->vietnamese ? SIGNS_EN : SIGNS_VI;
    if (reading->english != reading->vietnamese)
        return true;
    for (gsize i = 0; i < reading->n; i++) {
        const char *number = reading->parts[i].number;
        if (!has_separator(number))
            continue;
        if (reading->english)
            return ask_sign(reading, error);
        if (number_groups(number, '.') > 1)
            continue;
        if (number_groups(number, ',') < 3)
            return ask_sign(reading, error);
        *ret_signs = SIGNS_EN;
    }
    return true;
}

static bool
count_vnd(const Reading *reading, Part *part, Signs signs, GError **error)
{
    Number number;
    if (number_digits(part->number) > NUMBER_DIGITS_MAX)
        return too_large(reading, error);
    if (!number_split(part->number, signs, &number))
        return ask_sign(reading, error);
    /* "400,000 đồng", "15,000 triệu": nobody writes decimals so, somebody means thousands. */
    if (number.typed > 2 && number.decimals == 0)
        return ask_sign(reading, error);
    if (number.typed > 0 && part->half)
        return no_amount(reading, error);
    part->step = part->scale;
    for (int i = 0; i < number.decimals; i++, part->step /= 10)
        if (part->step % 10 != 0)
            return part->scale == 1
                       ? ask_sign(reading, error)
                       : fail(error, KN_INVALID, "“%s” is finer than one đồng.", reading->typed);
    gint64 half = part->half ? part->scale / 2 : 0;
    if (__builtin_mul_overflow(number.digits, part->step, &part->vnd) ||
        part->vnd > MONEY_MAX - half)
        return too_large(reading, error);
    part->vnd += half;
    if (part->half)
        part->step /= 10;
    /* "71,20 tỷ" is known to ten million. */
    for (int i = number.decimals; i < number.typed && part->step % 10 == 0; i++)
        part->step /= 10;
    return true;
}

/* "1 nghìn 175 tỷ": thousands in front of tỷ count thousands of them. */
static void
join_thousands(Reading *reading)
{
    for (gsize i = 0; i + 1 < reading->n; i++) {
        Part *part = &reading->parts[i], *next = part + 1;
        if (part->scale == THOUSAND && next->scale == BILLION && !has_separator(part->number) &&
            !has_separator(next->number) && strlen(next->number) <= 3)
            part->scale = THOUSAND * BILLION;
    }
}

/* Parts go from large to small, each below one of what stood before, decimals only in the last. */
static bool
add_parts(Reading *reading, Signs signs, Money *money, GError **error)
{
    for (gsize i = 0; i < reading->n; i++) {
        Part *part = &reading->parts[i];
        const Part *before = i > 0 ? part - 1 : NULL;
        if (!count_vnd(reading, part, signs, error))
            return false;
        if (before != NULL && before->scale >= MILLION && part->scale == 1 && part->vnd < THOUSAND)
            return fail(error, KN_INVALID,
                        "Say what “%s” counts in “%s”: millions, thousands or single đồng.",
                        part->number, reading->typed);
        if (before != NULL && (before->step != before->scale || part->scale >= before->scale ||
                               part->vnd >= before->scale))
            return fail(error, KN_INVALID,
                        "The parts of “%s” do not go from large to small; "
                        "write it as 60 tỷ 383 triệu đồng.",
                        reading->typed);
        if (part->vnd > MONEY_MAX - money->vnd)
            return too_large(reading, error);
        money->vnd += part->vnd;
        money->step = part->step;
    }
    return true;
}

bool
money_read(const char *typed, Money *ret_money, char **ret_hint, GError **error)
{
    if (ret_hint != NULL)
        *ret_hint = NULL;
    g_autofree char *clean = text_clean(typed, -1, TYPED_CHARS, error);
    if (clean == NULL)
        return false;
    g_autoptr(GArray) tokens = money_tokens(clean);
    Reading reading = {
        .typed = clean, .at = (const Token *)tokens->data, .qualifier = QUALIFIER_EQ};
    Signs signs;
    if (!read_amount(&reading, error) || !find_signs(&reading, &signs, error))
        return false;
    join_thousands(&reading);
    Money money = {.qualifier = reading.qualifier};
    if (!add_parts(&reading, signs, &money, error))
        return false;
    if (ret_hint != NULL && reading.mistyped != NULL)
        *ret_hint = g_strdup_printf(_("“%s” was read as “%s”."), reading.mistyped->text,
                                    reading.mistyped->right);
    *ret_money = money;
    return true;
}
