/* restore.c: an own book takes back what it had.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/restore.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/erased.h"
#include "book/key_chain.h"
#include "book/lost.h"
#include "book/row.h"

/* The frontier of the first `size` entries, from their stored leaves. */
static bool
frontier_at(Db *db, const Book *book, guint64 size, Frontier *ret_frontier, GError **error)
{
    frontier_init(ret_frontier);
    if (size == book->frontier.size) {
        *ret_frontier = book->frontier;
        return true;
    }
    g_autoptr(Query) q =
        db_query(db, "SELECT data FROM leaf WHERE book = ? AND entry < ? ORDER BY entry");
    query_bind(q, "ii", book->book, (gint64)size);
    while (query_next(q)) {
        gsize length;
        Hash hash;
        const void *data = query_blob(q, 0, &length);
        tree_leaf_hash(data != NULL ? data : "", length, &hash);
        frontier_append(ret_frontier, &hash);
    }
    if (!query_end(q, error))
        return false;
    return ret_frontier->size == size ||
           fail(error, KN_BROKEN, N_("The entries of the book %s could not be read."), book->code);
}

/* Entries that a signed head covers were shown to someone: they cannot be taken out. */
static bool
none_signed(Db *db, const Book *book, guint64 keep, GError **error)
{
    bool any = false;
    g_autoptr(Query) q = db_query(db, "SELECT 1 FROM head WHERE book = ? AND size > ? LIMIT 1");
    query_bind(q, "ii", book->book, (gint64)keep);
    any = query_next(q);
    if (!query_end(q, error))
        return false;
    return !any || fail(error, KN_BROKEN,
                        N_("This file signed other entries of the book %s than the partner holds: "
                           "the book was forked, and cannot be brought together again."),
                        book->code);
}

static bool
note_struck(void *context, const Entry *entry, GError **error)
{
    g_autoptr(GArray) entries = NULL;
    g_autofree char *field = NULL;
    if (entry->body != NULL && g_str_equal(entry->kind, "erase") &&
        erased_read(entry->body, entry->body_length, &entries, &field))
        g_array_append_vals(context, entries->data, entries->len);
    return true;
}

/* What the erasures that go have struck is not damaged, but not there either. */
static bool
lose_struck(Db *db, const Book *book, guint64 keep, GError **error)
{
    g_autoptr(GArray) struck = g_array_new(FALSE, FALSE, sizeof(gint64));
    if (!entry_each(db, book->book, (gint64)keep, (gint64)book->frontier.size, note_struck, struck,
                    error))
        return false;
    for (guint i = 0; i < struck->len; i++) {
        gint64 entry = g_array_index(struck, gint64, i);
        if (entry < (gint64)keep && !lost_add(db, book->book, entry, entry, error))
            return false;
    }
    return true;
}

static bool
cut(Db *db, Book *book, guint64 keep, GError **error)
{
    Frontier frontier;
    if (keep == book->frontier.size)
        return true;
    if (!none_signed(db, book, keep, error) || !frontier_at(db, book, keep, &frontier, error) ||
        !lose_struck(db, book, keep, error) ||
        !db_run(db, error, "DELETE FROM body WHERE book = ? AND entry >= ?", "ii", book->book,
                (gint64)keep) ||
        !db_run(db, error, "DELETE FROM leaf WHERE book = ? AND entry >= ?", "ii", book->book,
                (gint64)keep) ||
        !book_move(db, book, &frontier, error))
        return false;
    book->frontier = frontier;
    frontier_root(&frontier, &book->root);
    return true;
}

bool
book_take_back(Db *db, Book *book, guint64 keep, GPtrArray *leaves, const Hash *root,
               GError **error)
{
    g_assert(db_is_writing(db) && book->own && keep <= book->frontier.size);
    g_clear_pointer(&book->erased, erased_free);
    if (!book_is_current(db, book, error) || !cut(db, book, keep, error) ||
        !book_add_leaves(db, book, leaves, root, error) || !key_places_renew(db, book, error))
        return false;
    return leaves->len == 0 ||
           lost_add(db, book->book, (gint64)keep, (gint64)book->frontier.size - 1, error);
}

void
book_note_files(const Entry *entry, GHashTable *hexes)
{
    static const char prefix[] = "sha256:";
    const char *at = entry->body, *end = at != NULL ? at + entry->body_length : NULL;
    while (at != NULL && (at = memmem(at, (gsize)(end - at), prefix, strlen(prefix))) != NULL) {
        at += strlen(prefix);
        if (end - at >= 2 * HASH_SIZE)
            g_hash_table_add(hexes, g_strndup(at, 2 * (gsize)HASH_SIZE));
    }
}

static bool
note_mentions(void *context, const Entry *entry, GError **error)
{
    book_note_files(entry, context);
    return true;
}

bool
book_sweep_files(Db *db, const Book *book, GError **error)
{
    g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(Hash));
    if (!entry_each(db, book->book, 0, (gint64)book->frontier.size, note_mentions, named, error))
        return false;
    g_autoptr(Query) q = db_query(db, "SELECT sha256 FROM file WHERE book = ?");
    query_bind(q, "i", book->book);
    while (query_next(q)) {
        gsize length;
        const guint8 *bytes = query_blob(q, 0, &length);
        char hex[2 * HASH_SIZE + 1];
        if (bytes == NULL || length != HASH_SIZE)
            continue;
        for (gsize i = 0; i < HASH_SIZE; i++)
            g_snprintf(hex + 2 * i, 3, "%02x", bytes[i]);
        if (!g_hash_table_contains(named, hex))
            g_array_append_vals(gone, bytes, 1);
    }
    if (!query_end(q, error))
        return false;
    for (guint i = 0; i < gone->len; i++)
        if (!book_remove_file(db, book->book, &g_array_index(gone, Hash, i), error))
            return false;
    return true;
}
