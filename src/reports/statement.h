/* statement.h: the parts of the public statement of a campaign.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/report.h"

/* What was received, by organisations and individuals, and the sum. (element-type Record) */
bool statement_received(Doc *doc, Db *db, const ReportAsk *ask, const GPtrArray *receipts,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* To whom it was distributed, by commune, and the sum. (element-type Record) */
void statement_distributed(Doc *doc, Db *db, const GPtrArray *distributions);
