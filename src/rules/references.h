/* references.h: references typed by people and references inside records. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"

/* Every reference of the record, also inside lists, must lead to a live record of the kind it names; every
 * file must be kept beside the book. Adds an error for each that does not. */
bool references_check(Db *db, const Book *book, const Record *record, Problems *problems,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The digest in a stored file value; false when it is none. */
bool file_value_hash(const char *value, Hash *ret_hash);
