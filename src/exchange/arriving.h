/* arriving.h: one partner's book as a bundle brings it: its head, its leaves, and how they stand to what we hold.
 * Steps 1 to 4 of the receiver's algorithm (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/partners.h"
#include "exchange/tar.h"
#include "proof/note.h"

typedef enum {
    ARRIVING_OLD = 1, /* an earlier or the same state of what we hold: nothing new */
    ARRIVING_NEW,     /* continues what we hold */
    ARRIVING_FORK,    /* contradicts what we hold */
    ARRIVING_UNEXPLAINED, /* the root differs and the leaves to explain it are not given */
} ArrivingState;

typedef struct {
    Book *book;      /* our mirror of it, as held */
    Pinned pinned;
    char *hex;
    char *note;      /* the signed head that came */
    guint64 size;
    Hash root;
    ArrivingState state;
    GPtrArray *leaves; /* (element-type GBytes): those past what we hold */
    gint64 differs;    /* of a fork: the first entry that differs, -1 unknown */
    Hash held_leaf, came_leaf;
} Arriving;
void arriving_free(Arriving *arriving);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arriving, arriving_free)

/* Reads `book/<hex>/checkpoint` and its tiles. A malformed or unsigned head: KN_INVALID. */
Arriving *arriving_read(Db *db, const GPtrArray *members, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The evidence of a fork as one text: both notes and, unless the sizes are equal, the first differing entry with both
 * leaf hashes. Yours to free. */
char *arriving_evidence(Db *db, const Arriving *arriving, GError **error) G_GNUC_WARN_UNUSED_RESULT;
