/* qr.h: a square code that a phone's camera reads: as SVG, as a picture for documents, in letters for terminals. Texts that
 * are too long for one give nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"

/* Calls draw(context, x, y) for each dark module; modules on a side, with the quiet edge. 0: the text is too long. */
int qr_side(const char *text);
void qr_each(const char *text, void (*draw)(void *context, int x, int y), void *context);
/* `label` says to people who do not see it what it holds. */
void qr_write(Markup *m, const char *text, const char *label);
/* A BMP of two colours; NULL when the text is too long. */
GBytes *qr_picture(const char *text);
/* Two rows of modules a line, by half blocks, with a quiet edge; NULL when the text is too long. Yours to free. */
char *qr_text(const char *text);
