/* bank_rule.c: words in the text of a transfer that say for which campaign it is. It never says that a donor may be named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { WORDS, CAMPAIGN, PURPOSE, FROM, UNTIL };

static const Field fields[] = {
    [WORDS] = {"words", N_("Words in the text of the transfer"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
               .required = true, .in_list = true, .import_as = "Từ khóa|Nội dung",
               .help = N_("all of these words, with or without accents, as in: ung ho bao")},
    [CAMPAIGN] = {"campaign", N_("Campaign"), FIELD_REF, CLASS_NONE, SHARE_OWN, .required = true,
                  .in_list = true, .links_to = "campaign", .import_as = "Cuộc vận động|Chiến dịch"},
    [PURPOSE] = {"purpose", N_("For what the donor gave it"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                 .in_list = true, .import_as = "Mục đích"},
    [FROM] = {"from", N_("In force from"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
              .import_as = "Từ ngày"},
    [UNTIL] = {"until", N_("Until"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .in_list = true,
               .import_as = "Đến ngày"},
};

static void
bank_rule_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, FROM, UNTIL);
}

const Kind kind_bank_rule = {
    "bank_rule",     N_("Matching rule"), N_("Matching rules"),     N_("Donations"),
    NATURE_ORDINARY, .schema = 1,         FIELDS(fields),           .title = WORDS,
    .dated = FROM,   .lasting = true,     .check = bank_rule_check,
};
