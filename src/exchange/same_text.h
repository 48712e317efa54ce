/* same_text.h: a partner erased a personal value in a text that all parties hold: the copy in our own book is ours to erase.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"

/* Looks at the erasures of a partner's book from `first` on; adds to findings (element-type Finding) what stands open in an
 * own book still. */
bool same_text_look(Db *db, const Book *partner, Day today, gint64 first, GPtrArray *findings,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
