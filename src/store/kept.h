/* kept.h: sealed parts of partners' books that this office keeps for them (`kept`), and what it
 * knows of the parts of its own books that partners keep (`entrusted`). Whoever keeps cannot open.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* One part of a partner's book. */
typedef struct {
    char *name;
    gint64 time;  /* of the bundle that brought it, by its sender */
    gint64 since; /* when a part of this name first came */
    gint64 bytes;
} KeptPart;
/* By name. (element-type KeptPart) */
GPtrArray *kept_list(Db *db, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* KN_MISSING when it is not here. */
GBytes *kept_get(Db *db, gint64 book, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After the puts of one transaction: seals the rows that they wrote. */
bool kept_seal(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a part in place of the one of that name; `via`: the book that sent the bundle. */
bool kept_put(Db *db, gint64 book, gint64 via, const KeptPart *part, const void *data,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool kept_remove(Db *db, gint64 book, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Deletes what was sent before a time. *ret_gone says whether there was any. */
bool kept_expire(Db *db, gint64 before, bool *ret_gone, GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool kept_has_older(Db *db, gint64 before, bool *ret_has, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* All that is kept of one book. */
typedef struct {
    gint64 parts, bytes, since, newest;
} KeptSum;
bool kept_sum(Db *db, gint64 book, KeptSum *ret_sum, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The book that sent what was last kept of a book: both are of one office. 0: nothing is kept. */
bool kept_via(Db *db, gint64 book, gint64 *ret_via, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One part of an own book, as it last went to a partner. */
typedef struct {
    char *name;
    char *state; /* what it held then; "": it is to be dropped */
    gint64 sent; /* time of the bundle; 0: what became of it is not known */
    gint64 bytes;
} EntrustedPart;
void entrusted_part_free(EntrustedPart *part);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EntrustedPart, entrusted_part_free)
/* name -> EntrustedPart, owned by the table. */
GHashTable *entrusted_list(Db *db, gint64 book, gint64 keeper,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool entrusted_put(Db *db, gint64 book, gint64 keeper, const EntrustedPart *part,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool entrusted_remove(Db *db, gint64 book, gint64 keeper, const char *name,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
