/* member.c: a union member. Private: only their number leaves, as a statement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    NAME,
    BORN,
    SEX,
    ETHNICITY,
    RELIGION,
    PARTY_MEMBER,
    PHONE,
    JOINED,
    LEFT,
    WHY_LEFT,
    FEE,
    CHILDREN,
    NOTE,
    DEPARTMENT,
    CAME_FROM,
    HOW_LEFT,
    MOVED_TO,
    FEE_BASE
};

static const Choice sexes[] = {{"male", N_("male")}, {"female", N_("female")}, {NULL, NULL}};
static const Choice ways_out[] = {
    {"transferred", N_("transferred to another union")},
    {"retired", N_("retired")},
    {"resigned", N_("left the job")},
    {"died", N_("died")},
    {"expelled", N_("expelled")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Field child_parts[] = {
    {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"born", N_("Year of birth"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"school", N_("Learning"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Họ tên|Họ và tên|Đoàn viên"},
    [BORN] = {"born", N_("Born"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
              .import_as = "Ngày sinh|Sinh ngày"},
    [SEX] = {"sex", N_("Sex"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = sexes,
             .import_as = "Giới tính|Giới"},
    [ETHNICITY] = {"ethnicity", N_("Ethnic group"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                   .import_as = "Dân tộc"},
    [RELIGION] = {"religion", N_("Religion"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                  .import_as = "Tôn giáo"},
    [PARTY_MEMBER] = {"party_member", N_("Party membership"), FIELD_TEXT, CLASS_SENSITIVE,
                      SHARE_OWN, .import_as = "Đảng viên"},
    [PHONE] = {"phone", N_("Telephone"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Điện thoại|SĐT"},
    [JOINED] = {"joined", N_("Joined"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Ngày vào|Ngày kết nạp|Ngày vào công đoàn"},
    [LEFT] = {"left", N_("Left"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .import_as = "Ngày ra"},
    [WHY_LEFT] = {"why_left", N_("Why left"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                  .import_as = "Lý do ra"},
    [FEE] = {"fee", N_("Monthly fee"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .import_as = "Đoàn phí"},
    [CHILDREN] = {"children", N_("Their children"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                  .parts = child_parts},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [DEPARTMENT] = {"department", N_("Department"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                    .in_list = true, .import_as = "Bộ phận|Phòng|Phòng ban|Tổ công đoàn"},
    [CAME_FROM] = {"came_from", N_("Transferred in from"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                   .import_as = "Chuyển đến từ|Nơi chuyển đến"},
    [HOW_LEFT] = {"how_left", N_("How they left"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                  .choices = ways_out, .import_as = "Hình thức ra"},
    [MOVED_TO] = {"moved_to", N_("Transferred to"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                  .import_as = "Chuyển đi đến|Nơi chuyển đi"},
    [FEE_BASE] = {"fee_base", N_("Salary that the fee is taken from"), FIELD_MONEY, CLASS_NONE,
                  SHARE_OWN, .import_as = "Tiền lương|Lương đóng đoàn phí|Mức lương",
                  .help = N_("the monthly fee is a share of it, unless a fee is written above")},
};

static void
member_check(const Record *record, Problems *problems)
{
    problems_born(record, problems, BORN);
    problems_order(record, problems, JOINED, LEFT);
    bool left = !record_is_empty(record, LEFT);
    if (!left && (!record_is_empty(record, HOW_LEFT) || !record_is_empty(record, MOVED_TO) ||
                  !record_is_empty(record, WHY_LEFT)))
        problems_add(problems, PROBLEM_HINT, "left",
                     "Say on which day they left: until then they count as a member.");
    if (left && record_is_empty(record, HOW_LEFT) && record_is_empty(record, WHY_LEFT))
        problems_add(problems, PROBLEM_HINT, "how_left",
                     "Say how they left: transferred, retired or otherwise.");
    if (!record_is_empty(record, MOVED_TO) && !record_is_empty(record, HOW_LEFT) &&
        !record_choice_is(record, HOW_LEFT, "transferred"))
        problems_add(problems, PROBLEM_HINT, "how_left",
                     "Only whoever is transferred goes to another union.");
}

const Kind kind_member = {
    "member",    N_("Union member"), N_("Union members"), N_("Union"),     NATURE_PRIVATE,
    .schema = 1, FIELDS(fields),     .title = NAME,       .dated = JOINED, .check = member_check,
};
