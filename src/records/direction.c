/* direction.c: something a session agreed to do: a task with owner and due date, opened again at the next session.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { CONTENT, SESSION, OWNER, AGREED, DUE, STATE, PROGRESS };

static const Choice states[] = {
    {"agreed", N_("agreed")},
    {"going", N_("under way")},
    {"done", N_("done")},
    {"dropped", N_("dropped")},
    {NULL, NULL},
};
static const Field fields[] = {
    [CONTENT] = {"content", N_("Direction"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .required = true, .in_list = true, .long_text = true,
                 .import_as = "Nội dung|Phương hướng"},
    [SESSION] = {"session", N_("Session"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                 .links_to = "session"},
    [OWNER] = {"owner", N_("Owner"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .in_list = true,
               .import_as = "Chủ trì|Phụ trách"},
    [AGREED] = {"agreed", N_("Agreed on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT,
                .required = true},
    [DUE] = {"due", N_("Due by"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .in_list = true,
             .import_as = "Hạn|Thời hạn"},
    [STATE] = {"state", N_("State"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .choices = states, .import_as = "Trạng thái"},
    [PROGRESS] = {"progress", N_("Progress"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                  .long_text = true, .import_as = "Tiến độ"},
};

const Kind kind_direction = {
    "direction", N_("Direction"), N_("Directions"), N_("Twinning"),  NATURE_ORDINARY,
    .schema = 1, FIELDS(fields),  .title = CONTENT, .dated = AGREED,
};
