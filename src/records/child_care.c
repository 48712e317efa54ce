/* child_care.c: something done for the children of members. Private: only numbers leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { HELD, OCCASION, CHILDREN, NAMES, AMOUNT, FORM, NOTE, GIFTS, EACH };

static const Choice occasions[] = {
    {"childrens_day", N_("Children's Day (1 June)")},
    {"mid_autumn", N_("Mid-Autumn Festival")},
    {"school", N_("reward for learning")},
    {"tet", N_("Tết")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày"},
    [OCCASION] = {"occasion", N_("Occasion"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
                  .in_list = true, .choices = occasions, .cut = "occasion", .import_as = "Dịp"},
    [CHILDREN] = {"children", N_("Children"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .required = true,
                  .in_list = true, .unit = N_("children"), .import_as = "Số cháu|Số trẻ"},
    [NAMES] = {"names", N_("Names of the children"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .long_text = true, .import_as = "Danh sách"},
    [AMOUNT] = {"amount", N_("Money"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Số tiền|Trị giá"},
    [FORM] = {"form", N_("In what form"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Hình thức"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [GIFTS] = {"gifts", N_("Gifts"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .unit = N_("gifts"),
               .import_as = "Số suất quà|Suất quà"},
    [EACH] = {"each", N_("For each child"), FIELD_MONEY, CLASS_NONE, SHARE_OWN,
              .import_as = "Mức mỗi cháu"},
};

/* Each child's amount, taken as often as there are children, is the whole. */
static void
child_care_check(const Record *record, Problems *problems)
{
    Money each, all;
    gint64 count = record_count(record, CHILDREN), product;
    problems_not_more(record, problems, GIFTS, CHILDREN);
    if (count == 0 || !record_money(record, EACH, &each) || !record_money(record, AMOUNT, &all) ||
        __builtin_mul_overflow(each.vnd, count, &product) || product == all.vnd)
        return;
    g_autofree char *product_text = money_digits(product, lang_current());
    problems_add(problems, PROBLEM_HINT, "amount", "For each child as said, it would be %s in all.",
                 product_text);
}

const Kind kind_child_care = {
    "child_care",
    N_("Care for members' children"),
    N_("Care for members' children"),
    N_("Union"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = -1,
    .dated = HELD,
    .check = child_care_check,
};
