/* money_read.c: amounts as officers type them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money.h"

#include "base/error.h"
#include "base/text.h"
#include <string.h>

typedef enum { SIGNS_UNSET, SIGNS_VI, SIGNS_EN } Signs; /* which of . and , is the decimal sign */

typedef struct {
    const char *word; /* folded */
    gint64 size;
    Signs signs;
} Scale;

static const Scale scales[] = {
    {"nghin ty", G_GINT64_CONSTANT(1000000000000), SIGNS_VI},
    {"ngan ty", G_GINT64_CONSTANT(1000000000000), SIGNS_VI},
    {"nghin ti", G_GINT64_CONSTANT(1000000000000), SIGNS_VI},
    {"ngan ti", G_GINT64_CONSTANT(1000000000000), SIGNS_VI},
    {"ty", G_GINT64_CONSTANT(1000000000), SIGNS_VI},
    {"ti", G_GINT64_CONSTANT(1000000000), SIGNS_VI},
    {"trieu", G_GINT64_CONSTANT(1000000), SIGNS_VI},
    {"tr", G_GINT64_CONSTANT(1000000), SIGNS_VI},
    {"nghin", G_GINT64_CONSTANT(1000), SIGNS_VI},
    {"ngan", G_GINT64_CONSTANT(1000), SIGNS_VI},
    {"k", G_GINT64_CONSTANT(1000), SIGNS_VI},
    {"billion", G_GINT64_CONSTANT(1000000000), SIGNS_EN},
    {"million", G_GINT64_CONSTANT(1000000), SIGNS_EN},
    {"thousand", G_GINT64_CONSTANT(1000), SIGNS_EN},
};

static const struct {
    const char *word; /* folded */
    Qualifier qualifier;
} qualifier_words[] = {
    {"tren duoi", QUALIFIER_ABOUT},   {"tren", QUALIFIER_OVER},         {"hon", QUALIFIER_OVER},
    {"gan", QUALIFIER_NEAR},          {"khoang", QUALIFIER_ABOUT},      {"uoc dat", QUALIFIER_ESTIMATE},
    {"uoc tinh", QUALIFIER_ESTIMATE}, {"uoc", QUALIFIER_ESTIMATE},      {"it nhat", QUALIFIER_ATLEAST},
    {"toi thieu", QUALIFIER_ATLEAST}, {"tu", QUALIFIER_ATLEAST},        {"over", QUALIFIER_OVER},
    {"nearly", QUALIFIER_NEAR},       {"about", QUALIFIER_ABOUT},       {"an estimated", QUALIFIER_ESTIMATE},
    {"at least", QUALIFIER_ATLEAST},
};

static bool
take_word(const char **at, const char *word)
{
    gsize length = strlen(word);
    if (strncmp(*at, word, length) != 0 || g_ascii_isalpha((*at)[length]))
        return false;
    *at += length;
    while (**at == ' ')
        (*at)++;
    return true;
}

static Qualifier
take_qualifier(const char **at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(qualifier_words); i++)
        if (take_word(at, qualifier_words[i].word))
            return qualifier_words[i].qualifier;
    return QUALIFIER_EQ;
}

static const Scale *
take_scale(const char **at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(scales); i++)
        if (take_word(at, scales[i].word))
            return &scales[i];
    return NULL;
}

/* One number with its separators, not yet understood. */
typedef struct {
    char digits[40];  /* as typed, with separators */
    const Scale *scale; /* NULL: đồng */
} Term;

static bool
take_number(const char **at, Term *term)
{
    gsize length = 0;
    while (g_ascii_isdigit(**at) || ((**at == '.' || **at == ',') && g_ascii_isdigit((*at)[1]))) {
        if (length + 1 >= sizeof term->digits)
            return false;
        term->digits[length++] = *(*at)++;
    }
    term->digits[length] = '\0';
    while (**at == ' ')
        (*at)++;
    return length > 0;
}

/* Groups of three after the first separator, and only that separator. */
static bool
is_grouped(const char *digits, char separator)
{
    const char *at = digits;
    gsize first = strspn(at, "0123456789");
    if (first < 1 || first > 3)
        return false;
    for (at += first; *at != '\0'; at += 4)
        if (*at != separator || strspn(at + 1, "0123456789") < 3 || (at[4] != '\0' && at[4] != separator))
            return false;
    return true;
}

/* value = whole digits, decimals = how many of them stand behind the decimal sign. */
static bool
understand(const char *digits, Signs signs, gint64 *ret_value, int *ret_decimals)
{
    char decimal = signs == SIGNS_EN ? '.' : ',', thousand = signs == SIGNS_EN ? ',' : '.';
    const char *point = strchr(digits, decimal);
    g_autofree char *whole = point != NULL ? g_strndup(digits, (gsize)(point - digits)) : g_strdup(digits);
    if (point != NULL && (strchr(point + 1, decimal) != NULL || strchr(point + 1, thousand) != NULL))
        return false;
    if (strchr(whole, thousand) != NULL && !is_grouped(whole, thousand))
        return false;
    gint64 value = 0;
    int decimals = 0, count = 0;
    for (const char *at = digits; *at != '\0'; at++) {
        if (*at == thousand || *at == decimal)
            continue;
        if (++count > 16)
            return false;
        value = value * 10 + (*at - '0');
        decimals += point != NULL && at > point;
    }
    *ret_value = value;
    *ret_decimals = decimals;
    return true;
}

/* Without any unit word only grouping can tell: "1.590.000" is Vietnamese, "1,590,000" English. */
static Signs
guess_signs(const char *digits)
{
    bool points = strchr(digits, '.') != NULL, commas = strchr(digits, ',') != NULL;
    if (commas && !points && is_grouped(digits, ','))
        return SIGNS_EN;
    return SIGNS_VI;
}

static bool
ask_which(GError **error, const char *typed)
{
    return fail(error, KN_INVALID, "\"%s\" mixes the signs of thousands and decimals: write 71,2 tỷ or VND 71.2 billion.", typed);
}

static bool
add_term(Money *money, const Term *term, Signs signs, const char *typed, GError **error)
{
    gint64 size = term->scale != NULL ? term->scale->size : 1, value, part;
    int decimals;
    if (!understand(term->digits, signs, &value, &decimals))
        return ask_which(error, typed);
    gint64 step = size;
    for (int i = 0; i < decimals; i++) {
        if (step % 10 != 0)
            return fail(error, KN_INVALID, "\"%s\" is finer than one đồng.", typed);
        step /= 10;
    }
    if (__builtin_mul_overflow(value, step, &part) || part > MONEY_MAX - money->vnd)
        return fail(error, KN_INVALID, "\"%s\" is larger than any amount here.", typed);
    money->vnd += part;
    money->step = step;
    return true;
}

/* "1 nghìn 175 tỷ": a bare nghìn in front of tỷ counts thousands of them. */
static void
join_thousands(GArray *terms)
{
    for (guint i = 0; i + 1 < terms->len; i++) {
        Term *term = &g_array_index(terms, Term, i);
        const Term *next = &g_array_index(terms, Term, i + 1);
        bool thousand = term->scale != NULL && term->scale->size == 1000;
        if (thousand && next->scale != NULL && next->scale->size == G_GINT64_CONSTANT(1000000000))
            term->scale = &scales[0];
    }
}

/* Takes "đồng", "đ", "dong", "vnd" and the forgiven "động" at the end. */
static void
take_currency(const char **at)
{
    static const char *const words[] = {"dong", "d", "vnd", "vnđ"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (take_word(at, words[i]))
            return;
}

static bool
take_terms(const char **at, GArray *terms, Signs *signs, const char *typed, GError **error)
{
    Term term;
    while (g_ascii_isdigit(**at)) {
        if (!take_number(at, &term))
            return fail(error, KN_INVALID, "\"%s\" is not an amount of money.", typed);
        term.scale = take_scale(at);
        if (term.scale != NULL && *signs == SIGNS_UNSET)
            *signs = term.scale->signs;
        if (term.scale != NULL && term.scale->signs != *signs)
            return ask_which(error, typed);
        g_array_append_val(terms, term);
        if (term.scale == NULL)
            break;
    }
    return terms->len > 0 || fail(error, KN_INVALID, "\"%s\" is not an amount of money.", typed);
}

static void
hint_typo(const char *typed, char **ret_hint)
{
    g_autofree char *composed = g_utf8_normalize(typed, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    if (ret_hint != NULL && composed != NULL && strstr(composed, "động") != NULL)
        *ret_hint = g_strdup(_("\"động\" was read as \"đồng\"."));
}

bool
money_read(const char *typed, Money *ret_money, char **ret_hint, GError **error)
{
    g_autofree char *folded = text_fold(typed);
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(Term));
    const char *at = folded;
    if (ret_hint != NULL)
        *ret_hint = NULL;
    if (*at == '-' || g_str_has_prefix(at, "am "))
        return fail(error, KN_INVALID, "An amount cannot be negative.");
    Signs signs = SIGNS_UNSET;
    Money money = {.qualifier = take_qualifier(&at)};
    if (take_word(&at, "vnd"))
        signs = SIGNS_EN;
    if (!take_terms(&at, terms, &signs, typed, error))
        return false;
    take_currency(&at);
    if (money.qualifier == QUALIFIER_EQ || money.qualifier == QUALIFIER_ATLEAST) {
        if (take_word(&at, "tro len"))
            money.qualifier = QUALIFIER_ATLEAST;
    }
    if (*at != '\0')
        return fail(error, KN_INVALID, "\"%s\" is not an amount of money.", typed);

    join_thousands(terms);
    gint64 before = G_MAXINT64;
    for (guint i = 0; i < terms->len; i++) {
        const Term *term = &g_array_index(terms, Term, i);
        gint64 size = term->scale != NULL ? term->scale->size : 1;
        if (size >= before)
            return fail(error, KN_INVALID, "\"%s\" is not an amount of money.", typed);
        before = size;
        if (!add_term(&money, term, signs != SIGNS_UNSET ? signs : guess_signs(term->digits), typed, error))
            return false;
    }
    hint_typo(typed, ret_hint);
    *ret_money = money;
    return true;
}
