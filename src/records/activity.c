/* activity.c: one thing a unit did for people, or a line that gathers several (a commune's month).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "records/choices.h"

enum {
    HELD,
    ENDED,
    TITLE,
    WORK,
    STATE,
    VALUE,
    CASH,
    GOODS,
    UNIT_VALUE,
    CAMPAIGNS,
    PLACE,
    REPORTER,
    PEOPLE,
    TIMES,
    HOUSEHOLDS,
    GIFTS,
    ADDRESSES,
    LABOUR_DAYS,
    GROUP,
    PARTNERS,
    COUNTED_IN,
    DESCRIPTION,
    MADE_UP
};

static const Choice groups[] = {
    {"poor", N_("poor households")},
    {"agent_orange", N_("victims of Agent Orange")},
    {"elderly", N_("elderly people")},
    {"children", N_("children and young people")},
    {"disabled", N_("people with disabilities")},
    {"disaster", N_("people hit by disaster")},
    {"patients", N_("patients")},
    {"community", N_("the community")},
    {"other", N_("others")},
    {NULL, NULL},
};
static const Field campaign_parts[] = {
    {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "campaign"},
    {NULL},
};
static const Field partner_parts[] = {
    {"partner", N_("Partner"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"share", N_("Share"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày tháng|Ngày thực hiện|Thời gian"},
    [ENDED] = {"ended", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Đến ngày|Ngày kết thúc"},
    [TITLE] = {"title", N_("Activity"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Nội dung|Hoạt động|Tên hoạt động|Nội dung hoạt động"},
    [WORK] = {"field", N_("Field of work"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
              .required = true, .in_list = true, .choices = choices_fields_of_work, .cut = "field",
              .import_as = "Lĩnh vực|Lĩnh vực hoạt động"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = choices_states, .import_as = "Trạng thái|Tình trạng",
               .help = N_("only what was delivered is in the total")},
    [VALUE] = {"value", N_("Value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .import_as =
                   "Trị giá|Giá trị|Thành tiền|Số tiền|Tổng trị giá|Tổng giá trị|Kinh phí"},
    [CASH] = {"cash", N_("of it in cash"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
              .import_as = "Tiền mặt"},
    [GOODS] = {"goods", N_("of it in goods"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Hàng hóa|Hàng hoá|Hiện vật"},
    [UNIT_VALUE] = {"unit_value", N_("Value of one"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
                    .import_as = "Đơn giá|Mức quà|Giá trị một suất|Trị giá mỗi suất",
                    .help = N_("of one gift, household or time helped")},
    [CAMPAIGNS] = {"campaigns", N_("Campaigns"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                   .parts = campaign_parts, .cut = "campaign",
                   .import_as = "Phong trào|Cuộc vận động|Chiến dịch|Chương trình",
                   .help = N_("several are fine: the activity is counted once")},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
               .import_as = "Địa điểm|Nơi thực hiện|Địa bàn|Địa chỉ"},
    [REPORTER] = {"reporter", N_("Reported by (commune)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .in_list = true, .cut = "reporter",
                  .import_as = "Đơn vị|Xã|Xã, phường|Đơn vị báo cáo|Đơn vị thực hiện"},
    [PEOPLE] = {"people", N_("People helped"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                .in_list = true, .unit = N_("people"),
                .import_as = "Số người|Người|Số đối tượng|Đối tượng"},
    [TIMES] = {"times", N_("Times people were helped"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
               .in_list = true, .unit = N_("times helped"),
               .import_as = "Lượt người|Số lượt|Lượt|Số lượt người"},
    [HOUSEHOLDS] = {"households", N_("Households helped"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                    .unit = N_("households"), .import_as = "Số hộ|Hộ"},
    [GIFTS] = {"gifts", N_("Gifts given"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .unit = N_("gifts"), .import_as = "Số suất|Suất|Suất quà|Phần quà|Số phần quà"},
    [ADDRESSES] = {"addresses", N_("Humanitarian addresses"), FIELD_COUNT, CLASS_NONE,
                   SHARE_COVENANT, .unit = N_("addresses"),
                   .import_as = "Địa chỉ nhân đạo|Số địa chỉ"},
    [LABOUR_DAYS] = {"labour_days", N_("Labour days"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                     .unit = N_("days"), .import_as = "Ngày công"},
    [GROUP] = {"group", N_("For whom"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = groups,
               .cut = "group", .import_as = "Đối tượng hưởng lợi|Nhóm đối tượng|Đối tượng"},
    [PARTNERS] = {"partners", N_("Done together with"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                  .parts = partner_parts},
    [COUNTED_IN] = {"counted_in", N_("Already counted in"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                    .links_to = "activity",
                    .help = N_("when its value stands in another activity already, also of a "
                               "twin's book, it is not counted again")},
    [DESCRIPTION] = {"description", N_("Description"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .long_text = true, .import_as = "Mô tả|Diễn giải|Ghi chú"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE, SHARE_COVENANT,
                 .cut = "made_up"},
};

/* The value is the number times the value of one, whichever number is meant. */
static void
check_unit_value(const Record *record, Problems *problems)
{
    static const int numbers[] = {GIFTS, HOUSEHOLDS, PEOPLE, TIMES, ADDRESSES};
    Money value, one;
    bool any = false;
    if (!record_money(record, VALUE, &value) || !record_money(record, UNIT_VALUE, &one))
        return;
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        gint64 product;
        if (record_is_empty(record, numbers[i]))
            continue;
        any = true;
        if (!__builtin_mul_overflow(record_count(record, numbers[i]), one.vnd, &product) &&
            product == value.vnd)
            return;
    }
    if (any)
        problems_add(problems, PROBLEM_HINT, "value",
                     "The value is not the number times the value of one.");
}

static void
activity_check(const Record *record, Problems *problems)
{
    static const int parts[] = {CASH, GOODS, -1};
    problems_order(record, problems, HELD, ENDED);
    problems_sum(record, problems, VALUE, parts);
    problems_not_more(record, problems, PEOPLE, TIMES);
    check_unit_value(record, problems);
}

const Kind kind_activity = {
    "activity",  N_("Activity"), N_("Activities"), N_("Activities"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = TITLE,   .dated = HELD,    .check = activity_check,
};
