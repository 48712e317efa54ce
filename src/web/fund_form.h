/* fund_form.h: a meeting of a rotating fund as one form: a row for each member with what is due, paid, who is there and who
 * paid for them, then the turns, then the rest of the meeting's record. Works without scripts for sixty members.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/fund.h"
#include "web/page.h"

typedef struct {
    const FundLedger *ledger;
    const FundSheet *sheet; /* values to begin with */
    const Problems *problems;
    const char *action, *button;
    bool amends;
} FundFormView;

bool fund_form_show(Markup *m, Request *req, const FundFormView *view,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was posted, over what the sheet says already. */
bool fund_form_read(Request *req, const FundLedger *ledger, FundSheet *sheet, Problems *problems,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The fund that `:id` of the path names, as a ledger; only for those who may see persons. */
FundLedger *fund_in_view(Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a member is called. Yours to free. */
char *fund_member_name(Request *req, const FundLedger *ledger, guint member);
/* What whoever stands surety for them is called; "" when nobody does. Yours to free. */
char *fund_guarantor_name(Request *req, const FundLedger *ledger, guint member);
