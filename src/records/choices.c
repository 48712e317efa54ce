/* choices.c: lists of choices that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"

const Choice choices_fields_of_work[] = {
    {"1", N_("Emergency relief and humanitarian aid"),
     "Công tác xã hội|Xã hội|Cứu trợ xã hội|Công tác xã hội nhân đạo"},
    {"2", N_("Health care"), "Y tế|Khám chữa bệnh"},
    {"3", N_("First aid"), "Sơ cứu"},
    {"4", N_("Donation of blood, tissue, organs and bodies"), "Hiến máu tình nguyện|Hiến mô tạng"},
    {"5", N_("Tracing relatives lost in war and disaster"), "Tìm kiếm tin tức|Tìm tin thân nhân"},
    {"6", N_("Promotion of humanitarian values"), "Truyền thông"},
    {"7", N_("Disaster prevention and response"), "Phòng chống thiên tai|Thiên tai thảm hoạ"},
    {NULL, NULL},
};

const Choice choices_states[] = {
    {"pledged", N_("pledged"), "Đăng ký|Hứa"},
    {"raised", N_("raised"), "Vận động|Tiếp nhận|Đã tiếp nhận"},
    {"allocated", N_("allocated"), "Phân bổ"},
    {"delivered", N_("delivered"),
     "Trao|Đã trao tặng|Trao tặng|Đã thực hiện|Thực hiện|Hoàn thành|Đã hoàn thành"},
    {NULL},
};

const Choice choices_levels[] = {
    {"grassroots", N_("grassroots level")},
    {"district", N_("district level")},
    {"provincial", N_("provincial level")},
    {"national", N_("national level")},
    {NULL, NULL},
};

const Choice choices_sexes[] = {
    {"male", N_("male")},
    {"female", N_("female")},
    {NULL, NULL},
};

const Choice choices_blood_components[] = {
    {"whole", N_("whole blood"), "Máu|Máu TP"},
    {"red_cells", N_("red cells"), "Hồng cầu|Khối hồng cầu"},
    {"platelets", N_("platelets"), "Tiểu cầu|Khối tiểu cầu"},
    {"plasma", N_("plasma"), "Huyết tương"},
    {"granulocytes", N_("granulocytes"), "Bạch cầu hạt|Bạch cầu"},
    {"stem_cells", N_("stem cells"), "Tế bào gốc"},
    {NULL, NULL},
};

const Choice choices_qualifiers[] = {
    {"eq", N_("exactly"), "="},
    {"over", N_("over"), "hơn"},
    {"near", N_("nearly"), NULL},
    {"about", N_("about"), "xấp xỉ"},
    {"estimate", N_("an estimated"), NULL},
    {"atleast", N_("at least"), "tối thiểu"},
    {NULL, NULL},
};
