/* fee.c: the union fee of one member for one month. Private: only sums leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { MEMBER, MONTH, DUE, PAID, PAID_ON, NOTE };

static const Field fields[] = {
    [MEMBER] = {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .links_to = "member", .import_as = "Đoàn viên|Họ tên"},
    [MONTH] = {"month", N_("Month"), FIELD_PERIOD, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .import_as = "Tháng"},
    [DUE] = {"due", N_("Due"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
             .import_as = "Phải đóng",
             .help = N_("left empty, what the member's record and the rules of that month say")},
    [PAID] = {"paid", N_("Paid"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Đã đóng|Số tiền|Đoàn phí"},
    [PAID_ON] = {"paid_on", N_("Paid on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
                 .import_as = "Ngày đóng|Ngày thu"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ghi chú"},
};

static bool
is_month(Period period)
{
    int year, month, day, year_after, month_after, day_after;
    day_parts(period.from, &year, &month, &day);
    day_parts(period.to + 1, &year_after, &month_after, &day_after);
    return day == 1 && day_after == 1 && year_after * 12 + month_after == year * 12 + month + 1;
}

static void
fee_check(const Record *record, Problems *problems)
{
    Period period;
    Money due, paid;
    if (period_parse(record_value(record, MONTH), &period) && !is_month(period))
        problems_add(problems, PROBLEM_ERROR, "month",
                     "One record is the fee of one month, such as 5/2020.");
    if (record_money(record, DUE, &due) && record_money(record, PAID, &paid) && paid.vnd > due.vnd)
        problems_add(problems, PROBLEM_HINT, "paid", "More was paid than was due.");
}

const Kind kind_fee = {
    "fee",       N_("Union fee"), N_("Union fees"), N_("Union"),    NATURE_PRIVATE,
    .schema = 1, FIELDS(fields),  .title = -1,      .dated = MONTH, .check = fee_check,
};
