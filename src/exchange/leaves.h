/* leaves.h: leaves as a bundle carries them: a run of entry tiles up to a head's last one.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

/* Adds the tiles of [first, size), from the beginning of the tile that holds `first`, as members
 * whose paths begin with `prefix` ("book/<hex>/"). */
bool leaves_write(Db *db, GPtrArray *members, const char *prefix, const Book *book, guint64 first,
                  guint64 size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads the tiles whose paths begin with `prefix` ("book/<hex>/tile/"), which must be a run up to
 * the last tile of a tree of `size` leaves; adds the leaves (element-type GBytes, they borrow from
 * the members) to `came`. *ret_first is the number of the first. False: malformed. */
bool leaves_read(const GPtrArray *members, const char *prefix, guint64 size, guint64 *ret_first,
                 GPtrArray *came);
