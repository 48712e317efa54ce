/* values.h: values of kinds that views/ knows by name: units, agreements, system kinds. Used
 * inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"

const char *value_text(const Record *record,
                       const char *field); /* "" when empty, struck or no such field */
gint64 value_number(const Record *record, const char *field, gint64 otherwise);
Day value_day(const Record *record, const char *field); /* DAY_UNSET when empty */
/* Part of an item of a list by the part's name; "" when there is none. Yours to free. */
char *value_part(const Record *record, const char *field, gsize item, const char *part);
gsize value_items(const Record *record, const char *field);
