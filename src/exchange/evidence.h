/* evidence.h: that an owner signed two histories of one book, as one text that convicts by
 * itself: both signed heads, and, unless they are of one size, the first entry that differs with
 * both proofs, or the proof that the larger does not grow out of the smaller (docs/FORMAT.md).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/arriving.h"

/* What a fork shows. Yours to free. */
char *evidence_of_fork(Db *db, const Arriving *arriving, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A head of a size that we hold with another root, seen without its leaves. */
char *evidence_of_head(Db *db, const Book *book, const NoteKey *log, const char *note, guint64 size,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Two heads of one size with different roots. */
char *evidence_of_two(const NoteKey *log, const char *first, const char *second);
/* A head and the proof that it grew out of another root than the smaller head's. */
char *evidence_of_proof(const NoteKey *log, const char *larger, const char *smaller,
                        const Hash *root, const Hash *proof, gsize count);
/* Keeps the text and stops the exchange with that book, in a transaction of its own. */
bool evidence_keep(Store *store, gint64 book, const char *text,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
