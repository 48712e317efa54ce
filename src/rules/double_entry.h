/* double_entry.h: the same thing written twice is the commonest wrong figure: a hint, never a refusal. Used
 * inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"

/* Adds a hint when a live record of the same kind has the same day, the same amounts, and the same title or
 * place. */
bool double_entry_check(Db *db, const Book *book, const Record *record, Problems *problems,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
