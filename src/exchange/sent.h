/* sent.h: how far a book of ours has come with a partner, from the bundles that went and the
 * confirmations that came back: nothing is written for it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

typedef enum {
    SENT_NOT = 1, /* in no bundle for them yet */
    SENT_GONE,    /* in one, of which nothing is known */
    SENT_TAKEN,   /* in one that they took */
    SENT_CHECKED, /* in a state of our book that they compared with all they hold, and signed */
} SentState;

typedef struct {
    guint64 gone, taken, checked; /* entries of our book, from its first on; each at most the one
                                   * before */
} Sent;
bool sent_find(Db *db, const Book *own, const Book *partner, Sent *ret_sent,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
SentState sent_state(const Sent *sent, gint64 entry);
const char *sent_label(SentState state); /* msgid */
