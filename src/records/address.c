/* address.c: a humanitarian address: a person, household or group in need, followed until they stand on their own.
 * Private: only numbers leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    CODE,
    SORT,
    COMMUNE,
    NAME,
    BORN,
    SEX,
    PHONE,
    HOME,
    PERSONS,
    CIRCUMSTANCES,
    HEALTH,
    AGENT_ORANGE,
    NEED,
    PRIORITY,
    STATE,
    SURVEYED,
    SPONSOR,
    SPONSORED,
    LEFT,
    WHY_LEFT,
    CONSENT
};

static const Choice sorts[] = {
    {"person", N_("person")}, {"household", N_("household")}, {"group", N_("group")}, {NULL, NULL}};
static const Choice sexes[] = {{"male", N_("male")}, {"female", N_("female")}, {NULL, NULL}};
static const Choice priorities[] = {
    {"urgent", N_("urgent")}, {"high", N_("high")}, {"normal", N_("normal")}, {NULL, NULL}};
static const Choice states[] = {
    {"proposed", N_("proposed")},
    {"approved", N_("approved")},
    {"waiting", N_("waiting for a sponsor")},
    {"helped", N_("being helped")},
    {"paused", N_("paused")},
    {"left", N_("left the list")},
    {NULL, NULL},
};
static const Choice reasons[] = {
    {"stands", N_("stands on their own")},     {"died", N_("died")},   {"moved", N_("moved away")},
    {"no_sponsor", N_("no sponsor any more")}, {"other", N_("other")}, {NULL, NULL},
};
static const Field fields[] = {
    [CODE] = {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .in_list = true,
              .import_as = "Mã|Mã số|Mã địa chỉ"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
              .choices = sorts, .import_as = "Loại|Loại đối tượng"},
    [COMMUNE] = {"commune", N_("Commune"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .required = true,
                 .in_list = true, .cut = "commune", .import_as = "Xã|Xã, phường|Phường|Địa bàn"},
    [NAME] = {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Họ tên|Họ và tên|Tên|Chủ hộ"},
    [BORN] = {"born", N_("Year of birth"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Năm sinh"},
    [SEX] = {"sex", N_("Sex"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = sexes,
             .import_as = "Giới tính|Giới"},
    [PHONE] = {"phone", N_("Telephone"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Điện thoại|SĐT"},
    [HOME] = {"home", N_("Home address"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Địa chỉ|Nơi ở|Chỗ ở"},
    [PERSONS] = {"persons", N_("Persons in the household"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                 .unit = N_("people"), .import_as = "Nhân khẩu|Số nhân khẩu|Số người"},
    [CIRCUMSTANCES] = {"circumstances", N_("Circumstances"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                       .long_text = true, .import_as = "Hoàn cảnh"},
    [HEALTH] = {"health", N_("Illness or disability"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                .import_as = "Bệnh tật|Khuyết tật|Tình trạng sức khoẻ"},
    [AGENT_ORANGE] = {"agent_orange", N_("Exposure to Agent Orange"), FIELD_TEXT, CLASS_SENSITIVE,
                      SHARE_OWN, .import_as = "Da cam|Nạn nhân da cam"},
    [NEED] = {"need", N_("What is needed"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
              .import_as = "Nhu cầu|Đề nghị hỗ trợ"},
    [PRIORITY] = {"priority", N_("Priority"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                  .choices = priorities, .import_as = "Ưu tiên|Mức ưu tiên"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .choices = states, .cut = "state",
               .import_as = "Trạng thái|Tình trạng"},
    [SURVEYED] = {"surveyed", N_("Surveyed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
                  .import_as = "Ngày khảo sát"},
    [SPONSOR] = {"sponsor", N_("Sponsor"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Nhà tài trợ|Người đỡ đầu|Đơn vị nhận giúp"},
    [SPONSORED] = {"sponsored", N_("Help promised"), FIELD_MONEY, CLASS_NONE, SHARE_OWN,
                   .in_list = true, .import_as = "Mức hỗ trợ|Mức trợ giúp|Số tiền"},
    [LEFT] = {"left", N_("Left the list on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
              .import_as = "Ngày ra khỏi danh sách"},
    [WHY_LEFT] = {"why_left", N_("Why left"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
                  .choices = reasons, .import_as = "Lý do ra"},
    [CONSENT] = {"consent", N_("Agreed to be on file"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                 .import_as = "Đồng ý"},
};

static void
address_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, SURVEYED, LEFT);
    if (record_choice_is(record, STATE, "left") && record_is_empty(record, WHY_LEFT))
        problems_add(problems, PROBLEM_HINT, "why_left", "Say why they left the list.");
    problems_born(record, problems, BORN);
}

const Kind kind_address = {
    "address",
    N_("Humanitarian address"),
    N_("Humanitarian addresses"),
    N_("Addresses"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = NAME,
    .dated = SURVEYED,
    .check = address_check,
};
