/* gate.h: who may bring a bundle over the network now: so many at once whose sender is not known
 * yet, two per partner (so that one that was cut off unnoticed does not keep out the next), and
 * after some that were refused a pause for their address. Kept in memory.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct Gate Gate;
Gate *gate_new(void);
void gate_free(Gate *gate);

/* Somebody of whom nothing is known begins, at `now` (seconds). False: not now. True is followed by
 * gate_known or gate_left. */
bool gate_enter(Gate *gate, const char *address, gint64 now);
/* It is this partner. False: not now, and it has left. */
bool gate_known(Gate *gate, const char *partner);
/* `partner`: whose turn ends, NULL: of one who never was known. */
void gate_left(Gate *gate, const char *partner);
/* What came from this address was refused. */
void gate_refused(Gate *gate, const char *address, gint64 now);
