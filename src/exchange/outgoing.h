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
} Outgoing;

/* The sending book and every other own book that shares an agreement with the partner. (element-
 * type Outgoing) */
GPtrArray *outgoing_list(Office *office, Db *db, const Book *from, const Book *partner,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Remembers what the partner will hold once it confirms this size. */
bool outgoing_sent(Db *db, const Outgoing *outgoing, const Book *partner,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Remembers that a bundle of the partner of this time confirms this size of our book (0: none). */
bool outgoing_confirmed(Db *db, const Book *own, const Book *partner, gint64 time, guint64 size,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
