/* signed.c: who agreed to the text of the agreement in the entry named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"author", N_("Author"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"role", N_("Role"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"agreement", N_("Entry"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_signed = {
    "signed",    N_("Signing"),  N_("Signings"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1,    .dated = -1,
};
