/* markup.h: the one writer of HTML and XML. Only literals pass as markup (a variable does not compile);
 * every value goes through markup_text, which escapes & < > " ' and drops what XML 1.0 cannot hold. So
 * nothing has to be remembered.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

typedef struct {
    GString *text; /* (owned) */
} Markup;

void markup_init(Markup *m);
void markup_clear(Markup *m);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Markup, markup_clear)

#define markup_raw(m, literal) markup_append_literal(m, "" literal "", sizeof(literal) - 1)
void markup_append_literal(Markup *m, const char *literal, gsize length);

/* Escaped; NULL writes nothing. */
void markup_text(Markup *m, const char *value);
void markup_int(Markup *m, gint64 value);
/* Percent-encodes everything but RFC 3986 unreserved characters: one path segment or query value. */
void markup_segment(Markup *m, const char *value);

/* Literal format with %s (escaped text), %d (gint64 passed as gint64), %u (percent-encoded segment),
 * %% ; anything else is a bug and asserts:
 *   markup_print(m, "<a href=\"/records/%u\">%s</a>", id, title); */
#define markup_print(m, literal, ...) markup_print_literal(m, "" literal "", ##__VA_ARGS__)
void markup_print_literal(Markup *m, const char *literal, ...);
/* Markup that another writer made. */
void markup_add(Markup *m, const Markup *part);
