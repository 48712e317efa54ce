/* verify_part.h: what the files of the audit share. All stored bytes are untrusted here: rows are
 * read raw, and what does not fit is a finding, never a failure.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/erased.h"
#include "book/keys.h"
#include "book/lost.h"
#include "book/verify.h"

/* A row of `book` as it stands. */
typedef struct {
    gint64 book, size;
    char *origin, *code; /* made valid for printing */
    bool own;
    Hash root;
    Frontier frontier; /* empty when the column is no frontier of this size */
    bool sound;        /* all columns have their form */
} BookRow;
void book_row_free(BookRow *row);

/* The root that the leaves lead to at the size of a kept head. */
typedef struct {
    guint64 size;
    bool reached; /* all leaves before it were there */
    Hash root;
} Milestone;

/* A stored `file` value of an own book. */
typedef struct {
    gint64 entry;
    Hash sha256;
    guint64 bytes;
} FileNamed;

typedef struct {
    gint64 entry;
    guint struck; /* lines without salt and value */
} Struck;

/* What one pass over the entries of a book found out. */
typedef struct {
    const BookRow *row;
    Frontier frontier;  /* computed */
    bool whole;         /* every leaf was there and well formed */
    GArray *milestones; /* (element-type Milestone) by size, filled in */
    GArray *files;      /* (element-type FileNamed) */
    GArray *struck;     /* (element-type Struck) own books */
    Erased *erased;
    GArray *lost; /* (element-type LostRun): entries whose lines may be missing */
} BookPass;

typedef struct {
    bool (*tell)(void *context, guint64 done, guint64 all);
    void *context;
    guint64 before, all; /* entries of the books done; of all books */
} Progress;

/* Streams all entries; adds findings on leaves, bodies and amendments. False: stopped, or could not
 * be read. */
bool audit_entries(Store *store, BookPass *pass, const Progress *progress, Audit *audit,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Erasures against struck lines, the row against what was computed, entry 0 against the row. */
bool audit_row(Db *db, const BookPass *pass, Audit *audit,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Files that lines name, and the bytes of every file. */
bool audit_files(Db *db, const BookPass *pass, Audit *audit,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Kept heads of one book: root, owner's signature, cosignatures. */
bool audit_heads(Db *db, const BookPass *pass, const GArray *known, Audit *audit,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Secret keys against the public ones that the book states. */
bool audit_keys(Db *db, const BookRow *row, Audit *audit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Books of fewer entries are done before a thread has started. */
#define AUDIT_THREADS_FROM 16384

/* Looks for the one changed byte in the leaves of a subtree with this stored root: which entry it
 * is in. False: the subtree is too large, or more was changed. */
bool audit_pin(Db *db, const BookRow *row, guint64 first, int height, const Hash *wanted,
               guint64 *ret_entry);
/* Hands counts and findings over, in their order. */
void audit_take(Audit *audit, Audit *from);
/* "KG-17", yours to free. */
char *entry_name(const BookRow *row, gint64 entry);
/* A damaged table is a finding, anything else a failure: clears *error and adds a finding in the
 * first case. */
bool audit_broken(Audit *audit, const char *where, GError **error);
