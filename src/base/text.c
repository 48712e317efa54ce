/* text.c: outside bytes to clean text, and the one spelling inside a stored line.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/error.h"
#include <string.h>

#define MARKS_MAX                                                                                  \
    8 /* on one letter; Vietnamese needs two, and sorting a long run of them costs its square */
#define PARTS_MAX 4 /* characters that one composed character can be typed as */

/* TCVN3 and VNI keep ASCII and use single bytes above 0xa0 for letters; nearly every word has some.
 * Broken UTF-8 has whole letters of several bytes between the broken ones. */
static bool
looks_like_legacy_vietnamese(const char *bytes, gsize length)
{
    gsize high = 0, letters = 0, whole = 0;
    for (gsize i = 0; i < length;) {
        gunichar c = (guint8)bytes[i] < 0x80
                         ? (gunichar)bytes[i]
                         : g_utf8_get_char_validated(bytes + i, (gssize)(length - i));
        bool broken = c == (gunichar)-1 || c == (gunichar)-2;
        high += broken && (guint8)bytes[i] >= 0xa1;
        letters += !broken && c < 0x80 && g_ascii_isalpha((char)c);
        whole += !broken && c >= 0x80;
        i += broken ? 1 : (gsize)g_unichar_to_utf8(c, NULL);
    }
    return high > whole && letters > 0 && high * 2 <= letters * 3;
}

static bool
is_direction_mark(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_control(gunichar c)
{
    return (c < 0x20 && c != '\n' && c != '\t' && c != '\r') || (c >= 0x7f && c < 0xa0);
}

static bool
too_long(GError **error, gsize max_chars)
{
    return fail(error, KN_LIMIT, "The text is longer than %d characters.", (int)max_chars);
}

static bool
not_unicode(GError **error, const char *bytes, gsize size)
{
    if (looks_like_legacy_vietnamese(bytes, size))
        return fail(error, KN_INVALID,
                    "The text is not Unicode; it looks like an old Vietnamese font (TCVN3 or VNI). "
                    "Convert it to Unicode first.");
    return fail(error, KN_INVALID, "The text is not valid Unicode (UTF-8).");
}

/* Copies what a text may hold and refuses the rest, before anything is composed: what comes out is
 * short enough that composing it costs next to nothing. */
static bool
filter(GString *out, const char *bytes, gsize size, gsize max_chars, GError **error)
{
    gsize count = 0, marks = 0, length;
    for (gsize i = 0; i < size; i += length) {
        gunichar c = (guint8)bytes[i] < 0x80
                         ? (gunichar)bytes[i]
                         : g_utf8_get_char_validated(bytes + i, (gssize)(size - i));
        if (c == (gunichar)-1 || c == (gunichar)-2)
            return not_unicode(error, bytes, size);
        length = (gsize)g_unichar_to_utf8(c, NULL);
        if (is_control(c))
            return fail(error, KN_INVALID,
                        "The text holds a control character that cannot be kept.");
        if (is_direction_mark(c))
            return fail(error, KN_INVALID,
                        "The text holds a hidden mark that turns the direction of writing; "
                        "please type it again.");
        if (g_unichar_isspace(c) && out->len == 0)
            continue;
        marks = g_unichar_combining_class(c) != 0 ? marks + 1 : 0;
        if (marks > MARKS_MAX)
            return fail(error, KN_INVALID, "The text stacks too many marks on one letter.");
        if (c == '\r') {
            if (i + 1 == size || bytes[i + 1] != '\n')
                g_string_append_c(out, '\n');
            continue;
        }
        /* White space may still be trimmed from the end. */
        count += !g_unichar_isspace(c);
        if (count > max_chars * PARTS_MAX || out->len > (max_chars + 64) * PARTS_MAX * 6)
            return too_long(error, max_chars);
        g_string_append_len(out, bytes + i, (gssize)length);
    }
    return true;
}

/* Of every script's white space, not only ASCII's. */
static void
trim(char *text)
{
    char *start = text;
    while (*start != '\0' && g_unichar_isspace(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    char *end = start + strlen(start);
    while (end > start) {
        char *before = g_utf8_prev_char(end);
        if (!g_unichar_isspace(g_utf8_get_char(before)))
            break;
        end = before;
    }
    memmove(text, start, (gsize)(end - start));
    text[end - start] = '\0';
}

char *
text_clean(const char *bytes, gssize length, gsize max_chars, GError **error)
{
    gsize size = length < 0 ? strlen(bytes) : (gsize)length;
    g_autoptr(GString) filtered = g_string_sized_new(MIN(size, max_chars * 3));
    if (!filter(filtered, bytes, size, max_chars, error))
        return NULL;
    g_autofree char *clean = g_utf8_normalize(filtered->str, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    trim(clean);
    if (text_length(clean) > max_chars) {
        too_long(error, max_chars);
        return NULL;
    }
    return g_steal_pointer(&clean);
}

char *
text_escape(const char *text)
{
    gsize plain = strcspn(text, "\\\n\t");
    if (text[plain] == '\0')
        return g_strndup(text, plain);
    GString *out = g_string_sized_new(strlen(text) + 8);
    for (; *text != '\0'; text++) {
        if (*text == '\\')
            g_string_append(out, "\\\\");
        else if (*text == '\n')
            g_string_append(out, "\\n");
        else if (*text == '\t')
            g_string_append(out, "\\t");
        else
            g_string_append_c(out, *text);
    }
    return g_string_free(out, FALSE);
}

/* The character that a backslash and this one stand for; 0 when they stand for none. */
static char
unescaped(char mark)
{
    return mark == '\\' ? '\\' : mark == 'n' ? '\n' : mark == 't' ? '\t' : '\0';
}

char *
text_unescape_sized(const char *stored, gsize length)
{
    g_autofree char *text = g_malloc(length + 1);
    gsize count = 0;
    for (gsize i = 0; i < length; i++) {
        char c = stored[i];
        if ((guint8)c < 0x20)
            return NULL;
        if (c == '\\')
            c = ++i < length ? unescaped(stored[i]) : '\0';
        if (c == '\0')
            return NULL;
        text[count++] = c;
    }
    text[count] = '\0';
    return g_steal_pointer(&text);
}

char *
text_unescape(const char *stored)
{
    return text_unescape_sized(stored, strlen(stored));
}

gsize
text_length(const char *text)
{
    return (gsize)g_utf8_strlen(text, -1);
}
