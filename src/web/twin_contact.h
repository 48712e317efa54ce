/* twin_contact.h: how a partner's machine is reached and how that went, on the pages on twinning.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/contact.h"
#include "exchange/exchange.h"
#include "web/page.h"

Contact *twin_contact(Request *req, const Partner *partner,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The last success or failure: a sign and words; nothing when there was neither. */
void twin_contact_state(Markup *m, const Contact *contact);
/* The certificate has changed: what that may mean, and the one way on. */
void twin_contact_stop(Markup *m, const Request *req, const Partner *partner,
                       const Contact *contact);
/* Forms for address and rhythm; refused words stand in them again. */
void twin_contact_form(Markup *m, const Request *req, const Partner *partner,
                       const Contact *contact);
/* Days without an exchange when it has failed for a few, else 0. */
int twin_contact_failing_days(const Contact *contact, gint64 now);
