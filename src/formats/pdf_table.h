/* pdf_table.h: a table on the pages of a pdf.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/pages.h"

/* Its heads stand again on every page; rows stay whole where a page can hold them; the first stays with the heads, the last
 * ones stay together and with `after` points of what follows. */
void pdf_table(Pages *pages, const Doc *doc, const DocBlock *table, double after);
