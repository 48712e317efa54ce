/* closed.c: the last entry of a book: from which day on the unit is no more, by which document, and who goes on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"
#include "records/parts.h"

static const Field fields[] = {
    {"date", N_("From this day on"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"legal_document", N_("Legal document"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"successors", N_("Goes on as"), FIELD_LIST, CLASS_NONE, SHARE_COVENANT, .parts = parts_party},
};

const Kind kind_closed = {
    "closed",    N_("Closing"),  N_("Closings"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1,    .dated = -1,
};
