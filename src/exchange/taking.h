/* taking.h: what a bundle brings comes into this file: leaves, bodies, files; lists and totals
 * follow. Step 5 of the receiver's algorithm (docs/FORMAT.md), in the caller's transaction,
 * after everything was judged.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/arriving.h"
#include "exchange/bundle_read.h"
#include "exchange/healing.h"

/* One book of the bundle while it is taken. */
typedef struct {
    Arriving *arriving;
    gint64 first;    /* the entries from here on are new */
    GArray *changed; /* (element-type gint64): earlier ones whose body came or changed now */
    GHashTable
        *files; /* hex of files that bodies of the bundle name -> whether the line is open here */
    GPtrArray *struck; /* (element-type utf8): hex of files that an erased line named */
    bool erased;       /* an erasure came */
} Part;

typedef struct {
    Office *office;
    Db *db;
    const Incoming *incoming;
    Arrival *arrival;
    GPtrArray *parts;    /* (element-type Part) */
    guint64 seen;        /* the time of our newest bundle that the sender had taken */
    GPtrArray *healings; /* (element-type Healing): our own books that the bundle brings back */
    const GPtrArray
        *opened;  /* (element-type CopyOpened): sheets that open copies of them, or NULL */
    bool partial; /* of others' books only the entries are taken */
    bool gone;    /* sealed copies that we kept were replaced or deleted */
} Taking;
void taking_init(Taking *taking, Office *office, Db *db, const Incoming *incoming,
                 Arrival *arrival);
void taking_clear(Taking *taking);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Taking, taking_clear)

/* Reads every book in the bundle whose card we hold. One whose card is missing, or with which
 * exchange has stopped, is left out and said. */
bool taking_read(Taking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes our own books back, where the bundle brings them: before anything else is judged, because what
 * the sender holds of us is judged by it. */
bool taking_heal(Taking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The own book of this hex that comes back, NULL when none does. */
Healing *taking_healing(const Taking *taking, const char *hex);
/* A book in this state, NULL when there is none. */
const Arriving *taking_find(const Taking *taking, ArrivingState state);
/* Takes it all. More than the covenants open, or a part that belongs to nothing: KN_INVALID, and
 * the caller gives the transaction up. */
bool taking_run(Taking *taking, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether something was struck out that must leave the file's free space too. */
bool taking_erased(const Taking *taking);
