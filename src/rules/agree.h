/* agree.h: agreements: one party proposes by writing the text, the others agree by writing the same body.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/write.h"

/* Writes the text into our book. Parties (codes or origins of books held or pinned here) become origin and verifier
 * key; `opened` of a covenant, when empty, becomes the proposal of the table; `replaces` (an agreement of the same
 * kind, as people name one) becomes its identity. *ret_entry its entry, -1 when problems are errors. */
bool agreement_propose(Office *office, const char *unit, const Actor *actor, Record *text,
                       Problems *problems, gint64 *ret_entry,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the same body, salts included, all lines open, and signed/1 into our book. */
bool agreement_accept(Office *office, const char *unit, const Actor *actor, const char *body_hash,
                      gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool agreement_end(Office *office, const char *unit, const Actor *actor, const char *body_hash,
                   const char *why, GError **error) G_GNUC_WARN_UNUSED_RESULT;
