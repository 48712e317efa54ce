/* bundle_read.h: the form of a bundle: archive, signed list, sender and receiver.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/manifest.h"
#include "exchange/partners.h"

typedef struct {
    GPtrArray *members;
    Manifest manifest;
    Book *from; /* our mirror of the sender's book */
    Book *to;   /* our own book */
    Pinned pinned;
} Incoming;
void incoming_clear(Incoming *incoming);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Incoming, incoming_clear)

/* KN_INVALID for anything that is not a whole bundle, signed by a partner, for one of our books. */
bool incoming_read(Db *db, const void *bytes, gsize length, Incoming *ret_incoming,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
