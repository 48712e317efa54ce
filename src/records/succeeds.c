/* succeeds.c: the first words of a successor: whose book it goes on from, and at which state.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"predecessor", N_("Goes on from (origin)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"size", N_("Entries"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"root", N_("Seal"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"note", N_("Signed state"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_succeeds = {
    "succeeds",  N_("Succession"), N_("Successions"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields),   .title = -1,       .dated = -1,
};
