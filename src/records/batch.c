/* batch.c: the run of entries right after it came in one act, from one sheet.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/kind.h"

static const Field fields[] = {
    {"what", N_("Kind"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"file_name", N_("File"), FIELD_TEXT, CLASS_NONE, SHARE_COVENANT},
    {"rows", N_("Rows"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
    {"count", N_("Entries"), FIELD_COUNT, CLASS_NONE, SHARE_COVENANT},
};

const Kind kind_batch = {
    "batch",     N_("Batch"),    N_("Batches"), N_("Unit"),  NATURE_SYSTEM,
    .schema = 1, FIELDS(fields), .title = -1,   .dated = -1,
};
