/* shipped_privacy.c: rules about personal data, each with its days and its source. How long things are kept is custom where no
 * law says it: a unit writes its own rows.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

#define ND_356 "Nghị định 356/2025/NĐ-CP"
#define CUSTOM "Thông lệ; đơn vị tự quyết định"
#define ACCOUNTING "Luật Kế toán 2015; Nghị định 174/2016/NĐ-CP"
#define LABOUR "Luật 91/2025/QH15, Điều 25"

const ShippedRate shipped_privacy[] = {
    {"data_request_working_days", "answer", "2026-01-01", NULL, -1, 2, "", ND_356},
    {"data_request_days", "see", "2026-01-01", NULL, -1, 10, "", ND_356},
    {"data_request_days", "provide", "2026-01-01", NULL, -1, 10, "", ND_356},
    {"data_request_days", "correct", "2026-01-01", NULL, -1, 10, "", ND_356},
    {"data_request_days", "erase", "2026-01-01", NULL, -1, 20, "", ND_356},
    {"data_request_days", "withdraw", "2026-01-01", NULL, -1, 15, "", ND_356},
    {"data_request_days", "withdraw_others", "2026-01-01", NULL, -1, 20, "", ND_356},
    {"data_request_days", "restrict", "2026-01-01", NULL, -1, 15, "", ND_356},
    {"data_request_days", "restrict_others", "2026-01-01", NULL, -1, 20, "", ND_356},
    {"data_request_days", "extension", "2026-01-01", NULL, -1, 15, "một lần", ND_356},
    {"retention_months", "member", "2026-01-01", NULL, -1, 12, "", LABOUR},
    {"retention_months", "visit", "2026-01-01", NULL, -1, 120, "", ACCOUNTING},
    {"retention_months", "child_care", "2026-01-01", NULL, -1, 120, "", ACCOUNTING},
    {"retention_months", "contribution", "2026-01-01", NULL, -1, 120, "", ACCOUNTING},
    {"retention_months", "address", "2026-01-01", NULL, -1, 60, "", CUSTOM},
    {"retention_months", "donor", "2026-01-01", NULL, -1, 12, "", CUSTOM},
    {"retention_months", "consent", "2026-01-01", NULL, -1, 24, "", CUSTOM},
    {"retention_months", "data_request", "2026-01-01", NULL, -1, 24, "", CUSTOM},
    {"reads_per_day", "", "2000-01-01", NULL, -1, 50, "", CUSTOM},
    {"reads_kept_months", "", "2000-01-01", NULL, -1, 24, "", CUSTOM},
};
const gsize shipped_privacy_count = G_N_ELEMENTS(shipped_privacy);
