/* gate.h: who may bring a bundle over the network now: so many at once whose sender is not known
 * yet; of one partner the newest, so that one that was cut off unnoticed keeps nobody out, and one
 * at work; and after some that were refused a pause for their address. Kept in memory.
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
/* It never was known. */
void gate_left(Gate *gate);
/* It is this partner: a number by which it is known; earlier bundles of theirs that are still on
 * their way are given up. */
guint64 gate_known(Gate *gate, const char *partner);
bool gate_is_newest(Gate *gate, const char *partner, guint64 number);
/* It is here, and work on it begins. False: not the newest, or another is being worked on. True is
 * followed by gate_worked. */
bool gate_work(Gate *gate, const char *partner, guint64 number);
void gate_worked(Gate *gate, const char *partner);
/* What came from this address was refused. */
void gate_refused(Gate *gate, const char *address, gint64 now);
