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
    /* What unions above may give a member in hardship; unions of the office itself fix their own norms. */
    {"visit_limit", "direct", "2022-03-01", "2024-09-30", 500000, -1, "",
     "Quyết định 4291/QĐ-TLĐ năm 2022, Điều 4 khoản 2"},
    {"visit_limit", "provincial", "2022-03-01", "2024-09-30", 1000000, -1, "",
     "Quyết định 4291/QĐ-TLĐ năm 2022, Điều 4 khoản 2"},
    {"visit_limit", "direct", "2024-10-01", NULL, -1, -1,
     "theo Quyết định 1411/QĐ-TLĐ; không áp dụng cho công đoàn cơ sở", "Quyết định 1411/QĐ-TLĐ"},
    {"visit_limit", "provincial", "2024-10-01", NULL, -1, -1,
     "theo Quyết định 1411/QĐ-TLĐ; không áp dụng cho công đoàn cơ sở", "Quyết định 1411/QĐ-TLĐ"},
    /* In hundredths of a percent of the salary. */
    {"union_fee", "salary", "1990-01-01", NULL, -1, 100, "1 % tiền lương",
     "Thông lệ; đơn vị ghi quy định của mình"},
    {"child_age", "child", "2017-06-01", NULL, -1, 16, "", "Luật Trẻ em 102/2016/QH13, Điều 1"},
    {"award_body", "certificate.grassroots", "2024-01-01", NULL, -1, -1,
     "Thủ trưởng cơ quan, đơn vị hoặc Chủ tịch Uỷ ban nhân dân xã",
     "Luật Thi đua, khen thưởng 06/2022/QH15"},
    {"award_body", "certificate.district", "2004-07-01", "2025-06-30", -1, -1,
     "Chủ tịch Uỷ ban nhân dân huyện", "Chính quyền địa phương hai cấp từ ngày 01/7/2025"},
    {"award_body", "merit.provincial", "2004-07-01", NULL, -1, -1, "Chủ tịch Uỷ ban nhân dân tỉnh",
     "Luật Thi đua, khen thưởng"},
    {"award_body", "merit.national", "2004-07-01", NULL, -1, -1,
     "Thủ tướng Chính phủ; bộ, ban, ngành, đoàn thể trung ương", "Luật Thi đua, khen thưởng"},
    {"award_body", "medal.national", "2017-09-15", NULL, -1, -1,
     "Trung ương Hội Chữ thập đỏ Việt Nam; Tổng Liên đoàn Lao động Việt Nam",
     "Quyết định 122/QĐ-BCĐQG ngày 15/9/2017; Luật Thi đua, khen thưởng"},
    /* Customs of chapters, no law: a unit writes its own rows. */
    {"address_visit", "urgent", "2020-01-01", NULL, -1, 30, "", "Mức gợi ý của chương trình"},
    {"address_visit", "high", "2020-01-01", NULL, -1, 90, "", "Mức gợi ý của chương trình"},
    {"address_visit", "normal", "2020-01-01", NULL, -1, 180, "", "Mức gợi ý của chương trình"},
    {"address_confirm", "days", "2020-01-01", NULL, -1, 15, "", "Mức gợi ý của chương trình"},
    {"help_confirm", "days", "2020-01-01", NULL, -1, 7, "", "Mức gợi ý của chương trình"},
    {"erase_confirm", "days", "2020-01-01", NULL, -1, 30, "", "Mức gợi ý của chương trình"},
    {"help_again", "days", "2020-01-01", NULL, -1, 3, "", "Mức gợi ý của chương trình"},
};
const gsize shipped_rates_count = G_N_ELEMENTS(shipped_rates);
