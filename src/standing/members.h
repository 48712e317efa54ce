/* members.h: who was in the union when, how old, for how long.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"
#include "records/record.h"

/* Whether they were in the union on some day of the period: from the day they joined to the day they left, both
 * included; no day of joining: always. DAY_UNSET ends the period on neither side. */
bool member_in(const Record *member, Period period);
/* Those of the book who were, by given name. (element-type Record) */
GPtrArray *members_list(Db *db, const Book *book, Period period,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The day in `year` on which a birth is remembered, DAY_UNSET when only its year is known. */
Day birthday_in(const char *born, int year);

/* The entry that a reference within the same book names, -1 when it names none of this book. */
gint64 reference_entry(const char *ref);
