/* donor.c: a person who gives blood, in a register that an office may keep with their consent. Private. Findings of health and
 * results of tests have no field, so none can be entered (Circular 26/2013/TT-BYT, article 12).
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"
#include "records/rules.h"

#include <string.h>

enum {
    NAME,
    BORN,
    SEX,
    ID_NUMBER,
    PHONE,
    HOME,
    BLOOD_GROUP,
    WEIGHT,
    BEFORE,
    NOT_BEFORE,
    HONOURS,
    CONSENT,
    LEFT
};

static const Field honour_parts[] = {
    {"times", N_("For how many donations"), FIELD_COUNT, CLASS_NONE, SHARE_OWN},
    {"granted", N_("Granted on"), FIELD_DATE, CLASS_NONE, SHARE_OWN},
    {"decision", N_("By which decision"), FIELD_TEXT, CLASS_NONE, SHARE_OWN},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .required = true,
              .in_list = true, .import_as = "Họ tên|Họ và tên|Người hiến máu|Tên"},
    [BORN] = {"born", N_("Born"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
              .import_as = "Ngày sinh|Năm sinh|Sinh ngày"},
    [SEX] = {"sex", N_("Sex"), FIELD_CHOICE, CLASS_NONE, SHARE_OWN, .choices = choices_sexes,
             .import_as = "Giới tính|Giới"},
    [ID_NUMBER] = {"id_number", N_("Identity number"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
                   .import_as = "CCCD|Số CCCD|CMND|Số định danh"},
    [PHONE] = {"phone", N_("Telephone"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .in_list = true,
               .import_as = "Điện thoại|SĐT|Số điện thoại"},
    [HOME] = {"home", N_("Home address"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
              .import_as = "Địa chỉ|Nơi ở|Đơn vị"},
    [BLOOD_GROUP] = {"blood_group", N_("Blood group"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                     .help = N_("as on the donor's certificate: O, A, B, AB, with + or -"),
                     .import_as = "Nhóm máu"},
    [WEIGHT] = {"weight", N_("Weight in kg"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                .import_as = "Cân nặng|Cân nặng (kg)"},
    [BEFORE] = {"before", N_("Donations before this register"), FIELD_TEXT, CLASS_SENSITIVE,
                SHARE_OWN, .import_as = "Số lần đã hiến|Số lần hiến|Số lần",
                .help = N_("how many times they gave blood before the first one written here")},
    [NOT_BEFORE] = {"not_before", N_("Asked to wait until"), FIELD_TEXT, CLASS_SENSITIVE, SHARE_OWN,
                    .import_as = "Hẹn hiến lại từ ngày",
                    .help = N_("a day only: why is nobody's business")},
    [HONOURS] = {"honours", N_("Honours received"), FIELD_LIST, CLASS_BASIC, SHARE_OWN,
                 .parts = honour_parts},
    [CONSENT] = {"consent", N_("Agreed to be in the register"), FIELD_FLAG, CLASS_NONE, SHARE_OWN,
                 .agrees_to = "file", .import_as = "Đồng ý"},
    [LEFT] = {"left", N_("Left the register on"), FIELD_DATE, CLASS_NONE, SHARE_OWN,
              .import_as = "Ngày ra khỏi sổ"},
};

/* Text, because a number cannot be erased; still it must be one. */
static void
check_number(const Record *record, Problems *problems, int field, gint64 most)
{
    const char *text = record_value(record, field);
    gsize digits = strspn(text, "0123456789");
    if (*text != '\0' &&
        (text[digits] != '\0' || digits > 3 || g_ascii_strtoll(text, NULL, 10) > most))
        problems_add(problems, PROBLEM_ERROR, record->kind->fields[field].name,
                     "Write a whole number up to %d.", (int)most);
}

static void
donor_check(const Record *record, Problems *problems)
{
    static const int texts[] = {NAME, HOME, BLOOD_GROUP, HONOURS};
    Day day;
    problems_born(record, problems, BORN);
    check_number(record, problems, WEIGHT, 300);
    check_number(record, problems, BEFORE, 500);
    const char *until = record_value(record, NOT_BEFORE);
    if (*until != '\0' && !day_read(until, day_of(2000, 1, 1), &day, NULL))
        problems_add(problems, PROBLEM_ERROR, "not_before", "Write a day, such as 15/8/2026.");
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        problems_test_result(record, problems, texts[i], PROBLEM_ERROR);
    if (!record_is_struck(record, CONSENT) && !record_flag(record, CONSENT))
        problems_add(problems, PROBLEM_HINT, "consent",
                     "Ask whether they agree to be in the register, and keep their answer: without "
                     "it this record has no ground.");
}

const Kind kind_donor = {
    "donor",        N_("Blood donor"),    N_("Blood donors"), N_("Blood"),
    NATURE_PRIVATE, .schema = 1,          FIELDS(fields),     .title = NAME,
    .dated = -1,    .check = donor_check, .lasting = true,
};
