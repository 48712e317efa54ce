/* twin.h: what the pages on twinning share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"
#include "views/agreements.h"
#include "web/page.h"

/* Marks the rail and adds the crumb "Twinning". */
void twin_place(Request *req, Reply *reply);

/* The partner of a code; KN_MISSING when there is none. Yours to free. */
Partner *twin_partner(Request *req, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the partner compares with our card, in a paragraph. */
bool twin_our_words(Markup *m, Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Compared, not yet compared, or stopped: a sign and words. */
void twin_partner_state(Markup *m, const Partner *partner);
/* What of ours they hold: not sent yet, received and checked up to entry N. */
void twin_partner_holds(Markup *m, Request *req, const Partner *partner);

void twin_agreement_state(Markup *m, AgreementState state);
/* Who has agreed, each with a sign. */
void twin_agreement_parties(Markup *m, const Agreement *agreement);
/* Whether the unit at hand is a party that has not agreed yet (and nobody ended it). */
bool twin_agreement_waits(const Request *req, const Agreement *agreement);
