/* consent.c: what a person agreed to with their data, so that it can be proved (Law 91/2025/QH15): the text they saw, for what,
 * how, when, before whom; and that they took it back. Silence and ticked boxes are no consent, so nothing is preset. Private.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    NAME,
    MEMBER,
    ADDRESS,
    DONOR,
    PURPOSE,
    TEXT,
    VERSION,
    WAY,
    GIVEN,
    WITNESS,
    CHILD,
    CHILD_BORN,
    CHILD_AGREED,
    REPRESENTATIVE,
    WITHDRAWN,
    HOW_WITHDRAWN,
    SCAN,
    RECEIPT,
    PHOTO
};

static const Choice purposes[] = {
    {"file", N_("to be kept on file")},
    {"help", N_("to look for help and sponsors")},
    {"share", N_("to be shared with a twinned unit")},
    {"publish_name", N_("to publish the name")},
    {"publish_picture", N_("to publish a picture")},
    {"publish_story", N_("to tell their story")},
    {"call", N_("to be called for blood drives")},
    {NULL, NULL},
};
/* A word that nobody can hear again proves nothing: it is not among them. */
static const Choice ways[] = {
    {"written", N_("in writing")},
    {"recorded", N_("recorded voice")},
    {"electronic", N_("by an electronic form or message")},
    {NULL, NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Person concerned"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
              .import_as = "Họ tên|Họ và tên|Chủ thể dữ liệu",
              .help = N_("where they have no record to point to below")},
    [MEMBER] = {"member", N_("Union member"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                .links_to = "member"},
    [ADDRESS] = {"address", N_("Humanitarian address"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "address"},
    [DONOR] = {"donor", N_("Blood donor"), FIELD_REF, CLASS_NONE, SHARE_OWN, .links_to = "donor"},
    [PURPOSE] = {"purpose", N_("They agree"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
                 .in_list = true, .choices = purposes, .import_as = "Mục đích"},
    [TEXT] = {"text", N_("Text they were shown"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .required = true, .long_text = true, .import_as = "Nội dung đồng ý"},
    [VERSION] = {"version", N_("Version of the text"), FIELD_TEXT, CLASS_NONE, SHARE_OWN,
                 .import_as = "Phiên bản|Mẫu số"},
    [WAY] = {"way", N_("How they agreed"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .required = true,
             .in_list = true, .choices = ways, .import_as = "Hình thức"},
    [GIVEN] = {"given", N_("Agreed on"), FIELD_DATE, CLASS_NONE, SHARE_OWN, .required = true,
               .in_list = true, .import_as = "Ngày đồng ý|Ngày"},
    [WITNESS] = {"witness", N_("Witness"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                 .import_as = "Người làm chứng"},
    [CHILD] = {"child", N_("Child concerned"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Trẻ em", .help = N_("the child's name, where it is about a child")},
    [CHILD_BORN] = {"child_born", N_("Child's year of birth"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN},
    [CHILD_AGREED] = {"child_agreed", N_("The child agrees too"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                      .help = N_("asked from the age of seven on")},
    [REPRESENTATIVE] = {"representative", N_("Legal representative"), FIELD_TEXT, CLASS_BASIC,
                        SHARE_OWN, .import_as = "Người đại diện|Cha, mẹ, người giám hộ"},
    [WITHDRAWN] = {"withdrawn", N_("Taken back on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
                   .in_list = true, .import_as = "Ngày rút lại"},
    [HOW_WITHDRAWN] = {"how_withdrawn", N_("How it was taken back"), FIELD_TEXT, CLASS_BASIC,
                       SHARE_OWN},
    [SCAN] = {"scan", N_("Picture of the paper"), FIELD_FILE, CLASS_BASIC, SHARE_OWN},
    [RECEIPT] = {"receipt", N_("Receipt that names them"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                 .links_to = "receipt"},
    [PHOTO] = {"photo", N_("Photo that shows them"), FIELD_REF, CLASS_NONE, SHARE_OWN,
               .links_to = "photo"},
};

static bool
given(const Record *record, int field)
{
    return !record_is_empty(record, field) || record_is_struck(record, field);
}

static void
check_child(const Record *record, Problems *problems)
{
    Day agreed = record_day(record, GIVEN);
    if (!given(record, CHILD))
        return;
    if (!given(record, REPRESENTATIVE))
        problems_add(problems, PROBLEM_ERROR, "representative",
                     "Name the child's legal representative: without them it is no consent.");
    if (agreed == DAY_UNSET || record_is_struck(record, CHILD_AGREED) ||
        record_flag(record, CHILD_AGREED))
        return;
    if (age_on(record_value(record, CHILD_BORN), agreed) >= CHILD_AGREES_FROM)
        problems_add(problems, PROBLEM_ERROR, "child_agreed",
                     "From seven years on the child agrees too; ask the child, or it is no "
                     "consent.");
}

static void
consent_check(const Record *record, Problems *problems)
{
    if (!given(record, NAME) && !given(record, MEMBER) && !given(record, ADDRESS) &&
        !given(record, DONOR) && !given(record, RECEIPT) && !given(record, PHOTO))
        problems_add(problems, PROBLEM_ERROR, "name",
                     "Say who agreed: choose their record or write their name.");
    problems_order(record, problems, GIVEN, WITHDRAWN);
    problems_born(record, problems, CHILD_BORN);
    check_child(record, problems);
}

const Kind kind_consent = {
    "consent",      N_("Consent"),    N_("Consents"),         N_("Personal data"),
    NATURE_PRIVATE, .schema = 1,      FIELDS(fields),         .title = NAME,
    .dated = GIVEN, .happened = true, .check = consent_check,
};
