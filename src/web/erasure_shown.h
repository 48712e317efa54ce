/* erasure_shown.h: pages say where an erased value is struck out, and where not yet.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* Of one record of the own book; of a data request also what was erased for it: of the person's record, and wherever the
 * ground names the request. Nothing where nothing was erased. */
bool erasure_shown(Markup *m, Request *req, const Record *record,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
