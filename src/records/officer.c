/* officer.c: a person with a post, and the posts with their dates: titles on paper come from here.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { NAME, BORN, SEX, PHONE, EMAIL, ROLES, SIGNS_AS, NOTE, MEMBER };

static const Choice sexes[] = {{"male", N_("male")}, {"female", N_("female")}, {NULL, NULL}};
static const Field role_parts[] = {
    {"title", N_("Title"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC},
    {"unit", N_("Unit (code)"), FIELD_TEXT, CLASS_NONE, SHARE_PUBLIC, .of_unit = true},
    {"from", N_("From"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC},
    {"to", N_("To"), FIELD_DATE, CLASS_NONE, SHARE_PUBLIC},
    {"concurrent", N_("Held beside another post"), FIELD_FLAG, CLASS_NONE, SHARE_PUBLIC},
    {NULL},
};
static const Field fields[] = {
    [NAME] = {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
              .in_list = true, .import_as = "Họ tên|Họ và tên"},
    [BORN] = {"born", N_("Born"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .import_as = "Ngày sinh"},
    [SEX] = {"sex", N_("Sex"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .choices = sexes,
             .import_as = "Giới tính|Giới", .help = N_("papers and news say Mr or Ms by it")},
    [PHONE] = {"phone", N_("Telephone"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Điện thoại|SĐT"},
    [EMAIL] = {"email", N_("E-mail"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN,
               .import_as = "Email|Thư điện tử"},
    [ROLES] = {"roles", N_("Posts"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .parts = role_parts,
               .help = N_(
                   "in the order they are named on paper; the dates decide which count on a day")},
    [SIGNS_AS] = {"signs_as", N_("Signs as"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .help = N_("the title under the signature: CHỦ TỊCH, PHÓ CHỦ TỊCH")},
    [NOTE] = {"note", N_("Note"), FIELD_TEXT, CLASS_BASIC, SHARE_OWN, .long_text = true,
              .import_as = "Ghi chú"},
    [MEMBER] = {"member", N_("As union member"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                .links_to = "member",
                .help = N_("for the committee of a union: the member who holds the posts")},
};

static void
officer_check(const Record *record, Problems *problems)
{
    problems_born(record, problems, BORN);
    for (gsize i = 0; i < record_items(record, ROLES); i++) {
        g_autofree char *title = record_part(record, ROLES, i, 0);
        if (*title == '\0')
            problems_add(problems, PROBLEM_ERROR, "roles", "Each post needs its title.");
        problems_part_order(record, problems, ROLES, i, 2, 3);
    }
}

const Kind kind_officer = {
    "officer",       N_("Officer"),   N_("Officers"),         N_("Unit"),
    NATURE_ORDINARY, .schema = 1,     FIELDS(fields),         .title = NAME,
    .dated = -1,     .lasting = true, .check = officer_check,
};
