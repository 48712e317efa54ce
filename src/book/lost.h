/* lost.h: entries of an own book whose leaves came back from a partner and whose lines may not
 * have: a file was lost, or an old copy of it went on. They are no damage; they are typed again, or
 * come back from a newer backup.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

/* Runs of entries, by rising number, none touching the next. */
typedef struct {
    gint64 first, last; /* both belong to it */
} LostRun;

/* (element-type LostRun), empty when nothing was ever lost. */
GArray *lost_runs(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool lost_has(const GArray *runs, gint64 entry);
/* Remembers that the entries of [first, last] came back without a promise of their lines. */
bool lost_add(Db *db, gint64 book, gint64 first, gint64 last,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* After lines came back: forgets the runs of those that have all, and the files they name. */
bool lost_settle(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One entry that still lacks lines. Its kind is `care` when it is private: nobody can say more. */
typedef struct {
    gint64 entry, time, amends;
    char *kind;
    guint lines;  /* missing, of those held in part */
    bool nothing; /* no line of it is held */
} Lost;
void lost_free(Lost *lost);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lost, lost_free)
/* Those that lack lines which no erasure took, in order. (element-type Lost) */
GPtrArray *lost_list(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
