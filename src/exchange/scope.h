/* scope.h: what of one book another's may have: deny by default. System kinds and agreements
 * that name the taker go whole; of ordinary kinds only the lines that a covenant names, for
 * events within its term; of private kinds nothing. The giver asks it before a bundle leaves,
 * the taker when one came.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/kind.h"
#include "records/sharing.h"

typedef struct Scope Scope;

/* By the covenants in force between two books: what may leave. */
Scope *scope_leaving(Db *db, const Book *giver, const Book *taker, Day today,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By those that both agreed to once, also ended ones: what may come. A third party's acceptance may
 * have reached the giver alone. */
Scope *scope_coming(Db *db, const Book *giver, const Book *taker, Day today,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Who sent a bundle, by what it shows. */
typedef struct {
    const Book *book;      /* that signed it */
    const GPtrArray *more; /* (element-type Book): all books of its office that it brings */
} SentBy;
/* By those in force of which the sender is known to hold every party's acceptance: what has to
 * come. */
Scope *scope_expected(Db *db, const Book *giver, const Book *taker, const SentBy *sent_by,
                      Day today, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void scope_free(Scope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scope, scope_free)

/* Whether this field of an event of that day is open. */
bool scope_opens(const Scope *scope, const Kind *kind, int field, Day day);
/* The day of the event that an entry tells of: its dated field, else the day it was written.
 * DAY_UNSET: its date is struck out. */
Day scope_day(const Kind *kind, const Entry *entry);

/* The body as it leaves: open lines as they stand, all others as commitments. NULL when nothing
 * of it leaves. */
char *scope_body(const Scope *scope, const Entry *entry, gsize *ret_length);
/* Whether a body that came shows no more than it may; the entry says kind and time. */
bool scope_allows(const Scope *scope, const Entry *entry, const char *body, gsize length);
/* Whether the body of this entry has to come, as far as its leaf can tell. */
bool scope_expects(const Scope *scope, const Entry *entry);

/* Changes when the covenants that count change: base64 of a digest. Yours to free. */
char *scope_digest(const Scope *scope);
