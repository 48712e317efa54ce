/* published_read.c: what a printed figure may stand for. Officers round, and cut down behind "trên" and up behind "gần";
 * each word leaves as much room as they use it for.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/published.h"

#define ROOM_OVER 20     /* "trên 500 triệu": up to a twentieth more */
#define ROOM_NEAR 50     /* "gần 30 tỷ": up to a fiftieth less */
#define ROOM_ABOUT 20    /* to either side */
#define ROOM_ESTIMATE 10 /* to either side */
#define ROOM_MOST 5      /* "gần 1 tỷ" is not 500 triệu: a fifth at most */

static void
set_room(Printed *printed)
{
    gint64 value = printed->money.vnd, step = printed->money.step;
    gint64 below = 0, above = 0;
    switch (printed->money.qualifier) {
    case QUALIFIER_EQ:
    case QUALIFIER_UNSET:
        below = above = step > 1 ? step / 2 : 0;
        break;
    case QUALIFIER_OVER:
        above = MAX(step, value / ROOM_OVER);
        break;
    case QUALIFIER_ATLEAST:
        above = MONEY_MAX - value;
        break;
    case QUALIFIER_NEAR:
        below = MIN(MAX(step, value / ROOM_NEAR), value / ROOM_MOST);
        break;
    case QUALIFIER_ABOUT:
        below = above = MIN(MAX(step, value / ROOM_ABOUT), value / ROOM_MOST);
        break;
    case QUALIFIER_ESTIMATE:
        below = above = MIN(MAX(step, value / ROOM_ESTIMATE), value / ROOM_MOST);
        break;
    }
    printed->least = MAX(value - below, 0);
    printed->most = value + above;
}

bool
printed_read(const char *text, const char *qualifier, Printed *ret_printed)
{
    Printed printed = {.text = text};
    *ret_printed = printed;
    if (*text == '\0')
        return true;
    if (!money_read(text, &printed.money, NULL, NULL))
        return false;
    Qualifier beside = qualifier_from_code(qualifier, strlen(qualifier));
    if (printed.money.qualifier == QUALIFIER_EQ && beside != QUALIFIER_UNSET)
        printed.money.qualifier = beside;
    printed.given = true;
    set_room(&printed);
    *ret_printed = printed;
    return true;
}
