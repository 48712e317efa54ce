/* turn.c: the turn of one member to take a rotating fund's pot. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    FUND,
    MEMBER,
    HELD,
    AMOUNT,
    AMOUNT_QUANTITY,
    FORM,
    YIELDED_BY,
    WITNESSES,
    NOTE,
    MEETING,
    DEDUCTION,
    DEDUCTION_QUANTITY,
    DRAW
};

static const Choice forms[] = {{"lots", N_("drew the lot")},
                               {"list", N_("by the list")},
                               {"need", N_("by need")},
                               {"yielded", N_("another yielded")},
                               {NULL, NULL}};
static const Field fields[] = {
    [FUND] = {"fund", N_("Fund"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .links_to = "fund", .cut = "fund", .import_as = "Quỹ"},
    [MEMBER] = {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .links_to = "member",
                .import_as = "Người nhận|Đoàn viên|Thành viên"},
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Kỳ"},
    [AMOUNT] = {"amount", N_("Received"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Số tiền"},
    [AMOUNT_QUANTITY] = {"amount_quantity", N_("Received in goods"), FIELD_COUNT, CLASS_NONE,
                         SHARE_OWN, .in_list = true, .apart = true,
                         .help = N_("only where the fund counts goods, in its unit"),
                         .import_as = "Số hiện vật"},
    [FORM] = {"form", N_("How decided"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .in_list = true,
              .choices = forms, .import_as = "Hình thức"},
    [YIELDED_BY] = {"yielded_by", N_("Yielded by"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                    .links_to = "member", .import_as = "Người nhường"},
    [WITNESSES] = {"witnesses", N_("Witnesses"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                   .import_as = "Chứng kiến"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ghi chú"},
    [MEETING] = {"meeting", N_("Fund meeting"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "meeting"},
    [DEDUCTION] = {"deduction", N_("Of it given to the gift box"), FIELD_MONEY, CLASS_NONE,
                   SHARE_OWN, .import_as = "Trích quỹ"},
    [DEDUCTION_QUANTITY] = {"deduction_quantity", N_("Of it given to the gift box, in goods"),
                            FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    [DRAW] = {"draw", N_("Draw of lots"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "draw"},
};

static void
turn_check(const Record *record, Problems *problems)
{
    Money amount, deduction;
    if (record_money(record, AMOUNT, &amount) && record_money(record, DEDUCTION, &deduction) &&
        deduction.vnd > amount.vnd)
        problems_add(problems, PROBLEM_ERROR, "deduction", "More is deducted than was received.");
    if (record_count(record, DEDUCTION_QUANTITY) > record_count(record, AMOUNT_QUANTITY))
        problems_add(problems, PROBLEM_ERROR, "deduction_quantity",
                     "More is deducted than was received.");
    if (record_is_empty(record, AMOUNT) && record_is_empty(record, AMOUNT_QUANTITY) &&
        !record_is_struck(record, AMOUNT))
        problems_add(problems, PROBLEM_ERROR, "amount", "Say what was received.");
    if (record_choice_is(record, FORM, "yielded") && record_is_empty(record, YIELDED_BY))
        problems_add(problems, PROBLEM_HINT, "yielded_by", "Say who yielded the turn.");
}

const Kind kind_turn = {
    "turn",         N_("Turn"),  N_("Turns"),   N_("Funds"),      NATURE_PRIVATE,      .schema = 1,
    FIELDS(fields), .title = -1, .dated = HELD, .happened = true, .check = turn_check,
};
