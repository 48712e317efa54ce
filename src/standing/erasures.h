/* erasures.h: what was erased for good, and who still has to strike it out. A partner that confirms a state of the book
 * that has the erasure in it says with that, that the lines are struck out in its copy too (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"
#include "records/kind.h"

/* A partner that had the value, or may have had it. */
typedef struct {
    gint64 book;
    char *code, *name;
    gint64 struck; /* when it confirmed, unix seconds; 0: not yet */
} ErasureHolder;
typedef struct {
    gint64 entry, time;
    gint64 first;     /* the record */
    const Kind *kind; /* NULL: not known to this program */
    char *field, *ground;
    bool
        text_of_all; /* an agreement: each party has the text in its own book and erases it there itself */
    GPtrArray *holders; /* (element-type ErasureHolder); none: the value never left the office */
} Erasure;
void erasure_free(Erasure *erasure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Erasure, erasure_free)
/* A bundle of one unit brought the book of another: they share an office, and what one confirms is struck out for both. */
bool office_shared_put(Db *db, const Book *sender, const Book *other,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of an own book, newest first. (element-type Erasure) */
GPtrArray *erasures_list(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names of the fields that erasures of a book, own or held, name for an entry. (element-type utf8) */
GPtrArray *erased_from(Db *db, const Book *book, gint64 entry,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the field is called on the screen. Borrowed; in the current language. */
const char *erasure_field_label(const Erasure *erasure);
