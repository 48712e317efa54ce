/* links.h: which records name a record: the derived link table, the other way round of every reference, also
 * of those inside lists. Within one book, so it is small and never crosses a book's key.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

/* One sort of records that name the asked one. */
typedef struct {
    const Kind *kind;
    int field; /* a REF, or the LIST whose items name it */
    gint64 count;
} LinkGroup;

/* What in `book` names entry `target` of `target_book`, in the order of kinds. (element-type LinkGroup) */
GArray *links_groups(Db *db, const Book *book, const Book *target_book, gint64 target,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The live records of one kind in `book` that name it by this field, oldest first. limit 0: all.
 * (element-type Record) */
GPtrArray *links_records(Db *db, const Book *book, const Book *target_book, gint64 target,
                         const char *kind, const char *field, gint64 offset, gint64 limit,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
