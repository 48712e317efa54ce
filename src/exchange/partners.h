/* partners.h: the rows of pinned partners.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"
#include "exchange/exchange.h"

/* The pinned keys of a partner's book; *ret_found false when it is none. */
typedef struct {
    PublicKeys keys;
    Hash first; /* body hash that entry 0 must have */
    bool compared, stopped;
    StopCause stop;
    gint64 last_seen;
} Pinned;
/* Says why nothing goes to or comes from a partner that is stopped; false. */
bool pinned_refuse(const Book *partner, StopCause stop, GError **error);
bool pinned_find(Db *db, gint64 book, Pinned *ret_pinned, bool *ret_found,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The card itself. KN_MISSING when the book is no partner's. Yours to free. */
char *pinned_card(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Entry 0 of their book is not what the card says: its key was replaced since. */
bool pinned_set_first(Db *db, const char *origin, const Hash *first,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The book of a partner by code or origin. KN_MISSING when it is none. */
Book *partner_get(Db *db, const char *code, Pinned *ret_pinned,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool pinned_put(Db *db, gint64 book, const char *card, bool compared, gint64 time,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool pinned_set_compared(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool pinned_set_stopped(Db *db, gint64 book, StopCause stop,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Another card takes the place of the one that is held, whose keys stay known for what they signed;
 * `first` is what entry 0 must still be. */
bool pinned_replace(Db *db, const Book *partner, const char *card, const Hash *first, gint64 time,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool pinned_set_seen(Db *db, gint64 book, gint64 time, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Size of our book at its newest head that this partner's mirror cosigned; 0: none. */
bool partner_cosigned(Db *db, const Book *own, const Book *partner, guint64 *ret_size,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the book's owner is asked to bring it whole: it came in a way that could not be explained,
 * or lines were lost. Our bundles say so by holding nothing of it, until the owner answers one that
 * was sent later than the time `after`, which is that of our newest one. */
bool partner_is_asked(Db *db, const Book *partner, bool *ret_asked,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool partner_ask(Db *db, const Book *partner, guint64 after,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A bundle of the owner came that was written after it took ours of the time `seen`. */
bool partner_answered(Db *db, const Book *partner, guint64 seen,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
