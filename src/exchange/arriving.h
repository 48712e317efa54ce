/* arriving.h: one partner's book as a bundle brings it: its head, its leaves, and how they stand
 * to what we hold. Steps 1 to 4 of the receiver's algorithm (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/partners.h"
#include "exchange/tar.h"
#include "proof/note.h"

typedef enum {
    ARRIVING_OLD = 1,     /* an earlier or the same state of what we hold: nothing new */
    ARRIVING_NEW,         /* continues what we hold */
    ARRIVING_FORK,        /* contradicts what we hold */
    ARRIVING_UNEXPLAINED, /* the leaves that came do not lead from what we hold to the head */
} ArrivingState;

typedef struct {
    Book *book; /* our mirror of it, as held */
    Pinned pinned;
    char *hex;
    char *note; /* the signed head that came */
    guint64 size;
    Hash root;
    ArrivingState state;
    guint64 first;   /* number of the first leaf that came */
    GPtrArray *came; /* (element-type GBytes): from `first` up to the head */
    gint64 differs;  /* of a fork: the first entry that differs, -1 unknown */
} Arriving;
void arriving_free(Arriving *arriving);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arriving, arriving_free)

/* Reads `book/<hex>/checkpoint` and its tiles. A malformed or unsigned head, tiles that do not
 * belong there, a book that does not begin with its card: KN_INVALID. The leaves borrow from the
 * bytes of the members. */
Arriving *arriving_read(Db *db, const GPtrArray *members, const Book *book,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The leaves past what we hold. (element-type GBytes) */
GPtrArray *arriving_leaves(const Arriving *arriving);
/* The leaf hashes of the tree that the sender signed: those that came, before them ours. NULL
 * without error when they do not lead to its root. (element-type Hash) */
bool arriving_tree(Db *db, const Arriving *arriving, GArray **ret_hashes,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The root of our copy at an earlier size. */
bool held_root(Db *db, const Book *book, guint64 size, Hash *ret_root,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
