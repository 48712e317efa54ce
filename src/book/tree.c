/* tree.c: reads a book's Merkle tree for proofs by hashing its stored leaves again: a tile of 256
 * leaves at a time, and the tops of all tiles once. No hash is stored that could differ from the
 * leaves.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"

#define TILE_HEIGHT 8
#define TILE_WIDTH 256

struct BookTree {
    Db *db;
    gint64 book;
    guint64 size;
    guint64 tile; /* the tile whose leaves are in `leaves`, G_MAXUINT64: none */
    Hash leaves[TILE_WIDTH];
    GArray *tops; /* (element-type Hash) of every full tile; NULL until needed */
    TreeReader reader;
};

/* Leaf hashes of [first, first + count), which must all be there. */
static bool
tree_load(BookTree *tree, guint64 first, guint count, Hash *hashes)
{
    guint found = 0;
    g_autoptr(Query) q = db_query(
        tree->db,
        "SELECT data FROM leaf WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    query_bind(q, "iii", tree->book, (gint64)first, (gint64)(first + count));
    while (found < count && query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        tree_leaf_hash(data, length, &hashes[found++]);
    }
    g_autoptr(GError) ignored = NULL;
    return query_end(q, &ignored) && found == count;
}

/* Folds 2^height hashes in place to one. */
static void
fold(Hash *hashes, guint count, Hash *ret_hash)
{
    for (; count > 1; count /= 2)
        for (guint i = 0; i < count / 2; i++)
            tree_node_hash(&hashes[2 * i], &hashes[2 * i + 1], &hashes[i]);
    *ret_hash = hashes[0];
}

static bool
tree_load_tops(BookTree *tree)
{
    if (tree->tops != NULL)
        return true;
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(Hash));
    for (guint64 tile = 0; tile < tree->size / TILE_WIDTH; tile++) {
        Hash leaves[TILE_WIDTH], top;
        if (!tree_load(tree, tile * TILE_WIDTH, TILE_WIDTH, leaves))
            return false;
        fold(leaves, TILE_WIDTH, &top);
        g_array_append_val(tops, top);
    }
    tree->tops = g_steal_pointer(&tops);
    return true;
}

static bool
tree_node(void *context, int level, uint64_t index, Hash *ret_hash)
{
    BookTree *tree = context;
    if (level >= 63 || index >= tree->size >> level)
        return false;
    if (level >= TILE_HEIGHT) {
        if (!tree_load_tops(tree))
            return false;
        guint count = 1u << (level - TILE_HEIGHT);
        g_autofree Hash *copy =
            g_memdup2(&g_array_index(tree->tops, Hash, index * count), count * sizeof(Hash));
        fold(copy, count, ret_hash);
        return true;
    }
    guint64 first = index << level, tile = first / TILE_WIDTH;
    if (tree->tile != tile) {
        guint width = (guint)MIN(TILE_WIDTH, tree->size - tile * TILE_WIDTH);
        tree->tile = G_MAXUINT64;
        if (!tree_load(tree, tile * TILE_WIDTH, width, tree->leaves))
            return false;
        tree->tile = tile;
    }
    Hash copy[TILE_WIDTH];
    memcpy(copy, &tree->leaves[first % TILE_WIDTH], sizeof(Hash) << level);
    fold(copy, 1u << level, ret_hash);
    return true;
}

BookTree *
book_tree_new(Db *db, const Book *book, GError **error)
{
    g_autoptr(BookTree) tree = g_new0(BookTree, 1);
    Hash root;
    tree->db = db;
    tree->book = book->book;
    tree->size = book->frontier.size;
    tree->tile = G_MAXUINT64;
    tree->reader = (TreeReader){tree_node, tree};
    if (!tree_root(&tree->reader, tree->size, &root) || !hash_equal(&root, &book->root))
        return fail_null(error, KN_BROKEN,
                         N_("The entries of the book %s do not add up to its state."), book->code);
    return g_steal_pointer(&tree);
}

const TreeReader *
book_tree_reader(BookTree *tree)
{
    return &tree->reader;
}

void
book_tree_free(BookTree *tree)
{
    if (tree == NULL)
        return;
    if (tree->tops != NULL)
        g_array_unref(tree->tops);
    g_free(tree);
}
