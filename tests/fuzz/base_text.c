/* base_text.c: any bytes as text: what is clean stays as it is, folds, splits, sorts and is stored.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"
#include "base/text.h"
#include "fuzz.h"

#define CHARS 200

static void
claim_clean(const char *clean)
{
    CLAIM(g_utf8_validate(clean, -1, NULL) && text_length(clean) <= CHARS);
    for (const char *at = clean; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        CLAIM(c >= 0x20 || c == '\n' || c == '\t');
        CLAIM(!(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069));
    }
    g_autofree char *composed = g_utf8_normalize(clean, -1, G_NORMALIZE_NFC);
    CLAIM(g_str_equal(composed, clean));
    g_autofree char *again = text_clean(clean, -1, CHARS, NULL);
    CLAIM(again != NULL && g_str_equal(again, clean));
}

static void
claim_derived(const char *clean)
{
    g_autofree char *stored = text_escape(clean), *back = text_unescape(stored);
    CLAIM(back != NULL && g_str_equal(back, clean));
    g_autofree char *folded = text_fold(clean), *twice = text_fold(folded);
    CLAIM(g_str_equal(folded, twice));
    g_autoptr(GPtrArray) words = text_words(clean);
    for (guint i = 0; i < words->len; i++) {
        const char *word = words->pdata[i];
        CLAIM(*word != '\0' && strlen(word) <= 32 && g_utf8_validate(word, -1, NULL));
    }
    gsize found = 0;
    CLAIM(text_typo(clean, &found) == NULL || found < strlen(clean));
    CLAIM(text_compare(clean, clean) == 0 && text_compare_names(clean, clean) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *clean = text_clean((const char *)data, (gssize)size, CHARS, &error);
    CLAIM((clean == NULL) == (error != NULL));
    if (clean != NULL) {
        claim_clean(clean);
        claim_derived(clean);
    }
    g_autofree char *raw = g_strndup((const char *)data, size);
    g_autofree char *unescaped = text_unescape(raw);
    if (unescaped != NULL) {
        g_autofree char *escaped = text_escape(unescaped);
        CLAIM(g_str_equal(escaped, raw));
    }
    g_auto(Markup) markup = {0};
    markup_init(&markup);
    markup_text(&markup, raw);
    CLAIM(strpbrk(markup.text->str, "<>\"'") == NULL);
    CLAIM(g_utf8_validate(markup.text->str, -1, NULL));
    return 0;
}
