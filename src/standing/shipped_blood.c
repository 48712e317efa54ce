/* shipped_blood.c: rules about giving blood, each with its days and its source.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/rates.h"

#define TT_26_2013 "Thông tư 26/2013/TT-BYT"
#define TT_33_2014 "Thông tư 33/2014/TT-BYT"
#define TT_20_2018 "Thông tư 20/2018/TT-BYT"
#define QD_122_2017 "Quyết định 122/QĐ-BCĐQG ngày 15/9/2017"

const ShippedRate shipped_blood[] = {
    /* What a donor is given at least, by ml of whole blood (250), or by the ml of components up to which it holds. */
    {"blood_gift", "250", "2011-01-01", "2014-12-31", -1, -1,
     "trước năm 2015: quà tối đa 80.000 đồng, ăn nhẹ 30.000 đồng, đi lại 20.000 đồng", ""},
    {"blood_gift", "250", "2015-01-01", "2018-12-31", 100000, -1, "", TT_33_2014},
    {"blood_gift", "350", "2015-01-01", "2018-12-31", 150000, -1, "", TT_33_2014},
    {"blood_gift", "250", "2019-01-01", NULL, 100000, -1, "", TT_20_2018},
    {"blood_gift", "350", "2019-01-01", NULL, 150000, -1, "", TT_20_2018},
    {"blood_gift", "450", "2019-01-01", NULL, 180000, -1, "", TT_20_2018},
    {"blood_gift", "apheresis_400", "2019-01-01", NULL, 150000, -1, "", TT_20_2018},
    {"blood_gift", "apheresis_500", "2019-01-01", NULL, 200000, -1, "", TT_20_2018},
    {"blood_gift", "apheresis_650", "2019-01-01", NULL, 250000, -1, "", TT_20_2018},
    {"blood_gift", "meal", "2019-01-01", NULL, 30000, -1, "", TT_20_2018},
    {"blood_gift", "travel", "2019-01-01", NULL, 50000, -1, "bình quân tối đa", TT_20_2018},
    /* Who may give how much: years, kg, ml, ml for each kg. */
    {"blood_donor", "age_least", "2014-01-01", NULL, -1, 18, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "age_most", "2014-01-01", NULL, -1, 60, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "kg_women", "2014-01-01", NULL, -1, 42, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "kg_men", "2014-01-01", NULL, -1, 45, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "kg_full", "2014-01-01", NULL, -1, 45, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "ml_light", "2014-01-01", NULL, -1, 250, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "ml_a_kg", "2014-01-01", NULL, -1, 9, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "ml_most", "2014-01-01", NULL, -1, 500, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "apheresis_kg", "2014-01-01", NULL, -1, 50, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "apheresis_ml", "2014-01-01", NULL, -1, 500, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "apheresis_kg_more", "2014-01-01", NULL, -1, 60, "", TT_26_2013 ", Điều 4"},
    {"blood_donor", "apheresis_ml_more", "2014-01-01", NULL, -1, 650, "", TT_26_2013 ", Điều 4"},
    /* Days after a donation of each component, and how often within them. */
    {"blood_interval", "whole", "2014-01-01", NULL, -1, 84, "", TT_26_2013 ", Điều 6"},
    {"blood_interval", "red_cells", "2014-01-01", NULL, -1, 84, "", TT_26_2013 ", Điều 6"},
    {"blood_interval", "platelets", "2014-01-01", NULL, -1, 14, "", TT_26_2013 ", Điều 6"},
    {"blood_interval", "plasma", "2014-01-01", NULL, -1, 14, "", TT_26_2013 ", Điều 6"},
    {"blood_interval", "granulocytes", "2014-01-01", NULL, -1, 7, "", TT_26_2013 ", Điều 6"},
    {"blood_interval", "stem_cells", "2014-01-01", NULL, -1, 7, "", TT_26_2013 ", Điều 6"},
    {"blood_times", "granulocytes", "2014-01-01", NULL, -1, 3, "", TT_26_2013 ", Điều 6"},
    {"blood_times", "stem_cells", "2014-01-01", NULL, -1, 3, "", TT_26_2013 ", Điều 6"},
    /* Months to wait after what a person says themselves; it is told, never written down. */
    {"blood_deferral", "6", "2014-01-01", NULL, -1, 6,
     "xăm trổ, bấm tai, mũi; phơi nhiễm với máu; khỏi thương hàn, nhiễm trùng huyết, rắn cắn",
     TT_26_2013 ", Điều 5"},
    /* Honours by number of donations: what is given, by whom. Districts ended on 1/7/2025. */
    {"blood_honour", "5", "2017-09-15", "2025-06-30", -1, 5,
     "Tôn vinh mức 5–9 lần (Ban Chỉ đạo cấp huyện)", QD_122_2017},
    {"blood_honour", "5", "2025-07-01", NULL, -1, 5,
     "Tôn vinh mức 5–9 lần (cấp xã hoặc cấp tỉnh; không còn cấp huyện)", QD_122_2017},
    {"blood_honour", "10", "2017-09-15", "2025-06-30", -1, 10,
     "Tôn vinh mức 10–14 lần (Ban Chỉ đạo cấp huyện, Giấy khen của Hội)", QD_122_2017},
    {"blood_honour", "10", "2025-07-01", NULL, -1, 10,
     "Tôn vinh mức 10–14 lần (Giấy khen của Hội; không còn cấp huyện)", QD_122_2017},
    {"blood_honour", "15", "2017-09-15", NULL, -1, 15,
     "Tôn vinh mức 15–19 lần (Ban Chỉ đạo cấp tỉnh)", QD_122_2017},
    {"blood_honour", "20", "2017-09-15", NULL, -1, 20,
     "Tôn vinh mức 20–29 lần (Bằng khen của Ủy ban nhân dân tỉnh)", QD_122_2017},
    {"blood_honour", "30", "2017-09-15", NULL, -1, 30,
     "Tôn vinh mức 30 lần (Bằng khen của Trung ương Hội)", QD_122_2017},
    {"blood_honour", "40", "2017-09-15", NULL, -1, 40,
     "Tôn vinh mức 40 lần (Kỷ niệm chương của Trung ương Hội)", QD_122_2017},
    {"blood_honour", "50", "2017-09-15", NULL, -1, 50, "Tôn vinh mức 50 lần (cấp quốc gia)",
     QD_122_2017},
    {"blood_honour", "70", "2017-09-15", NULL, -1, 70,
     "Tôn vinh mức 70 lần (Bằng khen của Thủ tướng Chính phủ)", QD_122_2017},
    {"blood_honour", "100", "2017-09-15", NULL, -1, 100, "Tôn vinh mức 100 lần (cấp quốc gia)",
     QD_122_2017},
};
const gsize shipped_blood_count = G_N_ELEMENTS(shipped_blood);
