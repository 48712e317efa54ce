/* watch.h: books that we were asked to watch: the newest state that a book of ours vouched for as
 * witness. It is kept in one transaction with the check, before the cosignature leaves, and neither
 * its size nor its time ever goes back.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "proof/note.h"
#include "rules/office.h"

typedef struct {
    char *own;  /* origin of the book of ours whose witness key answers */
    char *note; /* the owner's signature and ours; NULL before the first */
    guint64 size, time;
    Hash root; /* of the empty tree before the first */
} Watch;
void watch_clear(Watch *watch);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Watch, watch_clear)

/* *ret_found false: this book is not watched. */
bool watch_find(Db *db, const Book *book, Watch *ret_watch, bool *ret_found,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Vouches for a head: the caller has judged that the owner's key `log` signed it and that it grew out
 * of the watched state. ret_line (may be NULL) is our line under it, yours; it may leave when the
 * transaction is durable. KN_BROKEN when this file is an old copy: it vouched for more before. */
bool watch_sign(Db *db, const Book *book, const NoteKey *log, const char *note, gint64 now,
                Watch *watch, char **ret_line, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes beside the file what was vouched for, once that is durable and before it leaves. */
bool watch_mark(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After entries of a watched book came: its newest head is vouched for, when that is larger. */
bool watch_follow(Db *db, const Book *book, const NoteKey *log, const char *note, gint64 now,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Begins (the book `unit` of ours is its witness) or ends it: chair or administrator. What was
 * vouched for is remembered also when it ends. */
bool watch_set(Office *office, const char *unit, const Actor *actor, const char *partner,
               bool watch, GError **error) G_GNUC_WARN_UNUSED_RESULT;
