/* fixture.h: a small office for the tests of book/: a file in a folder of its own, books with keys.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/body.h"
#include "book/book.h"
#include "book/keys.h"
#include "book/verify.h"
#include "place.h"

typedef struct {
    char *folder, *file;
    Store *store;
} Fixture;

void fixture_init(Fixture *fixture);
void fixture_clear(Fixture *fixture); /* the folder is gone afterwards */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)
void fixture_reopen(Fixture *fixture);

/* An own book with keys and its book/1, committed. */
Book *fixture_book(Fixture *fixture, const char *code);
/* Appends one entry of three lines (title, person, value) in a transaction of its own. */
gint64 fixture_add(Fixture *fixture, Book *book, const char *kind, gint64 amends,
                   const char *title);
/* A body of three lines. */
void fixture_body(Body *body, const char *title);
Book *fixture_load(Fixture *fixture, const char *code);

/* A copy of an own book of `from` in `to`: leaves, bodies as `keep` says (NULL: whole). */
Book *fixture_mirror(Fixture *from, const Book *book, Fixture *to, const char *code);

/* In place of fixture_init: a book KG of 7 entries, one amended, a signed head at 5, a photo, and a
 * partner's book HG, cosigned. */
void fixture_full(Fixture *fixture);

/* Findings as text, one a line; empty: sound. Fails the test when the audit cannot be done. */
char *fixture_audit(Fixture *fixture);
/* Runs SQL past the program, as a fault would. */
void fixture_damage(Fixture *fixture, const char *sql);
/* Every table's rows as text. */
char *fixture_dump(const char *file);
