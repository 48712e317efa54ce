/* bound.h: at most so many at once, for work that is dear in memory. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Static and zeroed apart from `most`. */
typedef struct {
    guint most;
    guint busy;
    GMutex lock;
    GCond free;
} Bound;

void bound_enter(Bound *bound); /* waits for a place */
void bound_leave(Bound *bound);
