/* undo.c: the entries first to last have no effect any more.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"first", N_("First entry"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"last", N_("Last entry"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"author", N_("Author"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"why", N_("Reason"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_undo = {
    "undo",      N_("Undo"),     N_("Undos"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1, .dated = -1,
};
