/* rules.h: checks that several kinds share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* `to` must not lie before `from` (date fields). */
void problems_order(const Record *record, Problems *problems, int from, int to);
/* The same for two dates of one item of a list. */
void problems_part_order(const Record *record, Problems *problems, int field, gsize item,
                         gsize from, gsize to);
/* Hints when a text is no day and no year of birth. It is text, because a date cannot be erased and a birth can. */
void problems_born(const Record *record, Problems *problems, int field);
/* Full years of age from which a child is asked about its data, besides who represents it (Law 91/2025/QH15, article 24). */
#define CHILD_AGREES_FROM 7
/* Hints when the parts given (money fields, ended by -1) do not add up to the whole. */
void problems_sum(const Record *record, Problems *problems, int whole, const int *parts);
/* Hints when the first count exceeds the second ("came" more than "registered"). */
void problems_not_more(const Record *record, Problems *problems, int smaller, int larger);
/* Complains of words that say what a test of somebody's blood found: such results are secret and have no place here
 * (Circular 26/2013/TT-BYT, article 12). */
void problems_test_result(const Record *record, Problems *problems, int field, ProblemKind how);
