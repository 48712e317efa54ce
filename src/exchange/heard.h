/* heard.h: signed states of a partner's book that reach beyond what is held of it: told by others,
 * or shown to us as its witness. They are kept until the copy has grown past them, and must then
 * have been its own states.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "proof/note.h"

#define HEARD_MAX 32 /* of one book; only its owner can make more */

/* Keeps a note of the book that its log key signed. *ret_evidence (else NULL): one of the same size
 * with another root is kept already. */
bool heard_add(Db *db, const Book *book, const NoteKey *log, const char *note, char **ret_evidence,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets the one of this size: a larger one was proved to grow out of it. */
bool heard_remove(Db *db, const Book *book, guint64 size, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After the copy grew, its newest head kept: forgets what it has reached. *ret_evidence (else NULL):
 * one of them was not its state. */
bool heard_settle(Db *db, const Book *book, const NoteKey *log, char **ret_evidence,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Forgets all: what an earlier key signed convicts nobody beside what a new one signs. */
bool heard_forget(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
