/* check.h: is this a record? Required fields, lengths, spellings, then the kind's own check.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* Adds every problem at once; true when there is no error (hints are fine). */
bool record_check(const Record *record, Problems *problems);
