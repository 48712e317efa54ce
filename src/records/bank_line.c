/* bank_line.c: one line of a bank's statement of the unit's account. Private: who gave what never leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { BOOKED, PAID_IN, PAID_OUT, COUNTERPARTY, TEXT, REFERENCE, ACCOUNT, SET_ASIDE };

static const Field fields[] = {
    [BOOKED] = {"booked", N_("Date of the transaction"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                .required = true, .in_list = true, .by_machine = true,
                .import_as = "Ngày giao dịch|Ngày GD|Ngày|Ngày hạch toán|Thời gian giao dịch|"
                             "Ngày giờ giao dịch|Ngày hiệu lực|Transaction date|Posting date|Date|"
                             "Ngày giao dịch Transaction date|Ngày GD Transaction date|"
                             "Ngày giao dịch Trans Date"},
    [PAID_IN] = {"paid_in", N_("Money in"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                 .by_machine = true,
                 .import_as = "Số tiền ghi có|Ghi có|Phát sinh có|PS có|Có|Số tiền vào|Tiền vào|"
                              "Credit|Credit amount|Số tiền ghi có Credit|Ghi có Credit|"
                              "Phát sinh có Credit amount|Có Credit|Số tiền có"},
    [PAID_OUT] = {"paid_out", N_("Money out"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                  .by_machine = true,
                  .import_as = "Số tiền ghi nợ|Ghi nợ|Phát sinh nợ|PS nợ|Nợ|Số tiền ra|Tiền ra|"
                               "Debit|Debit amount|Số tiền ghi nợ Debit|Ghi nợ Debit|"
                               "Phát sinh nợ Debit amount|Nợ Debit|Số tiền nợ"},
    [COUNTERPARTY] = {"counterparty", N_("Counterparty"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                      .in_list = true,
                      .import_as = "Đơn vị thụ hưởng/Đơn vị chuyển|Đơn vị chuyển|Người chuyển|"
                                   "Tên tài khoản đối ứng|Đối tác|Tên đối ứng|Beneficiary|"
                                   "Remitter|Tên người chuyển|Đơn vị thụ hưởng"},
    [TEXT] = {"text", N_("Text of the transfer"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .in_list = true, .long_text = true,
              .import_as = "Nội dung|Nội dung giao dịch|Nội dung chi tiết|Diễn giải|Mô tả|"
                           "Mô tả giao dịch|Description|Remark|Details|"
                           "Nội dung Remark|Mô tả Description|Nội dung giao dịch Description|Nội "
                           "dung Description|Diễn giải Description|"
                           "Nội dung chi tiết Transactions in detail"},
    [REFERENCE] = {"reference", N_("Number at the bank"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                   .in_list = true,
                   .import_as = "Số tham chiếu|Số bút toán|Mã giao dịch|Số chứng từ|Số CT|Số GD|"
                                "Reference|Reference number|Transaction ID|Doc No|"
                                "Số bút toán Transaction No|Số CT Doc No|"
                                "Số tham chiếu Reference number|Số REF"},
    [ACCOUNT] = {"account", N_("Account of the unit"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                 .import_as = "Tài khoản nhận|Số tài khoản của đơn vị"},
    [SET_ASIDE] = {"set_aside", N_("Not a donation"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                   .help = N_("interest, fees, transfers between own accounts: not to be matched")},
};

static bool
is_paid(const Record *record, int field)
{
    Money money;
    return record_money(record, field, &money) && money.vnd > 0;
}

static void
bank_line_check(const Record *record, Problems *problems)
{
    if (is_paid(record, PAID_IN) == is_paid(record, PAID_OUT) && !record_is_struck(record, PAID_IN))
        problems_add(problems, PROBLEM_ERROR, "paid_in",
                     "A line of a bank says one amount: paid in, or paid out.");
}

static const int same[] = {BOOKED, PAID_IN, PAID_OUT, TEXT, REFERENCE, ACCOUNT, -1};

const Kind kind_bank_line = {
    "bank_line",     N_("Bank line"),  N_("Bank lines"), N_("Donations"),
    NATURE_PRIVATE,  .schema = 1,      FIELDS(fields),   .title = TEXT,
    .dated = BOOKED, .happened = true, .same = same,     .check = bank_line_check,
};
