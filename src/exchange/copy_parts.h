/* copy_parts.h: the sealed copy of an own book that partners keep, in parts: the keys with the
 * partners' cards, runs of entries with all their lines, and the files beside them. Each part is
 * sealed to the recovery sheet, so that only the paper opens it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "book/keys.h"
#include "exchange/tar.h"

#define COPY_KEYS "keys"

typedef struct {
    char *name;   /* "keys", "backup/0", "file/" and 32 hex digits */
    char *state;  /* changes whenever what is in it does */
    gint64 bytes; /* about */
    gint64 first; /* of a run: its first entry; -1 */
    Hash file;    /* of a file */
} CopyPart;
void copy_part_free(CopyPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopyPart, copy_part_free)

/* All parts of an own book as it stands. (element-type CopyPart), the keys first */
GPtrArray *copy_parts_list(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One of them, sealed to the recovery sheet of the book. */
GBytes *copy_part_seal(Db *db, const Book *book, const CopyPart *part,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a part may have this name. */
bool copy_name_is_valid(const char *name);
/* keys, then runs by number, then files. */
int copy_name_compare(const char *a, const char *b);

/* What is in the part of the keys. */
typedef struct {
    char *code, *card;
    Hash first; /* what entry 0 of their book must be */
    gint64 stop;
} CopyPartner;
typedef struct {
    char *origin, *code;
    Keys keys;
    char *card;          /* of the book: lines of entry 0 and of each change of its keys */
    GPtrArray *partners; /* (element-type CopyPartner) */
} CopyKeys;
void copy_keys_free(CopyKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopyKeys, copy_keys_free)
/* KN_INVALID when it is malformed. */
CopyKeys *copy_keys_read(GBytes *plain, GError **error) G_GNUC_WARN_UNUSED_RESULT;
