/* session.c: a meeting under a covenant: agenda, attendance, report, discussion.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum {
    TITLE,
    BEGAN,
    ENDED,
    PLACE,
    HOST,
    NUMBER,
    COVENANT,
    ATTENDANCE,
    GROUPS,
    AGENDA,
    CHAIR,
    SECRETARY,
    PRESENTER,
    PRESENTED,
    OPENED_DISCUSSION,
    DISCUSSION,
    CONCLUSION
};

static const Field attendance_parts[] = {
    {"officer", N_("Officer"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "officer"},
    {NULL},
};
static const Field group_parts[] = {
    {"group", N_("Group"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {"count", N_("Number"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {NULL},
};
static const Field agenda_parts[] = {
    {"item", N_("Item"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field discussion_parts[] = {
    {"officer", N_("Officer"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "officer"},
    {"said", N_("Said"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Tên|Nội dung"},
    [BEGAN] = {"began", N_("Began"), FIELD_MOMENT, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Bắt đầu|Thời gian"},
    [ENDED] = {"ended", N_("Ended"), FIELD_MOMENT, CLASS_NONE, SHARE_COVENANT,
               .import_as = "Kết thúc"},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Địa điểm"},
    [HOST] = {"host", N_("Host (code)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT, .of_unit = true,
              .in_list = true},
    [NUMBER] = {"number", N_("Which time"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    [COVENANT] = {"covenant", N_("Covenant"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .links_to = "covenant"},
    [ATTENDANCE] = {"attendance", N_("Present"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                    .parts = attendance_parts,
                    .help = N_("titles are taken from the officers' posts on that day")},
    [GROUPS] = {"groups", N_("Also present"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                .parts = group_parts},
    [AGENDA] = {"agenda", N_("Agenda"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                .parts = agenda_parts},
    [CHAIR] = {"chair", N_("Chair"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "officer"},
    [SECRETARY] = {"secretary", N_("Secretary"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                   .links_to = "officer"},
    [PRESENTER] = {"presenter", N_("Presented the report for all"), FIELD_REF, CLASS_NONE,
                   SHARE_COVENANT, .links_to = "officer"},
    [PRESENTED] = {"presented", N_("Period of the report"), FIELD_PERIOD, CLASS_NONE,
                   SHARE_COVENANT},
    [OPENED_DISCUSSION] = {"opened_discussion", N_("Suggested the points for discussion"),
                           FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "officer"},
    [DISCUSSION] = {"discussion", N_("Discussion"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                    .parts = discussion_parts},
    [CONCLUSION] = {"conclusion", N_("Conclusion"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                    .long_text = true},
};

static void
session_check(const Record *record, Problems *problems)
{
    if (!record_is_empty(record, ENDED) &&
        strcmp(record_value(record, BEGAN), record_value(record, ENDED)) > 0)
        problems_add(problems, PROBLEM_ERROR, "ended", "\"%s\" lies before \"%s\".",
                     _(fields[ENDED].label), _(fields[BEGAN].label));
}

const Kind kind_session = {
    "session",   N_("Session"),  N_("Sessions"), N_("Twinning"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = TITLE, .dated = BEGAN, .check = session_check,
};
