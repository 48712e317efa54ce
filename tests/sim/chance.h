/* chance.h: the only source of chance in a simulation: one number gives the same run for ever, also
 * of what the program draws (salts, keys).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint64 state;
} Chance;
void chance_init(Chance *chance, guint64 seed);
guint64 chance_next(Chance *chance);
guint chance_below(Chance *chance, guint limit); /* 0 to limit - 1 */
bool chance_once_in(Chance *chance, guint times);

/* What libsodium draws from here on follows from the seed. The first call stands before anything
 * draws. */
void chance_rule_program(guint64 seed);
