/* addresses.h: humanitarian addresses and their helps in one pass each, column by column: what falls due is asked of all of
 * them every time a home page opens.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

/* An address that has not left the list. Texts live as long as the call. */
typedef struct {
    gint64 entry;
    const char *name, *commune, *priority, *state;
    Day surveyed;  /* the newest survey; DAY_UNSET: none, and so on */
    Day confirmed; /* by the commune */
    Day helped;    /* the last time */
} AddressRow;
bool addresses_each(Db *db, const Book *book, void (*each)(void *context, const AddressRow *row),
                    void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What came of every sponsorship: its reference -> PromiseKept. */
typedef struct {
    gint64 times, vnd;
} PromiseKept;
GHashTable *promises_kept(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Helps that no second person has confirmed, oldest first; `address` is what they name it by. */
bool helps_waiting(Db *db, const Book *book,
                   void (*each)(void *context, gint64 entry, Day day, const char *address),
                   void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
