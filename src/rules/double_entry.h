/* double_entry.h: the same thing written twice is the commonest wrong figure: hints, never a refusal. Used
 * inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"

/* Adds hints when a live record of the same kind looks the same (standing/alike.h), here or in another unit's book;
 * when a gathered line and single activities may count the same; when a movement is in the catalogue. */
bool double_entry_check(Db *db, const Book *book, const Record *record, Problems *problems,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
