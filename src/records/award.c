/* award.c: an honour that a person or a collective received, by whose decision and for what.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

#include "records/choices.h"

enum {
    HELD,
    SORT,
    NAME,
    FORM,
    LEVEL,
    GRANTED_BY,
    DECISION,
    REASON,
    OFFICER,
    MEMBER,
    MODEL,
    WORK,
    DRIVE,
    MADE_UP
};

static const Choice sorts[] = {
    {"person", N_("a person"), "Cá nhân"},
    {"collective", N_("a collective"), "Tập thể"},
    {NULL},
};
static const Choice forms[] = {
    {"certificate", N_("certificate of commendation"), "Giấy khen"},
    {"merit", N_("certificate of merit"), "Bằng khen"},
    {"medal", N_("commemorative medal"), "Kỷ niệm chương|Huy chương"},
    {"fighter", N_("emulation fighter"), "Chiến sĩ thi đua|CSTĐ"},
    {"advanced", N_("advanced worker or collective"),
     "Lao động tiên tiến|Tập thể lao động tiên tiến"},
    {"excellent", N_("excellent collective"), "Tập thể lao động xuất sắc"},
    {"flag", N_("emulation flag"), "Cờ thi đua"},
    {"order", N_("order of the State"), "Huân chương"},
    {"letter", N_("letter of praise"), "Thư khen"},
    {"other", N_("other")},
    {NULL},
};
static const Field fields[] = {
    [HELD] = {"held", N_("Date of the decision"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
              .required = true, .in_list = true, .import_as = "Ngày|Ngày quyết định|Ngày khen"},
    [SORT] = {"sort", N_("Given to"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
              .in_list = true, .choices = sorts, .cut = "sort", .import_as = "Đối tượng|Loại"},
    [NAME] = {"name", N_("Name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
              .import_as = "Họ tên|Tên tập thể|Tập thể, cá nhân|Họ tên, đơn vị",
              .help = N_("of the person or collective, also of a donor; an officer or member can "
                         "be chosen below instead")},
    [FORM] = {"form", N_("Form of the honour"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT,
              .required = true, .in_list = true, .choices = forms, .cut = "form",
              .import_as = "Hình thức|Hình thức khen thưởng|Danh hiệu"},
    [LEVEL] = {"level", N_("Level"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
               .choices = choices_levels, .cut = "level", .import_as = "Cấp|Cấp khen"},
    [GRANTED_BY] = {"granted_by", N_("Granted by"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                    .in_list = true, .import_as = "Cơ quan khen|Đơn vị khen"},
    [DECISION] = {"decision", N_("Decision"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .import_as = "Số quyết định|Quyết định"},
    [REASON] = {"reason", N_("Achievement"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                .import_as = "Thành tích|Lý do"},
    [OFFICER] = {"officer", N_("Officer"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                 .links_to = "officer"},
    [MEMBER] = {"member", N_("Union member"), FIELD_REF, CLASS_NONE, SHARE_OWN,
                .links_to = "member"},
    [MODEL] = {"model", N_("For the model"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
               .links_to = "model"},
    [WORK] = {"work", N_("For the work"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
              .links_to = "work"},
    [DRIVE] = {"drive", N_("In the drive"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
               .links_to = "upper_drive"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

static void
award_check(const Record *record, Problems *problems)
{
    bool refers = !record_is_empty(record, OFFICER) || !record_is_empty(record, MEMBER);
    if (record->values[NAME] != NULL && record_is_empty(record, NAME) && !refers)
        problems_add(problems, PROBLEM_ERROR, "name",
                     "Say who was honoured: a name, an officer or a member.");
    if (refers && record_choice_is(record, SORT, "collective"))
        problems_add(problems, PROBLEM_HINT, "sort", "An officer or a member is a person.");
}

const Kind kind_award = {
    "award",         N_("Award"),      N_("Awards"),         N_("Union"),
    NATURE_ORDINARY, .schema = 1,      FIELDS(fields),       .title = NAME,
    .dated = HELD,   .happened = true, .check = award_check,
};
