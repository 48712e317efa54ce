/* statement.h: the parts of the public statement of a campaign.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* What was received, by organisations and individuals, and the sum. (element-type Record) */
void statement_received(Doc *doc, const GPtrArray *receipts);
/* To whom it was distributed, by commune, and the sum. (element-type Record) */
void statement_distributed(Doc *doc, Db *db, const GPtrArray *distributions);
