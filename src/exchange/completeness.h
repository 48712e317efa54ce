/* completeness.h: a partner's book against what the covenants say: what was agreed and did not
 * come is named.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/scope.h"

/* Looks at the entries of a partner's book from `first` on, at those of `changed` (element-type
 * gint64) before it, and at what was missing before; at all of them when the covenants changed.
 * The bundle was sent on `day`, `own` is the book it was for. Adds to findings
 * (element-type Finding). */
bool completeness_look(Db *db, const Book *own, const SentBy *sent_by, Book *partner, Day day,
                       gint64 first, const GArray *changed, GPtrArray *findings,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
