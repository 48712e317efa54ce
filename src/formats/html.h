/* html.h: a document's body as markup, for the page that shows it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"
#include "formats/doc.h"

/* `figures` is the address figures open at, e.g. "/figure?"; NULL: figures are plain text. */
void html_write(Markup *m, const Doc *doc, const char *figures);
