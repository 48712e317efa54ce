/* work.c: a work (công trình, phần việc): bridge, house, road: cost, labour, occasion, plaque.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "records/choices.h"

enum {
    NAME,
    SORT,
    PLACE,
    SIZE,
    WORK_FIELD,
    STATE,
    VALUE,
    SPONSORS,
    LABOUR_DAYS,
    LAND,
    STARTED,
    OPENED,
    OCCASION,
    PLAQUE_TEXT,
    PLAQUE_DATE,
    BENEFICIARIES,
    COUNTED_IN,
    PHOTO,
    NOTE,
    MADE_UP,
    LAND_M2,
    CROPS,
    KEPT_BY,
    CHECKS
};

static const Choice sorts[] = {
    {"bridge", N_("bridge")},
    {"house", N_("house")},
    {"road", N_("road")},
    {"water", N_("water supply")},
    {"school", N_("school work")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Choice sources[] = {
    {"budget", N_("state budget"), "Ngân sách"},
    {"donor", N_("donors"), "Vận động|Tài trợ|Mạnh thường quân"},
    {"people", N_("the people of the place"), "Dân|Nhân dân đóng góp|Đối ứng"},
    {"own", N_("the unit's own money"), "Quỹ đơn vị|Công đoàn"},
    {NULL},
};
static const Choice conditions[] = {
    {"good", N_("good"), "Tốt"},
    {"worn", N_("worn, still in use"), "Xuống cấp"},
    {"broken", N_("damaged, not in use"), "Hư hỏng"},
    {NULL},
};
static const Field sponsor_parts[] = {
    {"sponsor", N_("Sponsor"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"amount", N_("Amount"), FIELD_MONEY, CLASS_NONE, SHARE_OWN},
    {"sort", N_("Source"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = sources},
    {NULL},
};
static const Field check_parts[] = {
    {"on", N_("On"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {"by", N_("By"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"condition", N_("Condition"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = conditions},
    {"to_do", N_("What is to be done"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    {"until", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {"done", N_("Done on"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Tên công trình|Công trình|Phần việc"},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
              .choices = sorts, .import_as = "Loại"},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
               .import_as = "Địa điểm"},
    [SIZE] = {"size", N_("Size"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
              .import_as = "Kích thước|Quy mô"},
    [WORK_FIELD] = {"field", N_("Field of work"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                    .choices = choices_fields_of_work, .cut = "field", .import_as = "Lĩnh vực"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
               .choices = choices_states, .import_as = "Trạng thái"},
    [VALUE] = {"value", N_("Value"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .import_as = "Trị giá|Giá trị|Kinh phí"},
    [SPONSORS] = {"sponsors", N_("Cost by source"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                  .parts = sponsor_parts},
    [LABOUR_DAYS] = {"labour_days", N_("Labour days"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                     .unit = N_("days"), .import_as = "Ngày công"},
    [LAND] = {"land", N_("Land given"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
              .import_as = "Hiến đất"},
    [STARTED] = {"started", N_("Building began"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                 .import_as = "Khởi công"},
    [OPENED] = {"opened", N_("Opened"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                .import_as = "Khánh thành|Ngày khánh thành|Hoàn thành"},
    [OCCASION] = {"occasion", N_("Occasion"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                  .import_as = "Dịp|Chào mừng"},
    [PLAQUE_TEXT] = {"plaque_text", N_("Text of the plaque"), FIELD_TEXT, CLASS_BASIC,
                     SHARE_COVENANT, .import_as = "Nội dung biển"},
    [PLAQUE_DATE] = {"plaque_date", N_("Plaque put up on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                     .import_as = "Ngày gắn biển"},
    [BENEFICIARIES] = {"beneficiaries", N_("People who benefit"), FIELD_COUNT, CLASS_NONE,
                       SHARE_COVENANT, .unit = N_("people"), .import_as = "Người hưởng lợi"},
    [COUNTED_IN] = {"counted_in", N_("Already counted in"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                    .links_to = "activity",
                    .help = N_(
                        "when its value stands in an activity already, it is not counted again")},
    [PHOTO] = {"photo", N_("Photo"), FIELD_FILE, CLASS_BASIC, SHARE_COVENANT},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
    [LAND_M2] = {"land_m2", N_("Area of the land given"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                 .unit = N_("m²"), .import_as = "Diện tích đất hiến"},
    [CROPS] = {"crops", N_("Crops and fences given"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
               .import_as = "Hoa màu|Cây cối hoa màu"},
    [KEPT_BY] = {"kept_by", N_("Handed over to"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .import_as = "Bàn giao cho|Đơn vị quản lý"},
    [CHECKS] = {"checks", N_("Later checks"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                .parts = check_parts,
                .help = N_("what is to be done stands among what falls due until it is done")},
};

/* What the sources gave makes the value. */
static void
check_cost(const Record *record, Problems *problems)
{
    Money value, sum = {0};
    bool any = false;
    for (gsize i = 0; i < record_items(record, SPONSORS); i++) {
        g_autofree char *part = record_part(record, SPONSORS, i, 1);
        Money amount;
        if (!money_parse(part, &amount, NULL))
            continue;
        any = true;
        if (!money_add(&sum, amount))
            return;
    }
    if (!any || !record_money(record, VALUE, &value) || value.vnd == sum.vnd)
        return;
    g_autofree char *sum_text = money_digits(sum.vnd, lang_current()),
                    *value_text = money_digits(value.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, "value", "The sources make %s, not %s.", sum_text,
                 value_text);
}

static void
check_checks(const Record *record, Problems *problems)
{
    for (gsize i = 0; i < record_items(record, CHECKS); i++) {
        g_autofree char *until = record_part(record, CHECKS, i, 4),
                        *to_do = record_part(record, CHECKS, i, 3);
        problems_part_order(record, problems, CHECKS, i, 0, 5);
        if (*until != '\0' && *to_do == '\0')
            problems_add(problems, PROBLEM_HINT, "checks", "Say what is to be done until then.");
    }
}

static void
work_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, STARTED, OPENED);
    check_cost(record, problems);
    check_checks(record, problems);
    if (record_choice_is(record, STATE, "delivered") && record_is_empty(record, OPENED))
        problems_add(problems, PROBLEM_ERROR, "opened",
                     "Say on which day the work was opened: its value counts from then on.");
}

const Kind kind_work = {
    "work",      N_("Work"),     N_("Works"),   N_("Union"),     NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = NAME, .dated = OPENED, .check = work_check,
};
