/* scope.h: what of an own book may leave to one partner: deny by default. System kinds and agreements that name the
 * partner go whole; of ordinary kinds only the lines that a covenant in force names, for events within its term;
 * of private kinds nothing.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/kind.h"
#include "records/sharing.h"
#include "views/agreements.h"

typedef struct Scope Scope;

/* The covenants in force on `day` between a book and a partner's book. */
Scope *scope_new(Db *db, const Book *own, const Book *partner, Day day, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void scope_free(Scope *scope);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Scope, scope_free)

typedef enum {
    SCOPE_NOTHING, /* the body stays here */
    SCOPE_LINES,   /* some lines are open */
    SCOPE_WHOLE,   /* every line is open */
} ScopeAnswer;

/* What of this body may leave; `kind` (NULL for an unknown one) is also told. */
ScopeAnswer scope_of(const Scope *scope, const Entry *entry, const Kind **ret_kind);
/* The body as it leaves: open lines as they stand, all others as commitments. NULL when nothing of it leaves. */
char *scope_body(const Scope *scope, const Entry *entry, gsize *ret_length);
/* Whether this field of an event of that day is open. */
bool scope_opens(const Scope *scope, const Kind *kind, int field, Day day);
/* Whether any field of the kind is open to the partner, so that a missing body is a finding. */
bool scope_opens_kind(const Scope *scope, const Kind *kind);
/* Changes when a covenant opens more or less: base64 of a digest. Yours to free. */
char *scope_digest(const Scope *scope);
