/* meeting.c: a meeting of a rotating fund: who came, who leaves, who changes places, what is paid out beside the turn, and
 * what is put right of older meetings. Contributions and turns are records of their own that name it. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    FUND,
    NUMBER,
    HELD,
    PLACE,
    ATTENDANCE,
    SWAPS,
    LEAVERS,
    PAYMENTS,
    PAYMENTS_QUANTITY,
    CORRECTIONS,
    CORRECTIONS_QUANTITY,
    NOTE
};

static const Choice attended[] = {{"present", N_("present"), "có mặt|x"},
                                  {"absent", N_("absent"), "vắng"},
                                  {"excused", N_("excused"), "có phép"},
                                  {NULL, NULL}};
static const Choice payment_sorts[] = {{"supplement", N_("rest of the turn")},
                                       {"refund", N_("refund to one who left")},
                                       {"claim_waived", N_("member waives it")},
                                       {"debt_waived", N_("debt forgiven by all")},
                                       {NULL, NULL}};
static const Choice correction_sorts[] = {{"paid_less", N_("less was paid")},
                                          {"paid_more", N_("more was paid")},
                                          {"due_less", N_("less was due")},
                                          {"due_more", N_("more was due")},
                                          {"received_less", N_("less was received")},
                                          {"received_more", N_("more was received")},
                                          {NULL, NULL}};
static const Field attendance_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"there", N_("Presence"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = attended},
    {NULL},
};
static const Field swap_parts[] = {
    {"one", N_("This member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"other", N_("and this one"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {NULL},
};
static const Field leaver_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {NULL},
};
static const Field payment_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"sort", N_("For what"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = payment_sorts,
     .required = true},
    {"amount", N_("Amount"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .required = true},
    {NULL},
};
static const Field correction_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"sort", N_("In truth"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = correction_sorts,
     .required = true},
    {"amount", N_("By how much"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .required = true},
    {"meeting", N_("At which meeting"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field quantity_payment_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"sort", N_("For what"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = payment_sorts,
     .required = true},
    {"quantity", N_("Quantity"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .required = true},
    {NULL},
};
static const Field quantity_correction_parts[] = {
    {"member", N_("Member"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "member",
     .required = true},
    {"sort", N_("In truth"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = correction_sorts,
     .required = true},
    {"quantity", N_("By how much"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .required = true},
    {"meeting", N_("At which meeting"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [FUND] = {"fund", N_("Fund"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .links_to = "fund", .import_as = "Quỹ"},
    [NUMBER] = {"number", N_("Meeting number"), FIELD_COUNT, CLASS_NONE, SHARE_OWN,
                .required = true, .in_list = true, .import_as = "Kỳ thứ|Lần thứ"},
    [HELD] = {"held", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Ngày|Ngày họp"},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .import_as = "Địa điểm"},
    [ATTENDANCE] = {"attendance", N_("Attendance"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                    .parts = attendance_parts},
    [SWAPS] = {"swaps", N_("Change places"), FIELD_LIST, CLASS_NONE, SHARE_OWN, .parts = swap_parts,
               .help = N_("two members exchange their places in the list")},
    [LEAVERS] = {"leavers", N_("Leave the fund"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                 .parts = leaver_parts},
    [PAYMENTS] = {"payments", N_("Further payments"), FIELD_LIST, CLASS_NONE, SHARE_OWN,
                  .parts = payment_parts},
    [PAYMENTS_QUANTITY] = {"payments_quantity", N_("Further payments in goods"), FIELD_LIST,
                           CLASS_NONE, SHARE_OWN, .parts = quantity_payment_parts},
    [CORRECTIONS] = {"corrections", N_("Put right of older meetings"), FIELD_LIST, CLASS_NONE,
                     SHARE_OWN, .parts = correction_parts},
    [CORRECTIONS_QUANTITY] = {"corrections_quantity", N_("Put right of older meetings, in goods"),
                              FIELD_LIST, CLASS_NONE, SHARE_OWN,
                              .parts = quantity_correction_parts},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
};

static void
meeting_check(const Record *record, Problems *problems)
{
    for (gsize i = 0; i < record_items(record, SWAPS); i++) {
        g_autofree char *one = record_part(record, SWAPS, i, 0);
        g_autofree char *other = record_part(record, SWAPS, i, 1);
        if (g_str_equal(one, other))
            problems_add(problems, PROBLEM_ERROR, "swaps", "Two different members change places.");
    }
}

const Kind kind_meeting = {
    "meeting",   N_("Fund meeting"), N_("Fund meetings"), N_("Funds"),   NATURE_PRIVATE,
    .schema = 1, FIELDS(fields),     .title = -1,         .dated = HELD, .check = meeting_check,
};
