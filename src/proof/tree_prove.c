/* tree_prove.c: makes proofs from a reader of perfect subtrees, from the root downwards.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/tree.h"

#define SIZE_LIMIT (UINT64_C(1) << 63) /* so that every proof fits TREE_PROOF_MAX */

/* The largest power of two below n, for n > 1. */
static uint64_t
split_of(uint64_t n)
{
    return UINT64_C(1) << (63 - __builtin_clzll(n - 1));
}

/* The root over leaves [first, first + n), n > 0; first is a multiple of every power of two in n.
 */
static bool
range_hash(const TreeReader *reader, uint64_t first, uint64_t n, Hash *ret_hash)
{
    uint64_t end = first + n;
    bool started = false;
    Hash hash = {0};

    for (int level = 0; level < 64; level++) {
        if ((n >> level & 1) == 0)
            continue;
        Hash node;
        end -= UINT64_C(1) << level;
        if (!reader->node(reader->context, level, end >> level, &node))
            return false;
        if (started)
            tree_node_hash(&node, &hash, &hash);
        else
            hash = node;
        started = true;
    }
    *ret_hash = hash;
    return true;
}

static void
reverse(Hash *path, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        Hash hash = path[i];
        path[i] = path[count - 1 - i];
        path[count - 1 - i] = hash;
    }
}

bool
tree_root(const TreeReader *reader, uint64_t size, Hash *ret_root)
{
    if (size > SIZE_LIMIT)
        return false;
    if (size == 0) {
        sha_of("", 0, ret_root);
        return true;
    }
    return range_hash(reader, 0, size, ret_root);
}

bool
tree_inclusion(const TreeReader *reader, uint64_t index, uint64_t size, Hash *ret_path,
               size_t *ret_count)
{
    if (index >= size || size > SIZE_LIMIT)
        return false;
    uint64_t first = 0, n = size;
    size_t count = 0;
    while (n > 1) {
        uint64_t half = split_of(n);
        bool left = index - first < half;
        uint64_t sibling = left ? first + half : first;
        if (!range_hash(reader, sibling, left ? n - half : half, &ret_path[count++]))
            return false;
        first = left ? first : first + half;
        n = left ? half : n - half;
    }
    reverse(ret_path, count);
    *ret_count = count;
    return true;
}

bool
tree_consistency(const TreeReader *reader, uint64_t old_size, uint64_t size, Hash *ret_path,
                 size_t *ret_count)
{
    if (old_size > size || size > SIZE_LIMIT)
        return false;
    uint64_t first = 0, old = old_size, n = size;
    size_t count = 0;
    while (old != 0 && old != n) {
        uint64_t half = split_of(n);
        bool left = old <= half;
        uint64_t sibling = left ? first + half : first;
        if (!range_hash(reader, sibling, left ? n - half : half, &ret_path[count++]))
            return false;
        first = left ? first : first + half;
        old = left ? old : old - half;
        n = left ? half : n - half;
    }
    if (first != 0 && !range_hash(reader, first, n, &ret_path[count++]))
        return false;
    reverse(ret_path, count);
    *ret_count = count;
    return true;
}
