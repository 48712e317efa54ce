/* lookalike.c: letters of another alphabet that only look right, and marks nobody sees. A name typed with one is
 * never found again. Judged word by word, by the spoof checker of ICU and a short table of Latin letters that it
 * takes for good ones.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include <string.h>
#include <unicode/uspoof.h>

#define SKELETON_BYTES 512

/* Latin letters of other languages that old fonts and keyboards put for a Vietnamese one. */
static const gunichar latin[] = {0x00f0, 0x00d0, 0x0256, 0x0189, 0x0131, 0x0251, 0x0261, 0x01c0};

static USpoofChecker *
open_checker(void)
{
    UErrorCode status = U_ZERO_ERROR;
    USpoofChecker *checker = uspoof_open(&status);
    uspoof_setRestrictionLevel(checker, USPOOF_SINGLE_SCRIPT_RESTRICTIVE);
    uspoof_setChecks(checker, USPOOF_RESTRICTION_LEVEL, &status);
    g_assert(U_SUCCESS(status));
    return checker;
}

/* One for all threads: it does not change any more. */
static const USpoofChecker *
spoof_checker(void)
{
    static USpoofChecker *checker;
    if (g_once_init_enter(&checker))
        g_once_init_leave(&checker, open_checker());
    return checker;
}

static bool
is_hidden(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_FORMAT || c == 0x115f || c == 0x3164;
}

/* What nearly all text is made of: the letters of Vietnamese, which are good without asking. */
static bool
is_plain(gunichar c)
{
    return c < 0x80 ||
           (c >= 0xc0 && c < 0x1b1 && c != 0xf0 && c != 0xd0 && c != 0x131 && c != 0x189) ||
           (c >= 0x300 && c < 0x370) || (c >= 0x1ea0 && c < 0x1f00);
}

static bool
is_odd_latin(gunichar c)
{
    for (gsize i = 0; i < G_N_ELEMENTS(latin); i++)
        if (latin[i] == c)
            return true;
    /* Full-width and mathematical letters, which are plain ones drawn otherwise. */
    return c >= 0x2100 && g_unichar_isalpha(c) && g_unichar_get_script(c) != G_UNICODE_SCRIPT_HAN &&
           (g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN ||
            g_unichar_get_script(c) == G_UNICODE_SCRIPT_COMMON);
}

/* A word wholly of another alphabet whose every letter looks like a plain one. */
static bool
looks_latin(const char *word)
{
    char skeleton[SKELETON_BYTES];
    UErrorCode status = U_ZERO_ERROR;
    int32_t length = uspoof_getSkeletonUTF8(spoof_checker(), 0, word, -1, skeleton,
                                            (int32_t)sizeof skeleton - 1, &status);
    if (U_FAILURE(status) || length < 2 ||
        g_unichar_get_script(g_utf8_get_char(word)) == G_UNICODE_SCRIPT_LATIN)
        return false;
    for (int32_t i = 0; i < length; i++)
        if (!g_ascii_isalpha(skeleton[i]))
            return false;
    return true;
}

static TextLook
look_at(const char *word)
{
    bool plain = true;
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (is_hidden(c))
            return LOOK_HIDDEN;
        if (is_odd_latin(c))
            return LOOK_FOREIGN;
        plain = plain && is_plain(c);
    }
    if (plain)
        return LOOK_RIGHT;
    UErrorCode status = U_ZERO_ERROR;
    int32_t failed = uspoof_checkUTF8(spoof_checker(), word, -1, NULL, &status);
    return (U_SUCCESS(status) && failed != 0) || looks_latin(word) ? LOOK_FOREIGN : LOOK_RIGHT;
}

static bool
is_of_word(gunichar c)
{
    return g_unichar_isalpha(c) || g_unichar_ismark(c) || is_hidden(c);
}

static bool
all_plain(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (!is_plain(g_utf8_get_char(text)))
            return false;
    return true;
}

TextLook
text_look(const char *text, char **ret_word)
{
    *ret_word = NULL;
    if (all_plain(text))
        return LOOK_RIGHT;
    for (const char *at = text; *at != '\0';) {
        const char *end = at;
        while (*end != '\0' && is_of_word(g_utf8_get_char(end)))
            end = g_utf8_next_char(end);
        if (end == at) {
            at = g_utf8_next_char(at);
            continue;
        }
        g_autofree char *word = g_strndup(at, (gsize)(end - at));
        TextLook look = look_at(word);
        if (look != LOOK_RIGHT) {
            *ret_word = g_steal_pointer(&word);
            return look;
        }
        at = end;
    }
    return LOOK_RIGHT;
}
