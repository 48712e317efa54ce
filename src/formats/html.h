/* html.h: a document's body as markup, for the page that shows it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"
#include "formats/doc.h"

/* How a document stands on a page; all zero: whole, and figures are plain text. */
typedef struct {
    const char
        *figures; /* the address that figures open at, e.g. "/figure?"; NULL: they are plain text */
    bool (*opens)(void *context, const char *figure); /* whether this one may; NULL: all */
    void *context;
    guint rows_most; /* of all tables together about so many rows, the first of each; 0: all */
} HtmlView;

void html_write(Markup *m, const Doc *doc, const HtmlView *view);
