/* closed.c: the last entry of a book: who goes on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"date", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"legal_document", N_("Legal document"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"successor", N_("Succeeded by (origin)"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"successor_key", N_("Its key"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_closed = {
    "closed",    N_("Closing"),  N_("Closings"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1,    .dated = -1,
};
