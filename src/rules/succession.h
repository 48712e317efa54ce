/* succession.h: the life of a unit's book: it is closed, and others go on from it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

typedef struct {
    const char *date;     /* as typed: from this day on the unit is no more */
    const char *document; /* the legal document */
    const char *
        successors; /* codes or origins of books held or pinned here, between commas; NULL or "": dissolved */
} ClosingAsk;
/* Writes the last entry of the book. After it only personal values are erased; heads are signed and sent as before.
 * *ret_entry is its number. */
bool unit_close(Office *office, const char *unit, const Actor *actor, const ClosingAsk *ask,
                gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Codes are names in this office: the code of a closed book may be given to another. The closed one is called CODE-YEAR from
 * then on, after the year of its closing. Nothing happens while the code is free, or belongs to a book that goes on. */
bool code_release(Db *db, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    const char *predecessor;     /* code or origin of a book held here */
    const char *date, *document; /* as typed; NULL or "": as the closing says */
    bool
        volume; /* the same unit goes on in a new book, because the older one was forked or damaged: it was never closed */
} SuccessionAsk;
/* Writes that the book goes on from an older one, with the signed state that this rests on: of a closed book the state with
 * its closing, which must name this book; of an earlier volume the newest that a partner confirmed. */
bool unit_succeed(Office *office, const char *unit, const Actor *actor, const SuccessionAsk *ask,
                  gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
