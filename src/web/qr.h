/* qr.h: a square code that a phone's camera reads, drawn as SVG.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"

/* `label` says to people who do not see it what it holds. Nothing is written when the text is too
 * long for one. */
void qr_write(Markup *m, const char *text, const char *label);
