/* views.h: tables computed from entries: one per kind (v_<kind>), the amend chains, what is
 * undone, totals, words, agreements. They can be dropped and rebuilt from the book at any time;
 * rebuilt equals live.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

/* Projects the `count` entries from `first` on, right after they were appended or mirrored, in the
 * same transaction. Entries whose body is missing, partly struck or of a newer schema are projected
 * as far as they can be read. */
bool views_apply(Db *db, const Book *book, gint64 first, gint64 count,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same in parts, for an act that appends many: what the parts add to totals and words is written
 * once, by the end. Reads entries of one book from one connection and writes derived rows to
 * another: the same one, except when a second set of tables is made beside the first to compare. */
typedef struct Applier Applier;
Applier *applier_new(Db *from, Db *to, const Book *book);
void applier_free(Applier *applier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Applier, applier_free)
/* The entries of [first, last) were not seen before. */
bool applier_run(Applier *applier, gint64 first, gint64 last,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Projects what amendments and undos changed and writes what was gathered. */
bool applier_end(Applier *applier, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Projects one record again: after a body was merged or a line struck. */
bool views_refresh(Db *db, const Book *book, gint64 entry,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Creates the derived tables of this program's version, rebuilding from the books when an older
 * version made them. Called once after store_open. */
bool views_prepare(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes everything again in this transaction. */
bool views_derive(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Drops and makes everything again; progress may be NULL and returns false to stop (nothing changes
 * then). */
bool views_rebuild(Store *store, bool (*progress)(void *context, guint64 done, guint64 all),
                   void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rebuilds beside and compares: found(context, table, key, sentence) for every row that differs. */
bool views_compare(Store *store, void (*found)(void *context, const char *table, const char *key),
                   void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A record's id `CODE-N`; reading accepts `CODE-N`, `N` (needs one open own book: `book` may be
 * NULL then fails with a sentence) and `ORIGIN#N`. */
char *record_id(const Book *book, gint64 entry);
bool record_id_read(Db *db, const Book *own, const char *typed, Book **ret_book, gint64 *ret_entry,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The live record whose first entry this is. KN_MISSING when there is none (undone, not held, a
 * system entry). */
Record *record_load(Db *db, const Book *book, gint64 entry,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A stored reference (N or ORIGIN#N) as seen from `book` -> what it is called; its number when
 * unknown. */
char *record_ref_title(Db *db, const Book *book, const char *kind, const char *ref);
/* Whether a reference within the book surely names a live record of this kind: the short way for
 * many; record_ref_find and record_load say what is wrong with the others. */
bool record_ref_is_live(Db *db, const Book *book, const Kind *kind, const char *ref);
/* How records of `book` spell a reference to that entry: N, or ORIGIN#N. Yours to free. */
char *record_ref(const Book *book, const Book *target_book, gint64 target);
bool record_ref_find(Db *db, const Book *book, const char *ref, Book **ret_book, gint64 *ret_entry,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The kind of the record an entry tells of, also where the public leaf does not say it; NULL when this program does not
 * know it. */
const Kind *entry_record_kind(const Entry *entry);

/* History of one record, oldest first (element-type HistoryStep). */
typedef struct {
    gint64 entry, time;
    enum { STEP_WRITTEN = 1, STEP_AMENDED, STEP_UNDONE, STEP_ERASED } step;
    bool undone;    /* this step has no effect any more */
    Record *record; /* the body at that step, NULL for undo and erase */
    char *author, *why;
} HistoryStep;
GPtrArray *record_history(Db *db, const Book *book, gint64 entry,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
