/* beancount.c: the book of a fund as a ledger that beancount reads and checks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

const Report report_beancount = {
    .name = "beancount",
    .title = N_("Ledger for beancount"),
    .about = N_("the postings of a rotating fund, for beancount"),
    .of_kind = "fund",
    .format = "beancount",
    .personal = true,
    .build = fund_book,
};
