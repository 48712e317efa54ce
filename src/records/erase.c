/* erase.c: a personal value that was erased from these entries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"entries", N_("Entries"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"field", N_("Field"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"ground", N_("Ground"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_erase = {
    "erase",     N_("Erasure"),  N_("Erasures"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1,    .dated = -1,
};
