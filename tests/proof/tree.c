/* tree.c: the tree against published vectors, against the definition in RFC 6962, and against
 * forgers.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/tree.h"

#include "hex.h"

#define SIZES 130

/* The eight leaves and nine roots published with the certificate-transparency tests. */
static const char *const leaves[8] = {
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
};
static const char *const roots[9] = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

typedef struct {
    gsize index, size, count;
    const char *path[4];
} Published;

static const Published inclusions[] = {
    {0, 1, 0, {NULL}},
    {0, 2, 1, {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"}},
    {1, 2, 1, {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}},
    {2, 3, 1, {"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"}},
    {1,
     5,
     3,
     {"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
    {0,
     8,
     3,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {5,
     8,
     3,
     {"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
};

static const Published consistencies[] = {
    {1, 1, 0, {NULL}},
    {1,
     8,
     3,
     {"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"}},
    {2,
     5,
     2,
     {"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"}},
    {6,
     8,
     3,
     {"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}},
};

/* The definitions of RFC 6962 section 2.1, word for word, over hashes of leaves. */
static gsize
split_of(gsize n)
{
    gsize k = 1;

    while (k * 2 < n)
        k *= 2;
    return k;
}

static Hash
defined_root(const Hash *hashes, gsize n)
{
    Hash left, right, root;

    if (n == 1)
        return hashes[0];
    gsize k = split_of(n);
    left = defined_root(hashes, k);
    right = defined_root(hashes + k, n - k);
    tree_node_hash(&left, &right, &root);
    return root;
}

static gsize
defined_path(const Hash *hashes, gsize n, gsize m, Hash *path)
{
    if (n == 1)
        return 0;
    gsize k = split_of(n), count;
    if (m < k) {
        count = defined_path(hashes, k, m, path);
        path[count] = defined_root(hashes + k, n - k);
    } else {
        count = defined_path(hashes + k, n - k, m - k, path);
        path[count] = defined_root(hashes, k);
    }
    return count + 1;
}

static gsize
defined_proof(const Hash *hashes, gsize n, gsize m, bool whole, Hash *path)
{
    gsize k, count;

    if (m == n) {
        if (whole)
            return 0;
        path[0] = defined_root(hashes, n);
        return 1;
    }
    k = split_of(n);
    if (m <= k) {
        count = defined_proof(hashes, k, m, whole, path);
        path[count] = defined_root(hashes + k, n - k);
    } else {
        count = defined_proof(hashes + k, n - k, m - k, false, path);
        path[count] = defined_root(hashes, k);
    }
    return count + 1;
}

/* Hashes of leaves; a reader over them that can be told to break. */
typedef struct {
    Hash hashes[SIZES];
    guint reads_left;
} Tree;

static bool
tree_node(void *context, int level, guint64 index, Hash *ret_hash)
{
    Tree *tree = context;

    g_assert_cmpuint((index + 1) << level, <=, SIZES);
    if (tree->reads_left == 0)
        return false;
    tree->reads_left--;
    *ret_hash = defined_root(tree->hashes + (index << level), (gsize)1 << level);
    return true;
}

static void
tree_fill(Tree *tree)
{
    tree->reads_left = G_MAXUINT;
    for (gsize i = 0; i < SIZES; i++) {
        g_autofree char *data = g_strdup_printf("leaf %" G_GSIZE_FORMAT, i);
        tree_leaf_hash(data, strlen(data), &tree->hashes[i]);
    }
}

static void
tree_fill_published(Tree *tree)
{
    tree->reads_left = G_MAXUINT;
    for (gsize i = 0; i < G_N_ELEMENTS(leaves); i++) {
        guint8 data[16];
        tree_leaf_hash(data, hex_read(leaves[i], data), &tree->hashes[i]);
    }
}

static void
test_published_roots(void)
{
    Frontier frontier;
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash root;

    tree_fill_published(&tree);
    frontier_init(&frontier);
    for (gsize n = 0; n <= 8; n++) {
        frontier_root(&frontier, &root);
        assert_hash(&root, roots[n]);
        g_assert_true(tree_root(&reader, n, &root));
        assert_hash(&root, roots[n]);
        if (n < 8)
            frontier_append(&frontier, &tree.hashes[n]);
    }
}

static void
test_published_proofs(void)
{
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash path[TREE_PROOF_MAX];
    gsize count;

    tree_fill_published(&tree);
    for (gsize i = 0; i < G_N_ELEMENTS(inclusions); i++) {
        const Published *row = &inclusions[i];
        Hash root = hex_hash(roots[row->size]);
        g_assert_true(tree_inclusion(&reader, row->index, row->size, path, &count));
        g_assert_cmpuint(count, ==, row->count);
        for (gsize j = 0; j < count; j++)
            assert_hash(&path[j], row->path[j]);
        g_assert_cmpint(tree_verify_inclusion(&tree.hashes[row->index], row->index, row->size, path,
                                              count, &root),
                        ==, PROOF_OK);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(consistencies); i++) {
        const Published *row = &consistencies[i];
        Hash old_root = hex_hash(roots[row->index]), root = hex_hash(roots[row->size]);
        g_assert_true(tree_consistency(&reader, row->index, row->size, path, &count));
        g_assert_cmpuint(count, ==, row->count);
        for (gsize j = 0; j < count; j++)
            assert_hash(&path[j], row->path[j]);
        g_assert_cmpint(
            tree_verify_consistency(row->index, &old_root, row->size, &root, path, count), ==,
            PROOF_OK);
    }
}

static void
test_frontier(void)
{
    Frontier frontier;
    Tree tree;

    tree_fill(&tree);
    frontier_init(&frontier);
    for (gsize n = 1; n <= SIZES; n++) {
        Hash root, defined = defined_root(tree.hashes, n);
        frontier_append(&frontier, &tree.hashes[n - 1]);
        frontier_root(&frontier, &root);
        g_assert_cmpuint(frontier.size, ==, n);
        g_assert_true(hash_equal(&root, &defined));
    }
    g_assert_cmpint(frontier_count(0), ==, 0);
    g_assert_cmpint(frontier_count(130), ==, 2);
    g_assert_cmpint(frontier_count(G_MAXUINT64), ==, 64);
}

/* Every bit of every hash counts; a hash less, a hash more, another leaf and another root are
 * refused. */
static void
forge_inclusion(const Tree *tree, gsize index, gsize size, const Hash *path, gsize count,
                const Hash *root)
{
    const Hash *leaf = &tree->hashes[index];
    Hash forged[TREE_PROOF_MAX + 1], other = *root;

    memcpy(forged, path, count * sizeof(Hash));
    for (gsize i = 0; i < count; i++) {
        guint bit = (guint)(index * 31 + size * 7 + i) % 256;
        forged[i].bytes[bit / 8] ^= (guint8)(1 << bit % 8);
        g_assert_cmpint(tree_verify_inclusion(leaf, index, size, forged, count, root), ==,
                        PROOF_MISMATCH);
        forged[i] = path[i];
    }
    forged[count] = *leaf;
    g_assert_cmpint(tree_verify_inclusion(leaf, index, size, forged, count + 1, root), ==,
                    PROOF_MALFORMED);
    if (count > 0)
        g_assert_cmpint(tree_verify_inclusion(leaf, index, size, path, count - 1, root), ==,
                        PROOF_MALFORMED);
    other.bytes[index % 32] ^= 1;
    g_assert_cmpint(tree_verify_inclusion(leaf, index, size, path, count, &other), ==,
                    PROOF_MISMATCH);
    for (gsize wrong = 0; wrong < size; wrong += 1 + wrong / 8)
        if (wrong != index) {
            g_assert_cmpint(
                tree_verify_inclusion(&tree->hashes[wrong], index, size, path, count, root), ==,
                PROOF_MISMATCH);
            g_assert_cmpint(tree_verify_inclusion(leaf, wrong, size, path, count, root), !=,
                            PROOF_OK);
        }
    g_assert_cmpint(tree_verify_inclusion(leaf, size, size, path, count, root), ==,
                    PROOF_MALFORMED);
}

static void
test_inclusion(void)
{
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash path[TREE_PROOF_MAX], defined[TREE_PROOF_MAX];
    gsize count;

    tree_fill(&tree);
    for (gsize size = 1; size <= SIZES; size++) {
        Hash root = defined_root(tree.hashes, size);
        for (gsize index = 0; index < size; index++) {
            g_assert_true(tree_inclusion(&reader, index, size, path, &count));
            g_assert_cmpuint(count, ==, defined_path(tree.hashes, size, index, defined));
            g_assert_true(memcmp(path, defined, count * sizeof(Hash)) == 0);
            g_assert_cmpint(
                tree_verify_inclusion(&tree.hashes[index], index, size, path, count, &root), ==,
                PROOF_OK);
            forge_inclusion(&tree, index, size, path, count, &root);
        }
    }
    g_assert_false(tree_inclusion(&reader, 5, 5, path, &count));
    g_assert_false(tree_inclusion(&reader, 0, 0, path, &count));
    g_assert_false(tree_inclusion(&reader, 0, G_MAXUINT64, path, &count));
}

static void
forge_consistency(gsize old_size, const Hash *old_root, gsize size, const Hash *root,
                  const Hash *path, gsize count)
{
    Hash forged[TREE_PROOF_MAX + 1], other = *old_root;

    memcpy(forged, path, count * sizeof(Hash));
    for (gsize i = 0; i < count; i++) {
        guint bit = (guint)(old_size * 31 + size * 7 + i) % 256;
        forged[i].bytes[bit / 8] ^= (guint8)(1 << bit % 8);
        g_assert_cmpint(tree_verify_consistency(old_size, old_root, size, root, forged, count), ==,
                        PROOF_MISMATCH);
        forged[i] = path[i];
    }
    forged[count] = *root;
    g_assert_cmpint(tree_verify_consistency(old_size, old_root, size, root, forged, count + 1), ==,
                    PROOF_MALFORMED);
    if (count > 0)
        g_assert_cmpint(tree_verify_consistency(old_size, old_root, size, root, path, count - 1),
                        ==, PROOF_MALFORMED);
    other.bytes[size % 32] ^= 1;
    g_assert_cmpint(tree_verify_consistency(old_size, &other, size, root, path, count), ==,
                    PROOF_MISMATCH);
    other = *root;
    other.bytes[size % 32] ^= 1;
    g_assert_cmpint(tree_verify_consistency(old_size, old_root, size, &other, path, count), ==,
                    PROOF_MISMATCH);
}

static void
test_consistency(void)
{
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash path[TREE_PROOF_MAX], defined[TREE_PROOF_MAX];
    gsize count;

    tree_fill(&tree);
    for (gsize size = 1; size <= SIZES; size++) {
        Hash root = defined_root(tree.hashes, size);
        for (gsize old_size = 1; old_size <= size; old_size++) {
            Hash old_root = defined_root(tree.hashes, old_size);
            g_assert_true(tree_consistency(&reader, old_size, size, path, &count));
            g_assert_cmpuint(count, ==, defined_proof(tree.hashes, size, old_size, true, defined));
            g_assert_true(memcmp(path, defined, count * sizeof(Hash)) == 0);
            g_assert_cmpint(tree_verify_consistency(old_size, &old_root, size, &root, path, count),
                            ==, PROOF_OK);
            forge_consistency(old_size, &old_root, size, &root, path, count);
            if (old_size < size)
                g_assert_cmpint(
                    tree_verify_consistency(size, &root, old_size, &old_root, path, count), ==,
                    PROOF_MALFORMED);
        }
    }
    g_assert_false(tree_consistency(&reader, 6, 5, path, &count));
}

static void
test_consistency_from_nothing(void)
{
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash empty = hex_hash(roots[0]), root = hex_hash(roots[8]), path[TREE_PROOF_MAX];
    gsize count;

    tree_fill_published(&tree);
    g_assert_true(tree_consistency(&reader, 0, 8, path, &count));
    g_assert_cmpuint(count, ==, 0);
    g_assert_cmpint(tree_verify_consistency(0, &empty, 8, &root, path, 0), ==, PROOF_OK);
    g_assert_cmpint(tree_verify_consistency(0, &empty, 8, &root, &root, 1), ==, PROOF_MALFORMED);
    g_assert_cmpint(tree_verify_consistency(0, &root, 8, &root, path, 0), ==, PROOF_MISMATCH);
    g_assert_cmpint(tree_verify_consistency(0, &empty, 0, &empty, path, 0), ==, PROOF_OK);
    g_assert_cmpint(tree_verify_consistency(0, &empty, 0, &root, path, 0), ==, PROOF_MISMATCH);
}

/* What can't be read can't be proved, and is said to be so. */
static void
test_unreadable(void)
{
    Tree tree;
    TreeReader reader = {tree_node, &tree};
    Hash path[TREE_PROOF_MAX];
    gsize count;

    tree_fill(&tree);
    for (guint reads = 0; reads < 6; reads++) {
        tree.reads_left = reads;
        g_assert_false(tree_inclusion(&reader, 77, 127, path, &count));
        tree.reads_left = reads;
        g_assert_false(tree_consistency(&reader, 77, 127, path, &count));
        tree.reads_left = reads;
        g_assert_false(tree_root(&reader, 127, path));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tree/published-roots", test_published_roots);
    g_test_add_func("/tree/published-proofs", test_published_proofs);
    g_test_add_func("/tree/frontier", test_frontier);
    g_test_add_func("/tree/inclusion", test_inclusion);
    g_test_add_func("/tree/consistency", test_consistency);
    g_test_add_func("/tree/consistency-from-nothing", test_consistency_from_nothing);
    g_test_add_func("/tree/unreadable", test_unreadable);
    return g_test_run();
}
