/* labour.h: what days of labour are worth at the rate a unit has set for the day they were given. It stands beside the
 * value of what was done and is never added to it by itself.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/question.h"

/* The question asks the measure labour_days. `book` has the rates (table labour_day). *ret_days: days that have a rate. */
bool labour_worth(Db *db, const Book *book, const Question *question, Money *ret_worth,
                  gint64 *ret_days, GError **error) G_GNUC_WARN_UNUSED_RESULT;
