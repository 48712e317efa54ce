/* random.h: records with random values that are right, for tests of every kind.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

/* A right value of the field, often empty. Yours to free. */
char *random_value(const Field *field);
/* Every field a random value; dates of birth and the like are only as right as their type. */
Record *random_record(const Kind *kind);
/* Bytes nobody should type: broken UTF-8, controls, signs of every grammar. Yours to free. */
char *random_junk(void);
/* Equal, but for the words of amounts: their number, step and qualifier must be the same. Also within lists. */
bool same_value(const Field *field, const char *a, const char *b);
/* Names the first difference, or passes. */
void assert_same_values(const Record *a, const Record *b);
