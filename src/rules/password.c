/* password.c: passwords.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/password.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/text.h"
#include "rules/bound.h"

#include <sodium.h>

#define MEMORY (46 * 1024 * 1024) /* OWASP: two passes need at least 19 MiB; one, 46 */
#define PASSES 2
#define WORDS_MOST 2      /* two listed words are a guess, a sentence of four is not */
#define PERIOD_MOST 6     /* "abcabcabcabc", "123456123456" */
#define DIFFERENT_LEAST 5 /* characters */

static Bound hashing = {.most = 2}; /* or 32 logins at once would take 1.5 GB */

/* Letters and digits only, folded. */
static char *
squeeze(const char *text)
{
    g_autofree char *folded = text_fold(text);
    GString *kept = g_string_new(NULL);
    for (const char *c = folded; *c != '\0'; c++)
        if (g_ascii_isalnum(*c) || (guchar)*c >= 0x80)
            g_string_append_c(kept, *c);
    return g_string_free(kept, FALSE);
}

static bool
has_few_characters(const char *text)
{
    bool seen[256] = {false};
    int different = 0;
    for (const guchar *c = (const guchar *)text; *c != '\0'; c++) {
        different += !seen[*c];
        seen[*c] = true;
    }
    return different < DIFFERENT_LEAST;
}

static bool
is_repetition(const char *text)
{
    gsize length = strlen(text);
    for (gsize period = 1; period <= PERIOD_MOST && period * 2 <= length; period++)
        if (memcmp(text, text + period, length - period) == 0)
            return true;
    return false;
}

/* Every step from one character to the next is the same: 123456789012, zyxwvutsrqpo. */
static bool
is_row(const char *text)
{
    gsize length = strlen(text), rising = 0, falling = 0;
    for (gsize i = 1; i < length; i++) {
        int step = text[i] - text[i - 1];
        rising += step == 1 || step == -9;
        falling += step == -1 || step == 9;
    }
    return length > 1 && (rising >= length - 2 || falling >= length - 2);
}

/* Whether the letters are at most WORDS_MOST of the words in a row; digits anywhere do not make it
 * better. */
static bool
is_words(const char *letters, const char *const *words, const char *const *context, int most)
{
    if (*letters == '\0')
        return true;
    if (most == 0)
        return false;
    const char *const *const lists[] = {words, context};
    for (gsize list = 0; list < G_N_ELEMENTS(lists); list++)
        for (gsize i = 0; lists[list] != NULL && lists[list][i] != NULL; i++) {
            const char *word = lists[list][i];
            if (*word != '\0' && g_str_has_prefix(letters, word) &&
                is_words(letters + strlen(word), words, context, most - 1))
                return true;
        }
    return false;
}

/* Context words squeezed, and the single words of names. */
static char **
squeeze_context(const char *const *context)
{
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    for (gsize i = 0; context != NULL && context[i] != NULL; i++) {
        g_autofree char *whole = squeeze(context[i]);
        g_strv_builder_add(words, whole);
        g_autoptr(GPtrArray) parts = text_words(context[i]);
        for (guint part = 0; part < parts->len; part++)
            g_strv_builder_add(words, parts->pdata[part]);
    }
    return g_strv_builder_end(words);
}

bool
password_is_common(const char *password, const char *const *context)
{
    g_autofree char *kept = squeeze(password);
    if (has_few_characters(password) || is_repetition(kept) || is_row(kept))
        return true;
    g_autoptr(GString) letters = g_string_new(NULL);
    for (const char *c = kept; *c != '\0'; c++)
        if (!g_ascii_isdigit(*c))
            g_string_append_c(letters, *c);
    g_auto(GStrv) words = squeeze_context(context);
    /* Rows of keys hold digits of their own ("1q2w3e4r"), so the whole is compared as well. */
    return (letters->len > 0 &&
            is_words(letters->str, common_words, (const char *const *)words, WORDS_MOST)) ||
           is_words(kept, common_words, (const char *const *)words, WORDS_MOST);
}

/* The form that is hashed: NFC, so that the same keys on another system give the same bytes;
 * nothing is cut off and no letter changed. */
static char *
password_form(const char *password)
{
    return g_utf8_normalize(password, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

bool
password_check(const char *password, const char *const *context, GError **error)
{
    g_autofree char *form = password_form(password);
    if (form == NULL)
        return fail(error, KN_INVALID, N_("This password holds characters that are not text."));
    gsize length = text_length(form);
    if (length < PASSWORD_CHARS_LEAST)
        return fail(error, KN_INVALID,
                    N_("A password has at least %d characters; a short sentence is good."),
                    PASSWORD_CHARS_LEAST);
    if (length > PASSWORD_CHARS_MOST)
        return fail(error, KN_INVALID, N_("A password has at most %d characters."),
                    PASSWORD_CHARS_MOST);
    if (password_is_common(form, context))
        return fail(error, KN_INVALID,
                    N_("This password would be guessed soon: it is often used, repeats itself, "
                       "or is a name of this office. Choose a short sentence instead."));
    return true;
}

char *
password_hash(const char *password, GError **error)
{
    g_autofree char *form = password_form(password);
    char hash[crypto_pwhash_STRBYTES];
    if (form == NULL)
        return fail_null(error, KN_INVALID,
                         N_("This password holds characters that are not text."));
    bound_enter(&hashing);
    int status = crypto_pwhash_str_alg(hash, form, strlen(form), PASSES, MEMORY,
                                       crypto_pwhash_ALG_ARGON2ID13);
    bound_leave(&hashing);
    sodium_memzero(form, strlen(form));
    if (status != 0)
        return fail_null(error, KN_IO, N_("There is not enough memory to keep a password safely."));
    return g_strdup(hash);
}

/* Of a password nobody has, made once: unknown names cost as much as known ones. */
static const char *
nobody_hash(void)
{
    static char *hash;
    if (g_once_init_enter(&hash)) {
        guint8 random[32];
        char text[65];
        randombytes_buf(random, sizeof(random));
        sodium_bin2hex(text, sizeof(text), random, sizeof(random));
        char *made = password_hash(text, NULL);
        g_once_init_leave(&hash, made != NULL ? made : g_strdup(""));
    }
    return hash;
}

bool
password_fits(const char *password, const char *hash)
{
    const char *nobody = nobody_hash();
    g_autofree char *form = password_form(password);
    bool can_be = form != NULL && *form != '\0' && strlen(form) <= PASSWORD_CHARS_MOST * 4;
    const char *tried = can_be ? form : "";
    bound_enter(&hashing);
    int status = crypto_pwhash_str_verify(hash != NULL ? hash : nobody, tried, strlen(tried));
    bound_leave(&hashing);
    if (form != NULL)
        sodium_memzero(form, strlen(form));
    return hash != NULL && can_be && status == 0;
}

bool
password_hash_is_old(const char *hash)
{
    return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY) != 0;
}
