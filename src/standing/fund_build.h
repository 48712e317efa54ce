/* fund_build.h: what fund.c and fund_findings.c share. Used inside standing/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "standing/fund.h"

/* Adds it to the postings and to the balances of its member; nothing when the amount is 0. */
void fund_post(FundLedger *ledger, FundPosting posting);
/* Looks through the postings and adds what does not hold. */
void fund_find(FundLedger *ledger);
void fund_found(FundLedger *ledger, int sort, int sitting, int member, gint64 amount);
/* Whether two meetings, the later one last, fall into one period of the fund's rhythm. */
bool fund_same_period(const FundLedger *ledger, Day before, Day day);
