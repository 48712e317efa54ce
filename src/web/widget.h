/* widget.h: the small pieces that pages are made of. Sentences given here are in the person's
 * language already. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* A status is always a sign and a word. */
typedef enum { SIGN_DONE = 1, SIGN_WAIT, SIGN_HINT, SIGN_WRONG, SIGN_LINK, SIGN_STOP } Sign;
void widget_sign(Markup *m, Sign sign); /* the sign alone, hidden from screen readers */
void widget_status(Markup *m, Sign sign, const char *word);

/* Notices inside a page. */
void widget_wrong(Markup *m, const char *sentence);
void widget_hint(Markup *m, const char *sentence);
void widget_done(Markup *m, const char *sentence);
/* An empty place says what to do: href NULL: nothing to press. */
void widget_empty(Markup *m, const char *sentence, const char *label, const char *href);

/* <form method="post"> with the token, left open; end it with </form>. */
void widget_form(Markup *m, const Request *req, const char *action);
void widget_form_files(Markup *m, const Request *req, const char *action);
/* A form of one button. name may be NULL. */
void widget_button(Markup *m, const Request *req, const char *action, const char *label,
                   const char *name, const char *value);
void widget_hidden(Markup *m, const char *name, const char *value);

/* Plain inputs of pages that are no kind: label, input, one line of help (NULL: none). */
typedef struct {
    const char *name, *label, *value, *help;
    const char *type;         /* NULL: text */
    const char *autocomplete; /* NULL: off */
    const char *wrong;        /* what has to be put right; NULL: nothing */
    bool required, short_input;
} Plain;
void widget_plain(Markup *m, const Plain *input);
/* On top of a form that was refused: what has to be put right, leading to its input. */
void widget_summary(Markup *m, const Plain *input);
void widget_area(Markup *m, const char *name, const char *label, const char *value,
                 const char *help, bool required);
/* One of a select; `chosen` is the value of the one that is, NULL: none. */
void widget_option(Markup *m, const char *value, const char *label, const char *chosen);
void widget_select(Markup *m, const char *name, const char *label, const char *const *codes,
                   const char *const *labels, const char *chosen);
void widget_actions(Markup *m, const char *label); /* a paragraph with the one main button */

/* The page asked for by ?page=, from 1. */
gint64 widget_page(const Request *req);
/* "1-50 of 1.250" with links, pages counted from 1; `base` is the address with every filter but the page, ending in ? or
 * &. */
void widget_pager(Markup *m, const char *base, gint64 page, gint64 page_size, gint64 count);

/* Money or count, as it prints, with what it is. */
char *widget_amount(Money amount, bool is_count);
/* "14:32 12/8/2020" in a <time>. */
void widget_time(Markup *m, gint64 unix_s);
/* A digit string set apart by thousands: "1.250". */
void widget_count(Markup *m, gint64 count);
