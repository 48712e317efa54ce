/* rate.c: one row of a dated table: a rate, limit, norm, deadline, name or granting body that holds from a day on.
 * A unit's own rows go before those that the program brings along (standing/rates.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { TABLE, KEY, FROM, UNTIL, AMOUNT, NUMBER, WORDS, DECISION };

/* One list of what there are tables of; each part of the work adds its own. */
static const Choice tables[] = {
    {"blood_gift", N_("gift for a donation of blood")},
    {"blood_donor", N_("who may give how much blood")},
    {"blood_interval", N_("days between donations of blood")},
    {"blood_times", N_("donations within those days")},
    {"blood_deferral", N_("months to wait before giving blood")},
    {"blood_honour", N_("honour for donations of blood")},
    {"holiday", N_("day off")},
    {"working_day", N_("Saturday or Sunday that is worked")},
    {"data_request_working_days", N_("working days to answer a data request")},
    {"data_request_days", N_("days to finish a data request")},
    {"retention_months", N_("months that personal data is kept")},
    {"legal_hold", N_("personal data that must be kept")},
    {"reads_per_day", N_("openings of personal data a day")},
    {"reads_kept_months", N_("months that openings stay on record")},
    {"visit_norm", N_("norm of a visit")},
    {"labour_day", N_("worth of a day of labour")},
    {"publicity_days", N_("days until a campaign's results are published")},
    {"visit_limit", N_("limit of a visit paid by a union above")},
    {"union_fee", N_("union fee")},
    {"child_age", N_("age up to which a member's child counts")},
    {"award_body", N_("who grants an honour")},
    {"amount_words", N_("amounts in words: northern or southern")},
    {"fund_notice", N_("notice of a rotating fund to the commune")},
    {"address_visit", N_("days until an address is visited again")},
    {"address_confirm", N_("days until the commune confirms a survey")},
    {"help_confirm", N_("days until a second person confirms a help")},
    {"help_again", N_("days in which a second help may be the same one")},
    {"erase_confirm", N_("days until a partner confirms an erasure")},
    {NULL, NULL},
};
static const Field fields[] = {
    [TABLE] = {"table", N_("Rule about"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .choices = tables, .import_as = "Bảng|Loại định mức"},
    [KEY] = {"key", N_("For"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .in_list = true,
             .import_as = "Áp dụng cho|Đối tượng",
             .help = N_("as it stands in the table of rules, such as 350 or sick")},
    [FROM] = {"from", N_("In force from"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Hiệu lực từ|Từ ngày"},
    [UNTIL] = {"until", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
               .import_as = "Đến ngày|Hết hiệu lực"},
    [AMOUNT] = {"amount", N_("Amount"), FIELD_MONEY, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Mức tiền|Số tiền"},
    [NUMBER] = {"number", N_("Number"), FIELD_COUNT, CLASS_NONE, SHARE_OWN, .in_list = true,
                .import_as = "Số|Số ngày"},
    [WORDS] = {"words", N_("Words"), FIELD_TEXT, CLASS_NONE, SHARE_OWN, .in_list = true,
               .import_as = "Nội dung|Cấp khen",
               .help = N_("a name or a granting body, where the rule says one")},
    [DECISION] = {"decision", N_("By which decision"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                  .in_list = true, .import_as = "Văn bản|Quyết định|Căn cứ"},
};

static void
rate_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, FROM, UNTIL);
    if (record_is_empty(record, AMOUNT) && record_is_empty(record, NUMBER) &&
        record_is_empty(record, WORDS) && !record_is_struck(record, AMOUNT))
        problems_add(
            problems, PROBLEM_ERROR, "amount",
            "Say an amount, a number or words: a rule that says nothing cannot be applied.");
}

const Kind kind_rate = {
    "rate",          N_("Rule"),          N_("Rules and norms"), N_("Unit"),
    NATURE_ORDINARY, .schema = 1,         FIELDS(fields),        .title = DECISION,
    .dated = FROM,   .check = rate_check, .lasting = true,
};
