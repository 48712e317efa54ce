/* statement.c: a number that the owner states about its private records.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/choices.h"

static const Field fields[] = {
    {"period", N_("Period"), FIELD_PERIOD, CLASS_NONE, SHARE_COVENANT},
    {"measure", N_("What is counted"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"count", N_("Number"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"step", N_("Known to the nearest"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT, .since = 2},
    {"qualifier", N_("How exactly"), FIELD_CHOICE, CLASS_NONE, SHARE_COVENANT, .since = 2,
     .choices = choices_qualifiers},
};

const Kind kind_statement = {
    "statement", N_("Stated number"), N_("Stated numbers"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 2, FIELDS(fields),      .title = -1,          .dated = -1,
};
