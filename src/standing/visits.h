/* visits.h: which members of a union were visited in a time, and who was not.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "standing/members.h"
#include "standing/rates.h"

/* How one member stands. */
typedef struct {
    Record *member;
    gint64 times;      /* visits in the period, on whatever occasion; 0: not visited */
    Money given;       /* of those visits */
    Day last;          /* of the newest visit up to the end of the period, DAY_UNSET: none known */
    gint64 last_visit; /* its entry, -1: none */
} VisitLine;

/* Everyone who was in the union on some day of the period, by given name; the newest visit is looked for from `since`
 * on (DAY_UNSET: ever). (element-type VisitLine) */
GPtrArray *visits_coverage(Db *db, const Book *book, Period period, Day since,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many of them were visited. */
gint64 visits_covered(const GPtrArray *lines);
/* The quarter that a day lies in. */
Period quarter_of(Day day);

/* The norm of a visit on that occasion and day: the unit's own row, whether its key says the occasion's code or its
 * words. *ret_rate NULL without error when there is none. */
bool visit_norm(Db *db, const Book *book, const char *occasion, Day day, Rate **ret_rate,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the union keeps to such visits: there is a norm for the occasion, or there was a visit of it within a
 * year. */
bool visits_are_kept(Db *db, const Book *book, const char *occasion, Day day, bool *ret_kept,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
