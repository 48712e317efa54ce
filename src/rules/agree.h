/* agree.h: agreements: one party proposes by writing the text, the others agree by writing the same body.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/write.h"

/* Completes a covenant typed by an officer: parties (codes of books held or pinned here) become origin and
 * verifier key, `opened` empty becomes the proposal of the table. */
bool covenant_complete(Office *office, const char *unit, Record *covenant,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the text into our book. *ret_entry its entry. Minutes and joint reports too. */
bool agreement_propose(Office *office, const char *unit, const Actor *actor, Record *text,
                       Problems *problems, gint64 *ret_entry,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes the same body, salts included, all lines open, and signed/1 into our book. */
bool agreement_accept(Office *office, const char *unit, const Actor *actor, const char *body_hash,
                      gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool agreement_end(Office *office, const char *unit, const Actor *actor, const char *body_hash,
                   const char *why, GError **error) G_GNUC_WARN_UNUSED_RESULT;
