/* shipped_rates.c: rules that laws and decisions made, each with its days and its source.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

const ShippedRate shipped_rates[] = {
    /* The article names publicity but the days are custom: a unit writes its own rows where its province has others. */
    {"publicity_days", "after_receiving", "2021-12-11", NULL, -1, 15, "",
     "Thông lệ (Nghị định 93/2021/NĐ-CP, Điều 14)"},
    {"publicity_days", "after_distribution", "2021-12-11", NULL, -1, 30, "",
     "Thông lệ (Nghị định 93/2021/NĐ-CP, Điều 14)"},
    /* The holder tells the commune: a pot from 100 million, two funds or more at once. */
    {"fund_notice", "pot", "2019-04-05", NULL, 100000000, -1, "", "Nghị định 19/2019/NĐ-CP"},
    {"fund_notice", "rounds", "2019-04-05", NULL, -1, 2, "", "Nghị định 19/2019/NĐ-CP"},
};
const gsize shipped_rates_count = G_N_ELEMENTS(shipped_rates);
