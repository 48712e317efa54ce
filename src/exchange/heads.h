/* heads.h: heads that a bundle brings without their leaves: ours come back cosigned, others' are
 * compared with what we hold of them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/bundle_read.h"

typedef enum {
    HEAD_HELD = 1,    /* our book, or our copy, had this root at this size */
    HEAD_AHEAD,       /* of another's book: more than we hold, nothing to compare */
    HEAD_CONTRADICTS, /* of our own book: this file is an old copy; of another's: a fork */
} HeadState;
typedef struct {
    Book *book;
    char *note;
    guint64 size;
    Hash root;
    HeadState state;
    NoteKey log;
} Head;

/* Those of books that are here, signed by their owners. A malformed one, or one of ours that we
 * did not sign: KN_INVALID. (element-type Head) */
GPtrArray *heads_read(Db *db, const Incoming *incoming, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first that contradicts what is here, NULL when there is none. */
const Head *heads_contradiction(const GPtrArray *heads);
/* Our own book is proved to have been in this state: the high-water mark says so from now on,
 * and nothing is signed. */
bool heads_mark(Office *office, const Head *head, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps the cosignatures, and remembers what the sender holds of our books and that it had taken our
 * bundle of the time `seen`. *ret_ours counts heads of ours that it cosigned. */
bool heads_keep(Db *db, const GPtrArray *heads, const Incoming *incoming, guint64 seen,
                gint64 *ret_ours, GError **error) G_GNUC_WARN_UNUSED_RESULT;
