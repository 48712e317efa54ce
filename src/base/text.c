/* text.c: outside bytes to clean text, and the one spelling inside a stored line.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"

#include "base/error.h"
#include <string.h>

/* TCVN3 and VNI keep ASCII and use bytes above 0x7f for letters; nearly every word of such a text has some. */
static bool
looks_like_legacy_vietnamese(const char *bytes, gsize length)
{
    gsize high = 0, letters = 0;
    for (gsize i = 0; i < length; i++) {
        high += (guint8)bytes[i] >= 0xa1;
        letters += g_ascii_isalpha(bytes[i]);
    }
    return high > 0 && letters > 0 && high * 2 <= letters * 3;
}

static bool
is_direction_mark(gunichar c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Drops carriage returns, refuses what a text never holds. NULL with error. */
static char *
filter(const char *text, gsize max_chars, GError **error)
{
    g_autoptr(GString) out = g_string_sized_new(strlen(text));
    gsize count = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\r') {
            if (at[1] != '\n')
                g_string_append_c(out, '\n');
            continue;
        }
        if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0))
            return fail_null(error, KN_INVALID, "The text holds a control character that cannot be kept.");
        if (is_direction_mark(c))
            return fail_null(error, KN_INVALID, "The text holds a hidden mark that turns the direction of writing; please type it again.");
        if (++count > max_chars)
            return fail_null(error, KN_LIMIT, "The text is longer than %d characters.", (int)max_chars);
        g_string_append_unichar(out, c);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

/* Trims white space of every script, not only ASCII's. */
static char *
trim(char *text)
{
    char *start = text;
    while (*start != '\0' && g_unichar_isspace(g_utf8_get_char(start)))
        start = g_utf8_next_char(start);
    char *end = text + strlen(text);
    while (end > start) {
        char *before = g_utf8_prev_char(end);
        if (!g_unichar_isspace(g_utf8_get_char(before)))
            break;
        end = before;
    }
    *end = '\0';
    char *trimmed = g_strdup(start);
    g_free(text);
    return trimmed;
}

char *
text_clean(const char *bytes, gssize length, gsize max_chars, GError **error)
{
    gsize size = length < 0 ? strlen(bytes) : (gsize)length;
    if (memchr(bytes, '\0', size) != NULL)
        return fail_null(error, KN_INVALID, "The text holds a control character that cannot be kept.");
    if (!g_utf8_validate(bytes, (gssize)size, NULL)) {
        if (looks_like_legacy_vietnamese(bytes, size))
            return fail_null(error, KN_INVALID, "The text is not Unicode; it looks like an old Vietnamese font (TCVN3 or VNI). Convert it to Unicode first.");
        return fail_null(error, KN_INVALID, "The text is not valid Unicode (UTF-8).");
    }
    g_autofree char *composed = g_utf8_normalize(bytes, (gssize)size, G_NORMALIZE_DEFAULT_COMPOSE);
    char *filtered = filter(composed, max_chars, error);
    return filtered != NULL ? trim(filtered) : NULL;
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
