/* rights_case.c: a case in which the union represented a member. Private: only their number leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { HELD, MEMBER, SUBJECT, CONTENT, RESULT, CLOSED };

static const Choice subjects[] = {
    {"contract", N_("employment contract")},
    {"pay", N_("pay and allowances")},
    {"insurance", N_("insurance")},
    {"leave", N_("working time and leave")},
    {"safety", N_("safety at work")},
    {"dialogue", N_("dialogue with the employer")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày"},
    [MEMBER] = {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .in_list = true,
                .links_to = "member", .import_as = "Đoàn viên"},
    [SUBJECT] = {"subject", N_("Subject"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
                 .in_list = true, .choices = subjects, .cut = "subject",
                 .import_as = "Vấn đề|Lĩnh vực"},
    [CONTENT] = {"content", N_("Content"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                 .long_text = true, .import_as = "Nội dung"},
    [RESULT] = {"result", N_("Result"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                .import_as = "Kết quả"},
    [CLOSED] = {"closed", N_("Closed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Ngày kết thúc"},
};

static void
rights_case_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, HELD, CLOSED);
}

const Kind kind_rights_case = {
    "rights_case", N_("Rights case"), N_("Rights cases"), N_("Union"),   NATURE_PRIVATE,
    .schema = 1,   FIELDS(fields),    .title = -1,        .dated = HELD, .check = rights_case_check,
};
