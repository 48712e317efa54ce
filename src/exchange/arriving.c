/* arriving.c: one partner's book as a bundle brings it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/arriving.h"

#include "base/error.h"
#include "book/export.h"
#include "book/head.h"
#include "exchange/bodies.h"
#include "proof/sink.h"

void
arriving_free(Arriving *arriving)
{
    if (arriving == NULL)
        return;
    book_free(arriving->book);
    g_free(arriving->hex);
    g_free(arriving->note);
    if (arriving->leaves != NULL)
        g_ptr_array_unref(arriving->leaves);
    g_free(arriving);
}

static bool
read_head(Arriving *arriving, const GPtrArray *members, GError **error)
{
    g_autofree char *path = g_strdup_printf("book/%s/checkpoint", arriving->hex);
    const TarMember *member = tar_find(members, path);
    gsize length;
    const char *data = member != NULL ? g_bytes_get_data(member->data, &length) : NULL;
    Note note;
    Checkpoint checkpoint;
    if (data == NULL || note_read(data, length, &note) != PROOF_OK || checkpoint_read(note.text, &checkpoint) != PROOF_OK ||
        !slice_is(checkpoint.origin, arriving->book->origin) || checkpoint.size > G_MAXINT64)
        return fail(error, KN_INVALID, "The bundle's state of the book %s is malformed.", arriving->book->code);
    if (note_verify(&note, &arriving->pinned.keys.log, NULL) != PROOF_OK)
        return fail(error, KN_INVALID, "The bundle's state of the book %s is not signed by the key we compared.",
                    arriving->book->code);
    arriving->note = g_strndup(data, length);
    arriving->size = checkpoint.size;
    arriving->root = checkpoint.root;
    return true;
}

/* Leaves of one tile: (u16be length || leaf)*. */
static bool
read_tile(const TarMember *member, guint64 first, GHashTable *leaves, GError **error)
{
    gsize length;
    const guint8 *data = g_bytes_get_data(member->data, &length);
    gsize at = 0;
    for (guint64 entry = first; at < length; entry++) {
        gsize size = at + 2 <= length ? (gsize)data[at] << 8 | data[at + 1] : G_MAXUINT16 + 1;
        if (at + 2 + size > length || entry >= first + 256)
            return fail(error, KN_INVALID, "The bundle is malformed.");
        gint64 *key = g_new(gint64, 1);
        *key = (gint64)entry;
        g_hash_table_insert(leaves, key, g_bytes_new(data + at + 2, size));
        at += 2 + size;
    }
    return true;
}

/* All leaves that came, by entry. */
static GHashTable *
read_leaves(const Arriving *arriving, const GPtrArray *members, GError **error)
{
    g_autoptr(GHashTable) leaves = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_bytes_unref);
    guint64 tiles = (arriving->size + 255) / 256;
    for (guint64 tile = 0; tile < tiles; tile++) {
        guint width = tile == arriving->size / 256 ? (guint)(arriving->size % 256) : 256;
        g_autofree char *name = tile_path(-1, tile, width);
        g_autofree char *path = g_strdup_printf("book/%s/%s", arriving->hex, name);
        const TarMember *member = tar_find(members, path);
        if (member != NULL && !read_tile(member, tile * 256, leaves, error))
            return NULL;
    }
    return g_steal_pointer(&leaves);
}

static bool
held_leaf(Db *db, const Book *book, gint64 entry, Hash *ret_hash, GError **error)
{
    g_auto(Entry) held = {0};
    if (!entry_get(db, book->book, entry, &held, error))
        return false;
    tree_leaf_hash(held.leaf, held.leaf_length, ret_hash);
    return true;
}

/* Looks for the first entry that came with other bytes than we hold. */
static bool
find_difference(Db *db, Arriving *arriving, GHashTable *leaves, GError **error)
{
    guint64 both = MIN(arriving->size, arriving->book->frontier.size);
    for (gint64 entry = 0; entry < (gint64)both; entry++) {
        GBytes *came = g_hash_table_lookup(leaves, &entry);
        if (came == NULL)
            continue;
        Hash held, hash;
        gsize length;
        const void *data = g_bytes_get_data(came, &length);
        tree_leaf_hash(data, length, &hash);
        if (!held_leaf(db, arriving->book, entry, &held, error))
            return false;
        if (!hash_equal(&held, &hash)) {
            arriving->differs = entry;
            arriving->held_leaf = held;
            arriving->came_leaf = hash;
            return true;
        }
    }
    return true;
}

static bool
root_at(Db *db, const Book *book, guint64 size, Hash *ret_root, GError **error)
{
    if (size == book->frontier.size) {
        *ret_root = book->root;
        return true;
    }
    g_autoptr(BookTree) tree = book_tree_new(db, book, error);
    return tree != NULL && (tree_root(book_tree_reader(tree), size, ret_root) ||
                            fail(error, KN_IO, "The copy of the book %s cannot be read.", book->code));
}

/* Our frontier with the new leaves must give the signed root. */
static bool
extend(Db *db, Arriving *arriving, GHashTable *leaves, GError **error)
{
    Frontier frontier = arriving->book->frontier;
    for (gint64 entry = (gint64)frontier.size; entry < (gint64)arriving->size; entry++) {
        GBytes *leaf = g_hash_table_lookup(leaves, &entry);
        if (leaf == NULL) {
            arriving->state = ARRIVING_UNEXPLAINED;
            return true;
        }
        Hash hash;
        gsize length;
        const void *data = g_bytes_get_data(leaf, &length);
        tree_leaf_hash(data, length, &hash);
        frontier_append(&frontier, &hash);
        g_ptr_array_add(arriving->leaves, g_bytes_ref(leaf));
    }
    Hash root;
    frontier_root(&frontier, &root);
    if (hash_equal(&root, &arriving->root)) {
        arriving->state = ARRIVING_NEW;
        return true;
    }
    if (!find_difference(db, arriving, leaves, error))
        return false;
    arriving->state = arriving->differs >= 0 ? ARRIVING_FORK : ARRIVING_UNEXPLAINED;
    return true;
}

Arriving *
arriving_read(Db *db, const GPtrArray *members, const Book *book, GError **error)
{
    g_autoptr(Arriving) arriving = g_new0(Arriving, 1);
    bool found;
    arriving->differs = -1;
    arriving->hex = origin_hex(book->origin);
    arriving->leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    arriving->book = book_get(db, book->book, error);
    if (arriving->book == NULL || !pinned_find(db, book->book, &arriving->pinned, &found, error))
        return NULL;
    if (!found)
        return fail_null(error, KN_INVALID, "%s is not our partner: take its card first.", book->code);
    g_autoptr(GHashTable) leaves = read_head(arriving, members, error) ? read_leaves(arriving, members, error) : NULL;
    if (leaves == NULL)
        return NULL;
    if (arriving->size > book->frontier.size)
        return extend(db, arriving, leaves, error) ? g_steal_pointer(&arriving) : NULL;
    Hash root;
    if (!root_at(db, arriving->book, arriving->size, &root, error))
        return NULL;
    arriving->state = hash_equal(&root, &arriving->root) ? ARRIVING_OLD : ARRIVING_FORK;
    if (arriving->state == ARRIVING_FORK && !find_difference(db, arriving, leaves, error))
        return NULL;
    return g_steal_pointer(&arriving);
}

char *
arriving_evidence(Db *db, const Arriving *arriving, GError **error)
{
    g_autofree char *held = NULL;
    guint64 size;
    if (!head_find(db, arriving->book->book, &held, &size, error))
        return NULL;
    GString *text = g_string_new("ketnghia/evidence/v1\n");
    g_string_append_printf(text, "origin %s\n", arriving->book->origin);
    if (arriving->differs >= 0) {
        g_autofree char *ours = g_base64_encode(arriving->held_leaf.bytes, HASH_SIZE);
        g_autofree char *theirs = g_base64_encode(arriving->came_leaf.bytes, HASH_SIZE);
        g_string_append_printf(text, "entry %" G_GINT64_FORMAT "\nheld %s\ncame %s\n", arriving->differs, ours, theirs);
    }
    g_string_append_printf(text, "\n%s\n%s", held != NULL ? held : "", arriving->note);
    return g_string_free(text, FALSE);
}
