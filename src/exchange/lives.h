/* lives.h: what a partner's book says of its end and of whom it goes on from, judged by what is held here.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

/* Looks at the entries from `first` on. A closed book that goes on being written in, and a quoted state of an older book that
 * is not what our copy has there, are findings (element-type Finding). */
bool lives_look(Db *db, const Book *partner, gint64 first, GPtrArray *findings,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
