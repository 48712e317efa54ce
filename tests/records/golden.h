/* golden.h: lines that stand for ever: one that changed or went fails, one that came passes.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* `root`: of the source tree; `name`: of the file in tests/golden. A test program that is given --print prints `text`
 * instead, to be put there by hand. */
void golden_check(const char *root, const char *name, const char *text);
/* The first line of `kept` that `now` lacks, NULL when all are there. Yours to free. */
char *golden_lost(const char *kept, const char *now);
