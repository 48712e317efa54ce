/* back.h: what we hold of the receiver's own books goes back to it, when it asked: leaves in the
 * clear like all leaves, bodies and files in the sealed part.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/asks.h"

/* For each book that `to` asked `own` for: mirror/<hex>/tile/entries/..., from the first leaf that
 * its file lacks up to the head that stands in `members` as cosigned/<hex>/checkpoint; nothing of a
 * book without one. */
bool back_add_leaves(Db *db, GPtrArray *members, const Book *own, const Book *to,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that we hold of their bodies, with the files they name. `copies`: the sealed copies go along,
 * which hold these lines and more, so only what is newer than they are has to. */
bool back_add_bodies(Db *db, GPtrArray *inner, const Book *own, const Book *to, bool copies,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
