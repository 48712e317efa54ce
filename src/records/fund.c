/* fund.c: a rotating fund (góp vốn xoay vòng): equal contributions, no interest, each member takes the pot once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    NAME,
    HOLDER,
    STARTED,
    ENDED,
    CONTRIBUTION,
    MEMBERS,
    POT,
    EVERY,
    ORDER,
    DEDUCTION,
    AGREEMENT,
    PURPOSE,
    MADE_UP
};

static const Choice rhythms[] = {
    {"month", N_("monthly")}, {"quarter", N_("quarterly")}, {"year", N_("yearly")}, {NULL, NULL}};
static const Choice orders[] = {{"lots", N_("by drawing lots")},
                                {"list", N_("by a fixed list")},
                                {"need", N_("by need")},
                                {NULL, NULL}};
static const Field fields[] = {
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Tên quỹ|Quỹ"},
    [HOLDER] = {"holder", N_("Holder"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                .import_as = "Chủ quỹ|Người giữ quỹ"},
    [STARTED] = {"started", N_("Started"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .import_as = "Bắt đầu"},
    [ENDED] = {"ended", N_("Ended"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Kết thúc"},
    [CONTRIBUTION] = {"contribution", N_("Contribution of each member"), FIELD_MONEY, CLASS_NONE,
                      SHARE_COVENANT, .required = true, .in_list = true, .import_as = "Mức góp"},
    [MEMBERS] = {"members", N_("Members"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT,
                 .required = true, .in_list = true, .unit = N_("people"),
                 .import_as = "Số thành viên"},
    [POT] = {"pot", N_("Each turn receives"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT,
             .in_list = true, .import_as = "Mức nhận"},
    [EVERY] = {"every", N_("Rhythm"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .choices = rhythms, .import_as = "Kỳ"},
    [ORDER] = {"order", N_("Order of turns"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
               .choices = orders, .import_as = "Quy tắc thứ tự"},
    [DEDUCTION] = {"deduction", N_("Deducted from each turn"), FIELD_MONEY, CLASS_NONE,
                   SHARE_COVENANT, .import_as = "Trích quỹ"},
    [AGREEMENT] = {"agreement", N_("Written agreement"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                   .help = N_("number and date of the written agreement (Decree 19/2019/NĐ-CP)")},
    [PURPOSE] = {"purpose", N_("Purpose"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .long_text = true, .import_as = "Mục đích"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

static void
fund_check(const Record *record, Problems *problems)
{
    Money contribution, pot;
    problems_order(record, problems, STARTED, ENDED);
    gint64 members = record_count(record, MEMBERS);
    if (record_money(record, CONTRIBUTION, &contribution) && record_money(record, POT, &pot) &&
        members > 0 && pot.vnd != contribution.vnd * members)
        problems_add(problems, PROBLEM_HINT, "pot",
                     "A turn is the contribution times the members.");
}

const Kind kind_fund = {
    "fund",           N_("Rotating fund"), N_("Rotating funds"), N_("Funds"),
    NATURE_ORDINARY,  .schema = 1,         FIELDS(fields),       .title = NAME,
    .dated = STARTED, .lasting = true,     .check = fund_check,
};
