/* fold.c: words without accents and case, for searching and recognising.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>

#define WORD_BYTES_MAX 32

/* đ has no decomposition. Old fonts and foreign keyboards write it as the Icelandic or African letter that
 * looks the same. */
static gunichar
plain_letter(gunichar c)
{
    c = g_unichar_tolower(c);
    return c == 0x0111 || c == 0x00f0 || c == 0x0256 ? 'd' : c;
}

char *
text_fold(const char *text)
{
    /* Decomposed, the tone and vowel marks are characters of their own. */
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    GString *out = g_string_sized_new(apart != NULL ? strlen(apart) : 0);
    bool space = false;
    for (const char *at = apart; at != NULL && *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_unichar_ismark(c) || g_unichar_type(c) == G_UNICODE_FORMAT)
            continue;
        if (g_unichar_isspace(c)) {
            space = out->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(out, ' ');
        space = false;
        g_string_append_unichar(out, plain_letter(c));
    }
    return g_string_free(out, FALSE);
}

static void
add_word(GPtrArray *words, GHashTable *seen, const char *start, gsize length)
{
    if (length == 0)
        return;
    while (length > WORD_BYTES_MAX)
        length = (gsize)(g_utf8_find_prev_char(start, start + length) - start);
    char *word = g_strndup(start, length);
    if (g_hash_table_contains(seen, word)) {
        g_free(word);
        return;
    }
    g_ptr_array_add(words, word);
    g_hash_table_add(seen, word);
}

GPtrArray *
text_words(const char *text)
{
    g_autofree char *folded = text_fold(text);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    const char *start = folded;
    const char *at = folded;
    for (; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            continue;
        add_word(words, seen, start, (gsize)(at - start));
        start = g_utf8_next_char(at);
    }
    add_word(words, seen, start, (gsize)(at - start));
    return words;
}
