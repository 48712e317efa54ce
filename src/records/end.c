/* end.c: an agreement ended, or a proposal withdrawn, by its identity.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"agreement", N_("Agreement"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"date", N_("Date"), FIELD_DATE, CLASS_NONE, SHARE_COVENANT},
    {"why", N_("Reason"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_end = {
    "end",
    N_("End of an agreement"),
    N_("Ends of agreements"),
    N_("Unit"),
    NATURE_SYSTEM,
    .schema = 1,
    FIELDS(fields),
    .title = -1,
    .dated = -1,
};
