/* leaves.h: leaves as a bundle brings them: a run of entry tiles up to a head's last one.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Reads the tiles whose paths begin with `prefix` ("book/<hex>/tile/"), which must be a run up to
 * the last tile of a tree of `size` leaves; adds the leaves (element-type GBytes, they borrow from
 * the members) to `came`. *ret_first is the number of the first. False: malformed. */
bool leaves_read(const GPtrArray *members, const char *prefix, guint64 size, guint64 *ret_first,
                 GPtrArray *came);
