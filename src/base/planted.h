/* planted.h: faults that a build for tests plants on purpose, to prove that its tests find such. With
 * -DKN_BUG the environment's KN_BUG=n switches one on; any other build holds nothing of them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

typedef enum {
    PLANTED_NONE,
    PLANTED_MARK_LOW,        /* signs without raising the high-water mark first */
    PLANTED_MARK_UNREAD,     /* signs although the mark says that this is an old copy */
    PLANTED_GROWTH_UNPROVED, /* takes entries that do not lead to the signed root */
    PLANTED_EQUAL_SIZE,      /* takes another state of a size that is held */
    PLANTED_FIELD_OPEN,      /* one field leaves that no covenant opens */
    PLANTED_TERM_IGNORED,    /* what lies outside a covenant's term leaves */
    PLANTED_SALT_EMPTY,      /* lines are not salted */
    PLANTED_WORDS_STAY,      /* an erased value stays among the words that are searched */
    PLANTED_LOG_STAYS,       /* an erased value stays in the engine's log */
    PLANTED_OPEN_AGAIN,      /* an erased line comes back with an older bundle */
    PLANTED_SHEET_TWICE,     /* the same sheet counts twice */
    PLANTED_CLOCK_BACK,      /* a confirmation may be older than the one before */
    PLANTED_ANY_KEY,         /* a bundle counts whoever signed it */
    PLANTED_SEEN_LOST,       /* what was taken of a partner is not remembered */
    PLANTED_UNDONE_COUNTS,   /* what was undone is still counted */
    PLANTED_LATE_HIDDEN,     /* lists do not follow a body that comes late */
    PLANTED_COMMIT_UNSYNCED, /* an entry is acknowledged before it is on the disk */
    PLANTED_ALL
} Planted;

#ifdef KN_BUG
#include <glib.h>
#include <stdbool.h>
static inline bool
planted_is(Planted which)
{
    const char *set = g_getenv("KN_BUG");
    return set != NULL && g_ascii_strtoll(set, NULL, 10) == (gint64)which;
}
#define PLANTED(which) planted_is(PLANTED_##which)
#else
#define PLANTED(which) false
#endif
