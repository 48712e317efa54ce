/* contribution.c: what one member paid into a rotating fund at one meeting. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { FUND, MEMBER, HELD, DUE, PAID, DUE_QUANTITY, PAID_QUANTITY, SUBSTITUTE, NOTE, MEETING };

static const Field fields[] = {
    [FUND] = {"fund", N_("Fund"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .links_to = "fund", .cut = "fund", .import_as = "Quỹ"},
    [MEMBER] = {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .links_to = "member", .import_as = "Đoàn viên|Thành viên|Họ tên"},
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Kỳ"},
    [DUE] = {"due", N_("Due"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
             .import_as = "Phải đóng"},
    [PAID] = {"paid", N_("Paid"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
              .import_as = "Đã đóng|Số tiền"},
    [DUE_QUANTITY] = {"due_quantity", N_("Due in goods"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                      .help = N_("only where the fund counts goods, in its unit"),
                      .import_as = "Phải đóng hiện vật"},
    [PAID_QUANTITY] = {"paid_quantity", N_("Paid in goods"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                       .in_list = true, .apart = true, .import_as = "Đã đóng hiện vật"},
    [SUBSTITUTE] = {"substitute", N_("Paid by another member"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                    .links_to = "member", .import_as = "Người đóng thay"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ghi chú"},
    [MEETING] = {"meeting", N_("Fund meeting"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "meeting"},
};

static void
contribution_check(const Record *record, Problems *problems)
{
    Money due, paid;
    if (record_money(record, DUE, &due) && record_money(record, PAID, &paid) && paid.vnd < due.vnd)
        problems_add(problems, PROBLEM_HINT, "paid", "Less was paid than is due.");
    if (!record_is_empty(record, PAID_QUANTITY) &&
        record_count(record, PAID_QUANTITY) < record_count(record, DUE_QUANTITY))
        problems_add(problems, PROBLEM_HINT, "paid_quantity", "Less was paid than is due.");
    if (record_is_empty(record, DUE) && record_is_empty(record, DUE_QUANTITY) &&
        !record_is_struck(record, DUE))
        problems_add(problems, PROBLEM_ERROR, "due", "Say what was due.");
}

const Kind kind_contribution = {
    "contribution",
    N_("Contribution"),
    N_("Contributions"),
    N_("Funds"),
    NATURE_PRIVATE,
    .schema = 1,
    FIELDS(fields),
    .title = -1,
    .dated = HELD,
    .happened = true,
    .check = contribution_check,
};
