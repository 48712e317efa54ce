/* number_rows.h: the rows of given numbers. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "store/store.h"

/* Notes the number of a record as its first entry says it; may be called again for one record. */
bool numbers_put(Db *db, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
