/* direction.c: something to be done, agreed by a session or planned by the unit: a task with owner and due date.
 * What is not done by the next session goes on there as a direction that names this one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/rules.h"

enum { CONTENT, SESSION, OWNER, OFFICER, AGREED, DUE, STATE, PROGRESS, DONE, GOES_ON };

static const Choice states[] = {
    {"agreed", N_("agreed")},
    {"going", N_("under way")},
    {"done", N_("done")},
    {"dropped", N_("dropped")},
    {NULL, NULL},
};
static const Field progress_parts[] = {
    {"date", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"what", N_("What was done"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {"percent", N_("Done so far"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .unit = N_("percent")},
    {NULL},
};
static const Field fields[] = {
    [CONTENT] = {"content", N_("Direction"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .required = true, .in_list = true, .long_text = true,
                 .import_as = "Nội dung|Phương hướng"},
    [SESSION] = {"session", N_("Session"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                 .links_to = "session"},
    [OWNER] = {"owner", N_("Owner"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
               .import_as = "Chủ trì|Phụ trách"},
    [OFFICER] = {"officer", N_("Officer in charge"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                 .links_to = "officer", .import_as = "Cán bộ phụ trách"},
    [AGREED] = {"agreed", N_("Agreed on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                .required = true},
    [DUE] = {"due", N_("Due by"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
             .import_as = "Hạn|Thời hạn"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = states, .import_as = "Trạng thái"},
    [PROGRESS] = {"progress", N_("Progress"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                  .parts = progress_parts, .import_as = "Tiến độ"},
    [DONE] = {"done", N_("Done on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
              .import_as = "Ngày hoàn thành"},
    [GOES_ON] = {"goes_on", N_("Goes on from"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                 .links_to = "direction",
                 .help = N_("the earlier direction that was not done by then")},
};

static void
direction_check(const Record *record, Problems *problems)
{
    bool done = record_choice_is(record, STATE, "done");
    problems_order(record, problems, AGREED, DONE);
    if (done && record_is_empty(record, DONE))
        problems_add(problems, PROBLEM_HINT, "done", "Say on which day it was done.");
    if (!done && !record_is_empty(record, DONE))
        problems_add(problems, PROBLEM_HINT, "state",
                     "It has a day on which it was done, but the state says otherwise.");
    for (gsize i = 0; i < record_items(record, PROGRESS); i++) {
        g_autofree char *percent = record_part(record, PROGRESS, i, 2);
        if (g_ascii_strtoll(percent, NULL, 10) > 100)
            problems_add(problems, PROBLEM_HINT, "progress", "More than 100 percent is done.");
    }
}

const Kind kind_direction = {
    "direction", N_("Direction"), N_("Directions"), N_("Twinning"),  NATURE_ORDINARY,
    .schema = 1, FIELDS(fields),  .title = CONTENT, .dated = AGREED, .check = direction_check,
};
