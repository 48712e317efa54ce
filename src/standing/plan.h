/* plan.h: how a unit stands against its plans, and against the same period of the year before.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/question.h"

typedef struct {
    Record *plan;
    Money target; /* counts: target.vnd is the number */
    Question
        done; /* over the unit's own book, for the part of the plan's period that was asked about */
    Question
        before; /* the same days of the year before, also in the books that the unit goes on from */
    Figure done_figure, before_figure;
    bool has_before; /* false: nothing is known of that period */
} PlanStanding;

/* The plans of a book whose periods meet `asked`, in the order of the table of measures. (element-type
 * PlanStanding) */
GPtrArray *plans_standing(Db *db, const Book *book, Period asked,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same days of the year before, 29 February becoming the 28th. A period longer than a year has none: false. */
bool period_before(Period period, Period *ret_before);
