/* segment.h: fixed runs of a book's entries with their lines, and the files beside it, told apart
 * by short texts that change whenever what they hold does: for copies that are sent only when they
 * are new.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

#define SEGMENT_ENTRIES 1024

/* What the runs hold: bodies, bytes, erased lines; "" for one without any body. The first is that
 * of entries 0 to 1023. (element-type utf8) */
GPtrArray *segment_states(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    Hash sha256;
    gint64 bytes;
} SegmentFile;
/* By digest. (element-type SegmentFile) */
GArray *segment_files(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
