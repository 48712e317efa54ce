/* units.c: units at a day, houses, titles of officers at a day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/units.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/rows.h"
#include "views/values.h"

void
house_free(House *house)
{
    if (!house)
        return;
    g_free(house->code);
    g_free(house->name);
    g_array_unref(house->books);
    g_free(house);
}
