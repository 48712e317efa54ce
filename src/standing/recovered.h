/* recovered.h: a book that came back after a loss: what may stand on paper and not in the book, so
 * that no number is given twice.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/kind.h"

/* When the book was brought back and with how many entries; *ret_time 0 when it never was. */
bool recovered_find(Db *db, const Book *book, guint64 *ret_size, gint64 *ret_time,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool recovered_set(Db *db, const Book *book, gint64 time, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Records of a numbered kind whose lines are lost, so that nobody knows their numbers: those that
 * can belong to a year, being written in it or later. */
bool recovered_unknown(Db *db, const Book *book, const Kind *kind, int year, gint64 *ret_count,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
