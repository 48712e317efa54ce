/* hledger.c: the book of a fund as a journal that hledger reads and checks.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/fund_papers.h"

const Report report_hledger = {
    .name = "hledger",
    .title = N_("Journal for hledger"),
    .about = N_("the postings of a rotating fund, for hledger"),
    .of_kind = "fund",
    .format = "hledger",
    .personal = true,
    .build = fund_book,
};
