/* shipped_rates.c: rules that laws and decisions made, each with its days and its source.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

const ShippedRate shipped_rates[] = {
    {"blood_gift", "250", "2019-01-01", NULL, 100000, -1, "", "Thông tư 20/2018/TT-BYT"},
    {"blood_gift", "350", "2019-01-01", NULL, 150000, -1, "", "Thông tư 20/2018/TT-BYT"},
    {"blood_gift", "450", "2019-01-01", NULL, 180000, -1, "", "Thông tư 20/2018/TT-BYT"},
};
const gsize shipped_rates_count = G_N_ELEMENTS(shipped_rates);
