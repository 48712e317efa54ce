/* check.h: is this a record? Required fields, lengths, spellings, then the kind's own check.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Adds every problem at once; true when there is no error (hints are fine). */
bool record_check(const Record *record, Problems *problems);
/* Whether a value is a legal spelling of the field's type; the empty one is. */
bool value_is_right(const Field *field, const char *value);
/* Whether one value is a legal spelling of its field's type; empty and struck values are. */
bool record_value_is_right(const Record *record, int field);
