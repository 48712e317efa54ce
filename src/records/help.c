/* help.c: what one humanitarian address was given on one day; a second person confirms it. Private: only numbers
 * leave.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/goods.h"

#include "records/choices.h"

enum {
    HELD,
    ADDRESS,
    SPONSORSHIP,
    COUNTED_IN,
    WORK,
    CASH,
    GOODS,
    AMOUNT,
    CAMPAIGNS,
    RECEIPT,
    PROOF,
    GIVEN_BY,
    RECEIVED_BY,
    NOTE,
    VERIFIED,
    VERIFIED_BY
};

static const Field campaign_parts[] = {
    {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "campaign"},
    {NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày trợ giúp|Ngày giúp"},
    [ADDRESS] = {"address", N_("Humanitarian address"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .required = true, .in_list = true, .links_to = "address",
                 .import_as = "Địa chỉ nhân đạo|Mã địa chỉ|Người được giúp|Họ tên"},
    [SPONSORSHIP] = {"sponsorship", N_("Sponsorship"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                     .in_list = true, .links_to = "sponsorship", .import_as = "Nhà tài trợ",
                     .help = N_("the promise that this keeps")},
    [COUNTED_IN] = {"counted_in", N_("Already counted in"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                    .links_to = "activity", .import_as = "Hoạt động",
                    .help = N_("the activity whose value holds it already: it is not counted "
                               "again")},
    [WORK] = {"field", N_("Field of work"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN,
              .choices = choices_fields_of_work, .cut = "field", .import_as = "Lĩnh vực"},
    [CASH] = {"cash", N_("of it in cash"), FIELD_MONEY, CLASS_NONE, SHARE_OWN,
              .import_as = "Tiền mặt"},
    [GOODS] = {"goods", N_("Goods"), FIELD_LIST, CLASS_NONE, SHARE_OWN, .parts = parts_goods_own,
               .import_as = "Hiện vật|Quà"},
    [AMOUNT] = {"amount", N_("Value"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Trị giá|Giá trị|Số tiền|Thành tiền"},
    [CAMPAIGNS] = {"campaigns", N_("Campaigns"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                   .parts = campaign_parts, .cut = "campaign",
                   .import_as = "Phong trào|Cuộc vận động|Chiến dịch"},
    [RECEIPT] = {"receipt", N_("Receipt"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Biên nhận|Số biên nhận|Chứng từ"},
    [PROOF] = {"proof", N_("Picture of the signed receipt"), FIELD_FILE, CLASS_BASIC, SHARE_OWN},
    [GIVEN_BY] = {"given_by", N_("Given by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                  .import_as = "Người trao|Người giao"},
    [RECEIVED_BY] = {"received_by", N_("Received by"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .import_as = "Người nhận|Người ký nhận"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [VERIFIED] = {"verified", N_("Confirmed by a second person on"), FIELD_DATE, CLASS_NONE,
                  SHARE_OWN, .in_list = true, .by_act = true},
    [VERIFIED_BY] = {"verified_by", N_("Second person"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                     .by_act = true},
};

/* Cash and goods together, when each has its value. */
static void
check_amount(const Record *record, Problems *problems)
{
    Money amount, cash = {0}, goods = {0};
    bool has_cash = record_money(record, CASH, &cash),
         has_goods = goods_value(record, GOODS, &goods);
    if (!record_money(record, AMOUNT, &amount)) {
        problems_add(problems, PROBLEM_HINT, "amount",
                     "Say what it is worth altogether: that is what counts.");
        return;
    }
    bool whole = has_goods || (has_cash && record_items(record, GOODS) == 0);
    if (!whole || cash.vnd + goods.vnd == amount.vnd)
        return;
    g_autofree char *parts = money_digits(cash.vnd + goods.vnd, lang_current()),
                    *all = money_digits(amount.vnd, lang_current());
    problems_add(problems, PROBLEM_HINT, "amount", "The parts make %s, not %s.", parts, all);
}

static void
help_check(const Record *record, Problems *problems)
{
    if (record_is_empty(record, ADDRESS))
        return;
    check_amount(record, problems);
    if (record_is_empty(record, WORK) && record_is_empty(record, COUNTED_IN))
        problems_add(
            problems, PROBLEM_HINT, "field",
            "Say the field of work, or the activity that counts it: otherwise its value is "
            "in no total.");
    if (record_is_empty(record, RECEIPT) && record_is_empty(record, PROOF))
        problems_add(problems, PROBLEM_HINT, "receipt",
                     "Say which receipt or signature shows that it arrived.");
    if (record_is_empty(record, GIVEN_BY))
        problems_add(problems, PROBLEM_HINT, "given_by", "Say who gave it.");
}

const Kind kind_help = {
    "help",         N_("Help given"), N_("Helps given"),   N_("Addresses"),
    NATURE_PRIVATE, .schema = 1,      FIELDS(fields),      .title = -1,
    .dated = HELD,  .happened = true, .check = help_check,
};
