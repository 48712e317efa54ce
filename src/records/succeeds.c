/* succeeds.c: whose book a book goes on from, and at which signed state of it: a unit that was merged or split, or an
 * earlier volume of the same unit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"predecessor", N_("Goes on from (origin)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"size", N_("Entries"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"root", N_("Seal"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"note", N_("Signed state"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"name", N_("Name"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"volume", N_("New volume of the same unit"), FIELD_FLAG, CLASS_NONE, SHARE_COVENANT},
    {"date", N_("From this day on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"legal_document", N_("Legal document"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_succeeds = {
    "succeeds",  N_("Succession"), N_("Successions"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields),   .title = -1,       .dated = -1,
};
