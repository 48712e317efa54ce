/* sessions.h: the sessions under a covenant: which were held, whose turn it is to hold the next one, and by when; what
 * earlier ones agreed that is still open.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/agreements.h"

typedef struct {
    GPtrArray *
        sessions; /* (element-type Record), by the day they began; one held by two books stands twice */
    guint held;  /* different days among them, up to today */
    Day last;    /* the last such day; DAY_UNSET: none yet */
    Day planned; /* the next day to come that is written down; DAY_UNSET: none */
    Day due;     /* by which the next should be held; DAY_UNSET: the covenant names no rhythm */
    char *host;  /* code of the unit whose turn it is; NULL: no turns are agreed */
} CovenantSessions;
void covenant_sessions_clear(CovenantSessions *sessions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CovenantSessions, covenant_sessions_clear)

/* Of all books held here; sessions under a text that this one replaced count too. */
bool covenant_sessions(Db *db, const Agreement *covenant, Day today, CovenantSessions *ret_sessions,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Directions of the book agreed before this session that are neither done nor dropped, and that no later direction
 * goes on from; oldest first. (element-type Record) */
GPtrArray *directions_left(Db *db, const Book *book, const Record *session,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
