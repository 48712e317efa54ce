/* copy_note.h: the signed list of the parts of one book that a bundle brings to be kept, by the log
 * key of the book they belong to: the keeper judges them by it, because it cannot open them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/tar.h"
#include "proof/note.h"

typedef struct {
    char *name;
    bool drop; /* it is not to be kept any more */
    Hash sha256;
    guint64 bytes;
} CopyLine;
GPtrArray *copy_lines_new(void); /* (element-type CopyLine) */
void copy_lines_keep(GPtrArray *lines, const char *name, GBytes *sealed);
void copy_lines_drop(GPtrArray *lines, const char *name);

/* The names and the time stand in it, so that a list never counts for another bundle. */
char *copy_note_write(const GPtrArray *lines, const char *book, const char *to, gint64 time,
                      const NoteKey *log, const guint8 seed[32]);
/* NULL: malformed, not signed by this key, or for another book, receiver or time. */
GPtrArray *copy_note_read(const char *text, gsize length, const char *book, const char *to,
                          gint64 time, const NoteKey *log);
