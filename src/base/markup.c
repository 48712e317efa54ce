/* markup.c: writes HTML and XML in which every value is escaped.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

#include <stdarg.h>
#include <stdbool.h>

void
markup_init(Markup *m)
{
    m->text = g_string_new(NULL);
}

void
markup_clear(Markup *m)
{
    if (m->text != NULL)
        g_string_free(m->text, TRUE);
    m->text = NULL;
}

void
markup_append_literal(Markup *m, const char *literal, gsize length)
{
    g_string_append_len(m->text, literal, (gssize)length);
}

/* The characters XML 1.0 can hold (its production Char). */
static bool
is_xml_char(gunichar c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
}

static const char *
escape_of(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\r':
        return "&#13;"; /* a bare one would be read back as a newline */
    default:
        return NULL;
    }
}

void
markup_text(Markup *m, const char *value)
{
    if (value == NULL)
        return;
    const char *end = value + strlen(value);
    for (const char *at = value; at < end;) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            at++;
            continue;
        }
        const char *next = g_utf8_next_char(at);
        const char *escape = escape_of(c);
        if (escape != NULL)
            g_string_append(m->text, escape);
        else if (is_xml_char(c))
            g_string_append_len(m->text, at, next - at);
        at = next;
    }
}

void
markup_int(Markup *m, gint64 value)
{
    g_string_append_printf(m->text, "%" G_GINT64_FORMAT, value);
}

void
markup_segment(Markup *m, const char *value)
{
    if (value == NULL)
        return;
    for (const char *at = value; *at != '\0'; at++) {
        if (g_ascii_isalnum(*at) || strchr("-._~", *at) != NULL)
            g_string_append_c(m->text, *at);
        else
            g_string_append_printf(m->text, "%%%02X", (unsigned)(unsigned char)*at);
    }
}

void
markup_print_literal(Markup *m, const char *literal, ...)
{
    va_list args;
    va_start(args, literal);
    for (const char *at = literal; *at != '\0'; at++) {
        if (*at != '%') {
            g_string_append_c(m->text, *at);
            continue;
        }
        switch (*++at) {
        case 's':
            markup_text(m, va_arg(args, const char *));
            break;
        case 'd':
            markup_int(m, va_arg(args, gint64));
            break;
        case 'u':
            markup_segment(m, va_arg(args, const char *));
            break;
        case '%':
            g_string_append_c(m->text, '%');
            break;
        default:
            g_assert_not_reached();
        }
    }
    va_end(args);
}

void
markup_add(Markup *m, const Markup *part)
{
    g_string_append_len(m->text, part->text->str, (gssize)part->text->len);
}
