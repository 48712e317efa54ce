/* goods.h: goods received and handed on, as items of a list: what, how many, of which unit, at what value.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/rules.h"

/* The parts of an item. */
enum { GOODS_WHAT, GOODS_QUANTITY, GOODS_PER, GOODS_UNIT_VALUE, GOODS_BASIS };
extern const Field parts_goods[];
extern const Field parts_goods_own[]; /* of private kinds: they never leave */

/* The value of all items together; false when no item says one. */
bool goods_value(const Record *record, int list, Money *ret_value);
/* Hints when the value given in a money field is not the sum of the items of the list. */
void problems_goods(const Record *record, Problems *problems, int list, int value);
