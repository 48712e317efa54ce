/* photo.c: a photo with its caption: who is on it by post, not by typed name; metadata is gone.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

enum { TAKEN, CAPTION, FILE_, SESSION, ACTIVITY, PEOPLE, CONSENT, MADE_UP };

static const Field people_parts[] = {
    {"officer", N_("Officer"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .links_to = "officer"},
    {NULL},
};
static const Field fields[] = {
    [TAKEN] = {"taken", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT, .required = true,
               .in_list = true, .import_as = "Ngày chụp"},
    [CAPTION] = {"caption", N_("Caption"), FIELD_TEXT, CLASS_BASIC, SHARE_COVENANT,
                 .required = true, .in_list = true, .import_as = "Chú thích"},
    [FILE_] = {"file", N_("Photo"), FIELD_FILE, CLASS_BASIC, SHARE_COVENANT, .required = true},
    [SESSION] = {"session", N_("Session"), FIELD_REF, CLASS_NONE, SHARE_COVENANT, .in_list = true,
                 .links_to = "session"},
    [ACTIVITY] = {"activity", N_("Activity"), FIELD_REF, CLASS_NONE, SHARE_COVENANT,
                  .links_to = "activity"},
    [PEOPLE] = {"people", N_("Officers on it"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT,
                .parts = people_parts},
    [CONSENT] = {"consent", N_("Everyone on it agreed"), FIELD_FLAG, CLASS_NONE, SHARE_COVENANT,
                 .agrees_to = "publish_picture", .import_as = "Đồng ý"},
    [MADE_UP] = {"made_up", N_("Made up for demonstration"), FIELD_FLAG, CLASS_NONE,
                 SHARE_COVENANT},
};

const Kind kind_photo = {
    "photo",     N_("Photo"),    N_("Photos"),     N_("Twinning"), NATURE_ORDINARY,
    .schema = 1, FIELDS(fields), .title = CAPTION, .dated = TAKEN, .happened = true,
};
