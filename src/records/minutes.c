/* minutes.c: the minutes of a session (Decree 30/2020/NĐ-CP, form 1.9), agreed in every party's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/parts.h"
#include "records/rules.h"

enum {
    TITLE,
    PARTIES,
    COVENANT,
    SESSION,
    BEGAN,
    ENDED,
    PLACE,
    PRESENT,
    GROUPS,
    CHAIR,
    SECRETARY,
    CONTENT,
    DIRECTIONS,
    HEADS,
    REPLACES
};

static const Field person_parts[] = {
    {"name", N_("Full name"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {"titles", N_("Titles on that day"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field text_parts[] = {
    {"text", N_("Text"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    {NULL},
};
static const Field fields[] = {
    [TITLE] = {"title", N_("Title"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT, .required = true,
               .in_list = true},
    [PARTIES] = {"parties", N_("Parties"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .required = true,
                 .in_list = true, .parts = parts_party},
    [COVENANT] = {"covenant", N_("Covenant"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .of_agreement = true},
    [SESSION] = {"session", N_("Session"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                 .links_to = "session"},
    [BEGAN] = {"began", N_("Began"), FIELD_MOMENT, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true},
    [ENDED] = {"ended", N_("Ended"), FIELD_MOMENT, CLASS_NONE, SHARE_COVENANT},
    [PLACE] = {"place", N_("Place"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    [PRESENT] = {"present", N_("Present"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                 .parts = person_parts},
    [GROUPS] = {"groups", N_("Also present"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                .parts = text_parts},
    [CHAIR] = {"chair", N_("Chair"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    [SECRETARY] = {"secretary", N_("Secretary"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT},
    [CONTENT] = {"content", N_("Course of the session"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                 .parts = text_parts},
    [DIRECTIONS] = {"directions", N_("Directions"), FIELD_LIST, CLASS_BASIC, SHARE_COVENANT,
                    .parts = text_parts},
    [HEADS] = {"heads", N_("Books at that moment"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
               .technical = true, .parts = parts_head},
    [REPLACES] = {"replaces", N_("Replaces"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT,
                  .technical = true},
};

const Kind kind_minutes = {
    "minutes",   N_("Minutes"),  N_("Minutes"),  N_("Twinning"), NATURE_AGREEMENT,
    .schema = 1, FIELDS(fields), .title = TITLE, .dated = BEGAN,
};
