/* export.h: a book for anyone's tools: the C2SP tile directory and single proofs.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"

/* tile/entries/... of [first, size): calls put(context, path, bytes) per tile, full and partial;
 * the paths are C2SP's. Also used for bundles. */
bool export_entry_tiles(Db *db, const Book *book, guint64 first, guint64 size,
                        bool (*put)(void *context, const char *path, const void *data, gsize length,
                                    GError **error),
                        void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The hash tiles of every level for a size, those that begin at `first` (0, or where a tile begins)
 * or later. */
bool export_hash_tiles(Db *db, const Book *book, guint64 first, guint64 size,
                       bool (*put)(void *context, const char *path, const void *data, gsize length,
                                   GError **error),
                       void *context, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Path of a tile: "tile/0/x001/067", "tile/entries/000.p/12". level -1: entries. Yours to free. */
char *tile_path(int level, guint64 index, guint width);
/* Writes checkpoint and all tiles into a new folder (temporary names, renamed). */
bool export_log(Db *db, Book *book, const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* c2sp.org/tlog-proof@v1 of an entry with leaf and shown body in extra; only the fields named in
 * show (NULL-terminated, NULL: none) are open. Signs a head when needed. Yours to free. */
char *export_proof(Db *db, Book *book, gint64 entry, const char *const *show,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
