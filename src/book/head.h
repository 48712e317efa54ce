/* head.h: signed heads (checkpoints). A head is signed only when it leaves, after the high-water
 * mark beside the file was written and synced; the published note is kept and served as it is,
 * with cosignatures added.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"

/* The signed note of the book's current size: kept one, or signed now (own books only). KN_BROKEN
 * when the high-water mark shows that this file is an old copy: nothing is signed then. Works in
 * the caller's writing transaction, but only entries committed before it are signed (KN_CONFLICT):
 * a mark must never be ahead of what is durable. The note may leave once the caller has committed.
 * Yours to free. */
char *head_sign(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest kept note of a book (own or mirrored), NULL without error when none. */
bool head_find(Db *db, gint64 book, char **ret_note, guint64 *ret_size,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The root that a note signs; false when it is no note of a checkpoint. */
bool head_root(const char *note, Hash *ret_root);
/* The newest kept note with a cosignature by a key of this name, or with any foreign signature
 * (NULL). */
bool head_find_cosigned(Db *db, gint64 book, const char *cosigner, char **ret_note,
                        guint64 *ret_size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When a key of this name first cosigned a kept head of at least `least` entries; 0: it has not. */
bool head_first_cosigned(Db *db, gint64 book, const char *cosigner, guint64 least,
                         guint64 *ret_time, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps a note of a book. Signatures of both are merged, those by keys that books of this file
 * state and no others, at most 16; of two by one key the newer. KN_BROKEN when another root is kept
 * for this size, KN_INVALID when the note is not the owner's, so the book's entry 0 must be held
 * with its body. */
bool head_keep(Db *db, gint64 book, guint64 size, const Hash *root, const char *note,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds our mirror's cosignature (own_book's key) to a head of another's book whose leaves we hold,
 * keeps it and returns it; its time and size never go back. Two own books of one file cosign
 * nothing for each other (KN_CONFLICT). */
char *head_cosign(Db *db, const Book *own_book, Book *mirrored, const char *note, gint64 time,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* FILE.head (store_beside): one line `origin size root` per own book, written (temporary file, rename, folder
 * synced) when a book is made and before a head first leaves. A book smaller than its line, or with
 * another root there, is an old copy. mark_check compares size, and root where the sizes are equal:
 * KN_BROKEN with the sentence to show. */
bool mark_check(const char *where, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool mark_write(const char *where, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* mark_write, unless the line already speaks of as many entries or more. */
bool mark_raise(const char *where, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The line is taken out: this file is not known to be the newest, and signs nothing until a partner
 * says what was signed last, or an officer confirms. */
bool mark_forget(const char *where, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All that must hold before anything is signed: mark_check, a larger book leads through its line's
 * root, and the line is not missing while a partner exists (this file may be an old copy). */
bool mark_verify(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the line is missing though others hold the book: nothing is signed then (mark_verify). */
bool mark_is_missing(Db *db, const Book *book, bool *ret_missing,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An officer confirms that this file is the only copy: every own book's line is written as the book
 * stands. */
bool mark_confirm(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
