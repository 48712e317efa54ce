/* activity.c: one thing a unit did for people, or a line that gathers several (a commune's month).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "base/percent.h"
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
    SORT,
    LEVEL,
    PEOPLE,
    TIMES,
    HOUSEHOLDS,
    GIFTS,
    ADDRESSES,
    LABOUR_DAYS,
    GROUP,
    KNOWN,
    FEMALE,
    CHILDREN,
    ELDERLY,
    ITEMS,
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
static const Choice sorts[] = {
    {"single", N_("one activity"), "Riêng|Chi tiết|Một hoạt động"},
    {"gathered", N_("a line that gathers several"), "Gộp|Tổng hợp|Dòng gộp"},
    {NULL, NULL},
};
static const Choice levels[] = {
    {"own", N_("by the unit itself"), "Cấp mình|Trực tiếp|Cấp tỉnh"},
    {"subordinate", N_("by a unit below"), "Cấp dưới|Cơ sở|Cấp xã|Cấp huyện"},
    {"supported", N_("with support from above"), "Trung ương hỗ trợ|Cấp trên hỗ trợ"},
    {NULL, NULL},
};
static const Field campaign_parts[] = {
    {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "campaign"},
    {NULL},
};
static const Field partner_parts[] = {
    {"partner", N_("Partner"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_unit = true},
    {"share", N_("Share"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT},
    {"percent", N_("or share in percent"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
enum { PARTNER, SHARE, PERCENT };
static const Field item_parts[] = {
    {"what", N_("Sort of goods"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"quantity", N_("Quantity"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"unit", N_("Unit of count"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"unit_value", N_("Value of one"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT},
    {"value", N_("Value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
enum { ITEM_WHAT, ITEM_QUANTITY, ITEM_UNIT, ITEM_UNIT_VALUE, ITEM_VALUE };
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày tháng|Ngày thực hiện|Thời gian"},
    [ENDED] = {"ended", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Đến ngày|Ngày kết thúc"},
    [TITLE] = {"title", N_("Activity"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Nội dung|Hoạt động|Tên hoạt động|Nội dung hoạt động"},
    [SORT] = {"sort", N_("What is written"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
              .choices = sorts, .import_as = "Loại dòng",
              .help =
                  N_("a commune's whole month may stand in one line, beside single activities")},
    [LEVEL] = {"level", N_("Done by"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = levels,
               .cut = "level", .import_as = "Cấp thực hiện"},
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
    [ITEMS] = {"items", N_("Goods, one by one"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .parts = item_parts, .help = N_("the value is the quantity times the value of one")},
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
    [KNOWN] = {"known_of", N_("of how many sex and age are known"), FIELD_COUNT, CLASS_NONE,
               SHARE_COVENANT, .unit = N_("people"), .import_as = "Số người biết giới tính, tuổi"},
    [FEMALE] = {"female", N_("of them women and girls"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                .unit = N_("people"), .import_as = "Nữ|Số nữ|Trong đó nữ"},
    [CHILDREN] = {"children", N_("of them children under 16"), FIELD_COUNT, CLASS_NONE,
                  SHARE_COVENANT, .unit = N_("people"),
                  .import_as = "Trẻ em|Số trẻ em|Trẻ em dưới 16 tuổi"},
    [ELDERLY] = {"elderly", N_("of them 60 and older"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                 .unit = N_("people"), .import_as = "Người cao tuổi|Từ 60 tuổi"},
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
                  .parts = partner_parts,
                  .help = N_("a name, or the code of a unit known here; its share in money or in "
                             "percent")},
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

/* Of each sort of goods and of all: quantity times the value of one. */
static void
check_items(const Record *record, Problems *problems)
{
    gint64 all = 0;
    Money goods;
    for (gsize i = 0; i < record_items(record, ITEMS); i++) {
        g_autofree char *what = record_part(record, ITEMS, i, ITEM_WHAT),
                        *quantity = record_part(record, ITEMS, i, ITEM_QUANTITY),
                        *unit_value = record_part(record, ITEMS, i, ITEM_UNIT_VALUE),
                        *stored = record_part(record, ITEMS, i, ITEM_VALUE);
        Money one, value;
        gint64 number, product = 0;
        bool priced = money_parse(unit_value, &one, NULL) && count_read(quantity, &number, NULL) &&
                      !__builtin_mul_overflow(number, one.vnd, &product);
        bool valued = money_parse(stored, &value, NULL);
        if (priced && valued && product != value.vnd)
            problems_add(problems, PROBLEM_HINT, "items",
                         "The value of \"%s\" is not the quantity times the value of one.", what);
        if (!priced && !valued)
            return;
        if (__builtin_add_overflow(all, valued ? value.vnd : product, &all))
            return;
    }
    if (all == 0)
        return;
    g_autofree char *text = money_digits(all, lang_current());
    if (!record_money(record, GOODS, &goods))
        problems_add(problems, PROBLEM_HINT, "goods",
                     "The goods written one by one are worth %s; say so under \"%s\" too.", text,
                     _(fields[GOODS].label));
    else if (goods.vnd != all)
        problems_add(problems, PROBLEM_HINT, "goods",
                     "The goods written one by one are worth %s, not what stands here.", text);
}

/* Shares in money and in percent together are never more than the whole. */
static void
check_partners(const Record *record, Problems *problems)
{
    Money value = {0};
    gint64 vnd = 0, all_thousandths = 0;
    bool valued = record_money(record, VALUE, &value);
    for (gsize i = 0; i < record_items(record, PARTNERS); i++) {
        g_autofree char *share = record_part(record, PARTNERS, i, SHARE),
                        *percent = record_part(record, PARTNERS, i, PERCENT);
        Money money;
        gint64 thousandths;
        if (money_parse(share, &money, NULL) && __builtin_add_overflow(vnd, money.vnd, &vnd))
            return;
        if (*percent == '\0')
            continue;
        if (!percent_read(percent, &thousandths))
            problems_add(problems, PROBLEM_HINT, "partners",
                         "\"%s\" is not a share in percent, such as 40 or 33,3%%.", percent);
        else
            all_thousandths += thousandths;
    }
    /* In hundred-thousandths of the value, so that nothing is rounded. */
    __int128 whole = (__int128)value.vnd * PERCENT_WHOLE;
    __int128 parts = (__int128)vnd * PERCENT_WHOLE + (__int128)value.vnd * all_thousandths;
    if (all_thousandths > PERCENT_WHOLE || (valued && parts > whole))
        problems_add(problems, PROBLEM_HINT, "partners",
                     "The shares of those who did it together are more than the whole.");
}

/* Bands of sex and age are parts of the people of whom they are known. */
static void
check_bands(const Record *record, Problems *problems)
{
    bool banded = !record_is_empty(record, FEMALE) || !record_is_empty(record, CHILDREN) ||
                  !record_is_empty(record, ELDERLY);
    problems_not_more(record, problems, KNOWN, PEOPLE);
    if (!banded)
        return;
    if (record_is_empty(record, KNOWN)) {
        problems_add(problems, PROBLEM_HINT, "known_of",
                     "Say of how many people sex and age are known; of the others they are not.");
        return;
    }
    problems_not_more(record, problems, FEMALE, KNOWN);
    if (record_count(record, CHILDREN) + record_count(record, ELDERLY) >
        record_count(record, KNOWN))
        problems_add(problems, PROBLEM_HINT, "children",
                     "Children and elderly people together are more than \"%s\".",
                     _(fields[KNOWN].label));
}

static void
activity_check(const Record *record, Problems *problems)
{
    static const int parts[] = {CASH, GOODS, -1};
    problems_order(record, problems, HELD, ENDED);
    problems_sum(record, problems, VALUE, parts);
    problems_not_more(record, problems, PEOPLE, TIMES);
    check_unit_value(record, problems);
    check_items(record, problems);
    check_partners(record, problems);
    check_bands(record, problems);
}

const Kind kind_activity = {
    "activity",  N_("Activity"), N_("Activities"), N_("Activities"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = TITLE,   .dated = HELD,    .check = activity_check,
};
