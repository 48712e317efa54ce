/* erased.h: which fields of which entries the erase/1 entries of a book name.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

typedef struct Erased Erased;

Erased *erased_new(void);
void erased_free(Erased *erased);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Erased, erased_free)
void erased_add(Erased *erased, gint64 entry, const char *field);
/* (element-type utf8) the fields named for an entry; NULL when there are none. */
const GPtrArray *erased_fields(const Erased *erased, gint64 entry);
bool erased_names(const GPtrArray *fields, Slice name);
void erased_each(const Erased *erased,
                 void (*each)(void *context, gint64 entry, const GPtrArray *fields), void *context);

/* The lines of an erase/1: `entries` (numbers, a list) and `field`. False when it does not say so
 * openly. */
bool erased_read(const char *lines, gsize length, GArray **ret_entries, char **ret_field);
/* Fills book->erased from the erase/1 bodies held, once. */
bool book_erased(Db *db, Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* book_strike_line, but nothing to do is fine. */
bool strike_if_held(Db *db, gint64 book, gint64 entry, const char *name,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
