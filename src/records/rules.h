/* rules.h: checks that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* `to` must not lie before `from` (date fields). */
void problems_order(const Record *record, Problems *problems, int from, int to);
/* Hints when the parts given (money fields, ended by -1) do not add up to the whole. */
void problems_sum(const Record *record, Problems *problems, int whole, const int *parts);
/* Hints when the first count exceeds the second ("came" more than "registered"). */
void problems_not_more(const Record *record, Problems *problems, int smaller, int larger);
