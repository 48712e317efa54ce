/* turn.c: the turn of one member to take a rotating fund's pot. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { FUND, MEMBER, HELD, AMOUNT, FORM, YIELDED_BY, WITNESSES, NOTE };

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
    [AMOUNT] = {"amount", N_("Received"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .required = true,
                .in_list = true, .import_as = "Số tiền"},
    [FORM] = {"form", N_("How decided"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .in_list = true,
              .choices = forms, .import_as = "Hình thức"},
    [YIELDED_BY] = {"yielded_by", N_("Yielded by"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                    .links_to = "member", .import_as = "Người nhường"},
    [WITNESSES] = {"witnesses", N_("Witnesses"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                   .import_as = "Chứng kiến"},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ghi chú"},
};

const Kind kind_turn = {
    "turn",      N_("Turn"),     N_("Turns"), N_("Funds"),   NATURE_PRIVATE,
    .schema = 1, FIELDS(fields), .title = -1, .dated = HELD,
};
