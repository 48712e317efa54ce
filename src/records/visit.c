/* visit.c: a visit to a union member. Private: only numbers leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { HELD, MEMBER, OCCASION, VISITORS, AMOUNT, GOODS, NORM, FUNDED_BY, NOTE, PAYER };

static const Choice occasions[] = {
    {"illness", N_("illness")},
    {"funeral", N_("funeral")},
    {"wedding", N_("wedding")},
    {"birth", N_("birth of a child")},
    {"birthday", N_("birthday")},
    {"hardship", N_("hardship")},
    {"quarterly", N_("quarterly visit")},
    {"tet", N_("Tết")},
    {"other", N_("other")},
    {NULL, NULL},
};
static const Choice payers[] = {
    {"own", N_("this union")},
    {"direct", N_("the union directly above")},
    {"provincial", N_("the provincial union")},
    {NULL, NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày thăm"},
    [MEMBER] = {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .links_to = "member", .import_as = "Đoàn viên|Họ tên"},
    [OCCASION] = {"occasion", N_("Occasion"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
                  .in_list = true, .choices = occasions, .cut = "occasion",
                  .import_as = "Dịp|Lý do|Nội dung"},
    [VISITORS] = {"visitors", N_("Who went"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                  .import_as = "Người đi|Người thăm"},
    [AMOUNT] = {"amount", N_("Money"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Số tiền|Tiền"},
    [GOODS] = {"goods", N_("Gifts"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Hiện vật|Quà"},
    [NORM] = {"norm", N_("Norm of the unit"), FIELD_MONEY, CLASS_NONE, SHARE_OWN,
              .import_as = "Mức theo quy chế",
              .help = N_("left empty, the norm among the rules that is in force on the day "
                         "counts")},
    [FUNDED_BY] = {"funded_by", N_("Paid from"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                   .import_as = "Nguồn"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [PAYER] = {"payer", N_("Whose money"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = payers,
               .import_as = "Cấp chi"},
};

static void
visit_check(const Record *record, Problems *problems)
{
    Money amount, norm;
    if (record_money(record, AMOUNT, &amount) && record_money(record, NORM, &norm) &&
        amount.vnd > norm.vnd)
        problems_add(problems, PROBLEM_HINT, "amount", "This is above the unit's norm.");
}

const Kind kind_visit = {
    "visit",        N_("Visit"), N_("Visits"),  N_("Union"),      NATURE_PRIVATE,       .schema = 1,
    FIELDS(fields), .title = -1, .dated = HELD, .happened = true, .check = visit_check,
};
