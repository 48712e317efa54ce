/* qr.h: a square code that a phone's camera reads: as SVG, as a picture for documents, in letters for terminals. Texts that
 * are too long for one give nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"

/* `label` says to people who do not see it what it holds. */
void qr_write(Markup *m, const char *text, const char *label);
/* A BMP of two colours; NULL when the text is too long. */
GBytes *qr_picture(const char *text);
/* Two rows of modules a line, by half blocks, with a quiet edge; NULL when the text is too long. Yours to free. */
char *qr_text(const char *text);
