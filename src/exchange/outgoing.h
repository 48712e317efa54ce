/* outgoing.h: which of our books go to a partner, and from where on.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/scope.h"
#include "rules/office.h"

typedef struct {
    Book *book; /* ours */
    Scope *scope;
    /* First entry whose leaf goes: what the partner holds, by its own word and cosignature. */
    guint64 leaves_from;
    /* 0 again when the covenants in force changed since what the partner confirmed. */
    guint64 bodies_from;
    gint64 last; /* time of the last bundle with this book */
} Outgoing;

/* The sending book and every other own book that shares an agreement with the partner. (element-
 * type Outgoing) */
GPtrArray *outgoing_list(Office *office, Db *db, const Book *from, const Book *partner,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The time of our newest bundle to a partner: sent by this file, or taken by the partner. */
bool outgoing_last(Db *db, const Book *own, const Book *partner, guint64 *ret_time,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The time of a bundle of these: now, but always later than the one before. */
gint64 outgoing_time(Office *office, const GPtrArray *outgoing);
/* Remembers that a bundle of this time brings what the covenants open. */
bool outgoing_sent(Db *db, const Outgoing *outgoing, const Book *partner, gint64 time,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Remembers what a bundle of the partner says: written at `time`, it holds `size` entries of our
 * book (0: none), and the newest bundle of ours that it had taken is of the time `seen`. */
bool outgoing_confirmed(Db *db, const Book *own, const Book *partner, gint64 time, guint64 size,
                        guint64 seen, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The time of our newest bundle that the partner is known to have taken; 0: none. */
bool outgoing_seen(Db *db, const Book *own, const Book *partner, gint64 *ret_time,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether this file knows of a bundle of that time to the partner, which the partner took; one that it
 * does not know was sent by a file that had gone on further. */
bool outgoing_knows(Db *db, const Book *own, const Book *partner, guint64 time, bool *ret_knows,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The time of the newest bundle between two books that was taken here; 0: none. */
bool taken_find(Db *db, const Book *from, const Book *to, guint64 *ret_time,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool taken_put(Db *db, const Book *from, const Book *to, guint64 time,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
