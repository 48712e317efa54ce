/* agreements.h: the state of an agreement is computed from all books held here: in force = present
 * in every party's book, ended in none.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "records/sharing.h"
#include "views/views.h"

typedef enum {
    AGREEMENT_PROPOSED = 1, /* stands in some parties' books */
    AGREEMENT_IN_FORCE,
    AGREEMENT_EXPIRED, /* in force once; its term is over */
    AGREEMENT_ENDED,   /* end/1 by any party, or withdrawn */
    AGREEMENT_REPLACED,
    AGREEMENT_CLOSED, /* agreed by all, and since then the book of a party was closed: what it opens still goes, so that a
                       * last exchange can be; it goes on only by a new text of those who go on */
} AgreementState;

typedef struct {
    char *body_hash; /* base64: its identity */
    const Kind *kind;
    Record *record; /* the text */
    AgreementState state;
    GPtrArray *parties; /* (element-type AgreementParty), sorted by origin */
} Agreement;
typedef struct {
    char *origin, *code, *name;
    gint64 book;  /* local number, 0 when not held here */
    gint64 entry; /* where the text stands in its book, -1: not yet */
    gint64 time;
    char *signed_by; /* from signed/1, "" for the proposer */
    bool ended;
    Day closed; /* from this day on its book is closed, or given up for a new volume; G_MAXINT32: it goes on */
    GPtrArray *
        heirs; /* (element-type utf8): origins of those who go on for it; empty while it does itself, or when it was
                       * dissolved */
} AgreementParty;
void agreement_free(Agreement *agreement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Agreement, agreement_free)

/* kind NULL: all kinds of agreements; newest first. (element-type Agreement) */
GPtrArray *agreements_list(Db *db, const Kind *kind, Day today,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool agreement_find(Db *db, const char *body_hash, Day today, Agreement **ret_agreement,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The agreement whose text stands at this entry of a book; NULL without error when it is none. */
bool agreement_at(Db *db, const Book *book, gint64 entry, Day today, Agreement **ret_agreement,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* As people name one: by its identity, or by the record of its text in any book held here (a bare
 * number is one of `own`). NULL without error when that is none. */
bool agreement_named(Db *db, const Book *own, const char *typed, Day today,
                     Agreement **ret_agreement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What people call it; what was given when it is none. Yours to free. */
char *agreement_title(Db *db, const char *body_hash);
/* What the text itself calls a party, given by code or origin; what was given when it is none. Yours to free. */
char *agreement_calls(const Agreement *agreement, const char *code_or_origin);
/* A new text to begin with, in place of this one: the same values, `replaces` its identity; in the place of a party whose
 * book is closed stand those who go on for it. */
Record *agreement_successor(const Agreement *agreement);
/* Whether everybody who is a party of the older text is one of the newer, or somebody who goes on for it is: only then can
 * the newer take its place. Nobody need stand for a unit that was dissolved. */
bool agreement_keeps_parties(const Agreement *newer, const Agreement *older);
/* The covenants in force on a day between two books (each a party), also those that only the closing of a book keeps from
 * being so. (element-type Agreement) */
GPtrArray *covenants_between(Db *db, const Book *a, const Book *b, Day day,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool agreement_has_party(const Agreement *agreement, const Book *book);
/* ... or goes on for one. */
bool agreement_has_heir(const Agreement *agreement, const Book *book);
/* The days it is for; open ends are DAY_UNSET and G_MAXINT32, so a day within is from <= day <= to.
 * Only events within the term of a covenant leave. */
Period agreement_term(const Agreement *agreement);
/* What a covenant opens; the caller asks the term by the date of the event besides. */
Opened *covenant_opened(const Agreement *covenant);
const char *agreement_state_label(AgreementState state); /* msgid */
