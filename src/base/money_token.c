/* money_token.c: the vocabulary of amounts, Vietnamese and English.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/money_token.h"

#include "base/money.h"
#include "base/text.h"

#define THOUSAND 1000
#define MILLION 1000000
#define BILLION G_GINT64_CONSTANT(1000000000)
#define TRILLION G_GINT64_CONSTANT(1000000000000)

typedef struct {
    const char *word;  /* as it is written */
    const char *plain; /* as it is typed without accents */
    TokenKind kind;
    gint64 value;
    Signs signs;
} Word;

/* Two words stand before the one that begins like them. */
static const Word words[] = {
    {"trên dưới", "tren duoi", TOKEN_QUALIFIER, QUALIFIER_ABOUT, SIGNS_UNSET},
    {"trên", "tren", TOKEN_QUALIFIER, QUALIFIER_OVER, SIGNS_UNSET},
    {"hơn", "hon", TOKEN_QUALIFIER, QUALIFIER_OVER, SIGNS_UNSET},
    {"gần", "gan", TOKEN_QUALIFIER, QUALIFIER_NEAR, SIGNS_UNSET},
    {"khoảng", "khoang", TOKEN_QUALIFIER, QUALIFIER_ABOUT, SIGNS_UNSET},
    {"xấp xỉ", "xap xi", TOKEN_QUALIFIER, QUALIFIER_ABOUT, SIGNS_UNSET},
    {"ước tính", "uoc tinh", TOKEN_QUALIFIER, QUALIFIER_ESTIMATE, SIGNS_UNSET},
    {"ước đạt", "uoc dat", TOKEN_QUALIFIER, QUALIFIER_ESTIMATE, SIGNS_UNSET},
    {"ước", "uoc", TOKEN_QUALIFIER, QUALIFIER_ESTIMATE, SIGNS_UNSET},
    {"ít nhất", "it nhat", TOKEN_QUALIFIER, QUALIFIER_ATLEAST, SIGNS_UNSET},
    {"tối thiểu", "toi thieu", TOKEN_QUALIFIER, QUALIFIER_ATLEAST, SIGNS_UNSET},
    {"từ", "tu", TOKEN_QUALIFIER, QUALIFIER_ATLEAST, SIGNS_UNSET},
    {"over", "over", TOKEN_QUALIFIER, QUALIFIER_OVER, SIGNS_UNSET},
    {"more than", "more than", TOKEN_QUALIFIER, QUALIFIER_OVER, SIGNS_UNSET},
    {"nearly", "nearly", TOKEN_QUALIFIER, QUALIFIER_NEAR, SIGNS_UNSET},
    {"almost", "almost", TOKEN_QUALIFIER, QUALIFIER_NEAR, SIGNS_UNSET},
    {"about", "about", TOKEN_QUALIFIER, QUALIFIER_ABOUT, SIGNS_UNSET},
    {"an estimated", "an estimated", TOKEN_QUALIFIER, QUALIFIER_ESTIMATE, SIGNS_UNSET},
    {"at least", "at least", TOKEN_QUALIFIER, QUALIFIER_ATLEAST, SIGNS_UNSET},

    {"trăm", "tram", TOKEN_SCALE, 100, SIGNS_VI},
    {"nghìn", "nghin", TOKEN_SCALE, THOUSAND, SIGNS_VI},
    {"ngàn", "ngan", TOKEN_SCALE, THOUSAND, SIGNS_VI},
    {"k", "k", TOKEN_SCALE, THOUSAND, SIGNS_VI},
    {"triệu", "trieu", TOKEN_SCALE, MILLION, SIGNS_VI},
    {"tr", "tr", TOKEN_SCALE, MILLION, SIGNS_VI},
    {"tỷ", "ty", TOKEN_SCALE, BILLION, SIGNS_VI},
    {"tỉ", "ti", TOKEN_SCALE, BILLION, SIGNS_VI},
    {"hundred", "hundred", TOKEN_SCALE, 100, SIGNS_EN},
    {"thousand", "thousand", TOKEN_SCALE, THOUSAND, SIGNS_EN},
    {"million", "million", TOKEN_SCALE, MILLION, SIGNS_EN},
    {"billion", "billion", TOKEN_SCALE, BILLION, SIGNS_EN},
    {"trillion", "trillion", TOKEN_SCALE, TRILLION, SIGNS_EN},

    {"đồng", "đồng", TOKEN_CURRENCY, 1, SIGNS_VI},
    {"dong", "dong", TOKEN_CURRENCY, 1, SIGNS_UNSET}, /* English, or typed without accents */
    {"đ", "đ", TOKEN_CURRENCY, 1, SIGNS_VI},
    {"d", "d", TOKEN_CURRENCY, 1, SIGNS_VI},
    {"₫", "₫", TOKEN_CURRENCY, 1, SIGNS_UNSET},
    {"vnđ", "vnđ", TOKEN_CURRENCY, 1, SIGNS_VI},
    {"vnd", "vnd", TOKEN_CURRENCY, 1, SIGNS_EN},
    {"trđ", "trd", TOKEN_CURRENCY, MILLION, SIGNS_VI},

    {"rưỡi", "ruoi", TOKEN_HALF, 0, SIGNS_VI},
    {"trở lên", "tro len", TOKEN_UPWARDS, 0, SIGNS_UNSET},
    {"âm", "am", TOKEN_NEGATIVE, 0, SIGNS_UNSET},
    {"minus", "minus", TOKEN_NEGATIVE, 0, SIGNS_UNSET},
    {"đến", "den", TOKEN_RANGE, 0, SIGNS_UNSET},
    {"to", "to", TOKEN_RANGE, 0, SIGNS_UNSET},
    {"chẵn", "chan", TOKEN_EVEN, 0, SIGNS_UNSET},
};

static void
token_clear(gpointer token)
{
    g_free(((Token *)token)->text);
}

static const Word *
find_word(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_equal(words[i].word, text) || g_str_equal(words[i].plain, text))
            return &words[i];
    return NULL;
}

/* A unit with a wrong accent ("triệu động"): there is no other word it could be in an amount. */
static const Word *
find_mistyped(const char *text)
{
    g_autofree char *plain = text_fold(text);
    if (g_str_equal(plain, text)) /* without any accent: it was looked for as it is */
        return NULL;
    if (g_str_equal(plain, "dong"))
        return find_word("đồng");
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (words[i].kind == TOKEN_SCALE && strlen(plain) > 1 && g_str_equal(words[i].plain, plain))
            return &words[i];
    return NULL;
}

static gsize
word_length(const char *text)
{
    const char *at = text;
    while (g_unichar_isalpha(g_utf8_get_char(at)) || g_utf8_get_char(at) == 0x20ab /* ₫ */)
        at = g_utf8_next_char(at);
    return (gsize)(at - text);
}

static gsize
number_length(const char *text)
{
    gsize length = 0;
    while (g_ascii_isdigit(text[length]) ||
           (length > 0 && (text[length] == '.' || text[length] == ',') &&
            g_ascii_isdigit(text[length + 1])))
        length++;
    return length;
}

static Token
word_token(const char *text, gsize length)
{
    gsize next = text[length] == ' ' ? word_length(text + length + 1) : 0;
    if (next > 0) {
        g_autofree char *two = g_strndup(text, length + 1 + next);
        const Word *word = find_word(two);
        if (word != NULL)
            return (Token){word->kind, word->value, word->signs, g_steal_pointer(&two), NULL};
    }
    g_autofree char *one = g_strndup(text, length);
    const Word *word = find_word(one);
    const char *right = NULL;
    if (word == NULL) {
        word = find_mistyped(one);
        right = word != NULL ? word->word : NULL;
    }
    if (word == NULL)
        return (Token){TOKEN_UNKNOWN, .text = g_steal_pointer(&one)};
    return (Token){word->kind, word->value, word->signs, g_steal_pointer(&one), right};
}

static Token
sign_token(const char *text, bool after_number)
{
    gunichar c = g_utf8_get_char(text);
    bool is_dash = c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
    TokenKind kind = TOKEN_UNKNOWN;
    if (is_dash)
        kind = after_number ? TOKEN_RANGE : TOKEN_NEGATIVE;
    else if (c == '(' && !after_number)
        kind = TOKEN_NEGATIVE; /* as bookkeepers write it */
    return (Token){kind, .text = g_strndup(text, (gsize)(g_utf8_next_char(text) - text))};
}

/* A sentence's own end is not part of the amount. */
static bool
is_end(const char *text)
{
    return text[strspn(text, " .,;:")] == '\0';
}

/* Lower case, runs of white space to one space. */
static char *
squeeze(const char *clean)
{
    g_autofree char *lower = g_utf8_strdown(clean, -1);
    GString *out = g_string_sized_new(strlen(lower));
    for (const char *at = lower; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    return g_string_free(out, FALSE);
}

GArray *
money_tokens(const char *clean)
{
    g_autofree char *text = squeeze(clean);
    GArray *tokens = g_array_new(FALSE, TRUE, sizeof(Token));
    g_array_set_clear_func(tokens, token_clear);
    bool after_number = false;
    for (const char *at = text; !is_end(at);) {
        if (*at == ' ') {
            at++;
            continue;
        }
        Token token;
        gsize length = number_length(at);
        if (length > 0)
            token = (Token){TOKEN_NUMBER, .text = g_strndup(at, length)};
        else if ((length = word_length(at)) > 0)
            token = word_token(at, length);
        else
            token = sign_token(at, after_number);
        after_number = after_number || token.kind == TOKEN_NUMBER;
        at += strlen(token.text);
        g_array_append_val(tokens, token);
    }
    Token end = {TOKEN_END};
    g_array_append_val(tokens, end);
    return tokens;
}
