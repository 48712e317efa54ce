/* joint_report.c: the figures that several units present together, with the states of the books they rest on; agreed in
 * every party's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/parts.h"
#include "records/rules.h"

enum { TITLE, PARTIES, COVENANT, PERIOD, TOTAL, UNITS, HEADS, PRESENTER, REPLACES };

static const Field unit_parts[] = {
    {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"total", N_("Total"), FIELD_MONEY, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true},
    [PARTIES] = {"parties", N_("Parties"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .parts = parts_party},
    [COVENANT] = {"covenant", N_("Covenant"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .of_agreement = true},
    [PERIOD] = {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_COVENANT, .required = true,
                .in_list = true},
    [TOTAL] = {"total", N_("Total value of humanitarian activity"), FIELD_MONEY, CLASS_NONE,
               SHARE_COVENANT, .required = true, .in_list = true},
    [UNITS] = {"units", N_("Units"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .parts = unit_parts},
    [HEADS] = {"heads", N_("Books at that moment"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .technical = true, .parts = parts_head},
    [PRESENTER] = {"presenter", N_("Presented the report for all"), FIELD_TEXT, CLASS_BASIC,
                   SHARE_COVENANT},
    [REPLACES] = {"replaces", N_("Replaces"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .technical = true},
};

/* The parts must make the whole: this is the one text in which nothing may be left unsaid. */
static void
joint_report_check(const Record *record, Problems *problems)
{
    Money total, part, sum = {0};
    if (!record_money(record, TOTAL, &total) || record_items(record, UNITS) == 0)
        return;
    for (gsize i = 0; i < record_items(record, UNITS); i++) {
        g_autofree char *text = record_part(record, UNITS, i, 2);
        if (money_parse(text, &part, NULL) && !money_add(&sum, part))
            return;
    }
    if (sum.vnd != total.vnd)
        problems_add(problems, PROBLEM_ERROR, "total",
                     "The units' totals do not add up to the joint total.");
}

const Kind kind_joint_report = {
    "joint_report",      N_("Joint report"),
    N_("Joint reports"), N_("Reports"),
    NATURE_AGREEMENT,    .schema = 1,
    FIELDS(fields),      .title = TITLE,
    .dated = PERIOD,     .check = joint_report_check,
};
