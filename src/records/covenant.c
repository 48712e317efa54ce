/* covenant.c: what parties agreed: cooperation, principles, what each opens, term, host rotation. The same text stands in
 * every party's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/parts.h"
#include "records/rules.h"

enum {
    TITLE,
    PARTIES,
    SORT,
    STARTS,
    ENDS,
    GROUNDS,
    PRINCIPLES,
    COOPERATION,
    DUTIES,
    OPENED,
    PERSONAL,
    RHYTHM,
    SESSIONS,
    ROTATION,
    FINANCE,
    CHANGES,
    LEAKS,
    REPLACES
};

static const Choice sorts[] = {
    {"twinning", N_("twinning")},
    {"cooperation", N_("cooperation")},
    {"emulation", N_("emulation compact")},
    {NULL, NULL},
};
static const Choice personal_rules[] = {
    {"none", N_("no personal data leaves")},
    {"totals", N_("only totals leave")},
    {"consent", N_("single cases with consent")},
    {NULL, NULL},
};
static const Choice rhythms[] = {
    {"month", N_("monthly")},
    {"quarter", N_("quarterly")},
    {"half", N_("twice a year")},
    {"year", N_("yearly")},
    {NULL, NULL},
};
static const Field text_parts[] = {
    {"text", N_("Text"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field opened_parts[] = {
    {"field", N_("Field"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_field = true},
    {NULL},
};
static const Field rotation_parts[] = {
    {"code", N_("Code"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_unit = true},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true},
    [PARTIES] = {"parties", N_("Parties"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .parts = parts_party},
    [SORT] = {"sort", N_("Sort"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts},
    [STARTS] = {"starts", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
                .in_list = true},
    [ENDS] = {"ends", N_("To"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true},
    [GROUNDS] = {"grounds", N_("Grounds"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                 .parts = text_parts},
    [PRINCIPLES] = {"principles", N_("Principles"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                    .parts = text_parts},
    [COOPERATION] = {"cooperation", N_("Fields of cooperation"), FIELD_LIST, CLASS_BASIC,
                     SHARE_COVENANT, .parts = text_parts},
    [DUTIES] = {"duties", N_("Duties of each party"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                .parts = text_parts},
    [OPENED] =
        {"opened", N_("What each party opens"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
         .parts = opened_parts,
         .help =
             N_("kind.field, one a line; left empty, the program proposes what is not personal")},
    [PERSONAL] = {"personal", N_("Personal data"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                  .choices = personal_rules},
    [RHYTHM] = {"rhythm", N_("Rhythm of exchange"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
                .choices = rhythms},
    [SESSIONS] = {"sessions", N_("How often sessions are held"), FIELD_CHOICE, CLASS_NONE,
                  SHARE_COVENANT, .choices = rhythms},
    [ROTATION] = {"rotation", N_("Hosts in turn"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                  .parts = rotation_parts},
    [FINANCE] = {"finance", N_("Costs"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .long_text = true},
    [CHANGES] = {"changes", N_("Change and end"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .long_text = true},
    [LEAKS] = {"leaks", N_("What partners always see"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
               .long_text = true},
    [REPLACES] = {"replaces", N_("Replaces"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .technical = true},
};

static void
covenant_check(const Record *record, Problems *problems)
{
    problems_order(record, problems, STARTS, ENDS);
}

const Kind kind_covenant = {
    "covenant",  N_("Covenant"), N_("Covenants"), N_("Twinning"),  NATURE_AGREEMENT,
    .schema = 1, FIELDS(fields), .title = TITLE,  .dated = STARTS, .check = covenant_check,
};
