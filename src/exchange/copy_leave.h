/* copy_leave.h: the sealed copy of our books on its way to the partners that keep it: only those
 * with a covenant in force, only what they are not known to have.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/outgoing.h"
#include "exchange/tar.h"

/* keys.box/<hex>/...: new and changed parts, and those that grew old, up to so many bytes in one
 * bundle and never more than `room`; the others go next time. Remembers what went. */
bool copies_leave(Office *office, Db *db, GPtrArray *members, const GPtrArray *outgoing,
                  const Book *partner, gint64 time, gint64 room,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the copy of an own book stands with a partner. */
typedef struct {
    bool kept;              /* a covenant in force asks the partner to keep it */
    guint parts, confirmed; /* confirmed: the partner is known to have them as they are now */
    gint64 bytes;           /* of those confirmed */
    gint64 newest;          /* when the last of them went; 0: none */
    bool unknown;           /* the keys of the book are not at hand: nothing can be said */
} CopyStand;
bool copies_stand(Office *office, Db *db, const Book *own, const Book *partner,
                  CopyStand *ret_stand, GError **error) G_GNUC_WARN_UNUSED_RESULT;
