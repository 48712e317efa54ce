/* tree.c: the Merkle tree: hashing, appending to a frontier, checking proofs.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/tree.h"

#include <string.h>

void
tree_leaf_hash(const void *data, size_t length, Hash *ret_hash)
{
    static const uint8_t prefix = 0;
    Sha sha;

    sha_init(&sha);
    sha_add(&sha, &prefix, 1);
    sha_add(&sha, data, length);
    sha_end(&sha, ret_hash);
}

void
tree_node_hash(const Hash *left, const Hash *right, Hash *ret_hash)
{
    uint8_t node[1 + 2 * HASH_SIZE];

    node[0] = 1;
    memcpy(node + 1, left->bytes, HASH_SIZE);
    memcpy(node + 1 + HASH_SIZE, right->bytes, HASH_SIZE);
    sha_of(node, sizeof(node), ret_hash);
}

void
frontier_init(Frontier *frontier)
{
    *frontier = (Frontier){0};
}

int
frontier_count(uint64_t size)
{
    int count = 0;

    for (; size != 0; size &= size - 1)
        count++;
    return count;
}

void
frontier_append(Frontier *frontier, const Hash *leaf_hash)
{
    int count = frontier_count(frontier->size);
    Hash hash = *leaf_hash;

    for (uint64_t size = frontier->size; (size & 1) != 0 && count > 0; size >>= 1)
        tree_node_hash(&frontier->nodes[--count], &hash, &hash);
    frontier->nodes[count] = hash;
    frontier->size++;
}

void
frontier_root(const Frontier *frontier, Hash *ret_root)
{
    int i = frontier_count(frontier->size) - 1;

    if (i < 0) {
        sha_of("", 0, ret_root);
        return;
    }
    Hash hash = frontier->nodes[i];
    while (--i >= 0)
        tree_node_hash(&frontier->nodes[i], &hash, &hash);
    *ret_root = hash;
}

ProofResult
tree_verify_inclusion(const Hash *leaf_hash, uint64_t index, uint64_t size, const Hash *path,
                      size_t count, const Hash *root)
{
    if (index >= size)
        return PROOF_MALFORMED;
    uint64_t at = index, last = size - 1;
    Hash hash = *leaf_hash;
    for (size_t i = 0; i < count; i++) {
        if (last == 0)
            return PROOF_MALFORMED; /* longer than the tree is high */
        if ((at & 1) != 0 || at == last) {
            tree_node_hash(&path[i], &hash, &hash);
            for (; (at & 1) == 0 && at != 0; at >>= 1)
                last >>= 1;
        } else {
            tree_node_hash(&hash, &path[i], &hash);
        }
        at >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return PROOF_MALFORMED;
    return hash_equal(&hash, root) ? PROOF_OK : PROOF_MISMATCH;
}

/* The sizes where no path is needed: 0 and equal ones. */
static ProofResult
verify_plain(uint64_t old_size, const Hash *old_root, uint64_t size, const Hash *root, size_t count)
{
    Hash empty;

    if (count != 0)
        return PROOF_MALFORMED;
    sha_of("", 0, &empty);
    if (old_size == 0 && !hash_equal(old_root, &empty))
        return PROOF_MISMATCH;
    if (old_size == size && !hash_equal(old_root, root))
        return PROOF_MISMATCH;
    return PROOF_OK;
}

/* The old root and the root that a proof between two sizes above 0 leads to. `old_root` is needed
 * where the old tree is one perfect subtree, which the proof then leaves out. */
static ProofResult
fold_consistency(uint64_t old_size, const Hash *old_root, uint64_t size, const Hash *path,
                 size_t count, Hash *ret_old, Hash *ret_root)
{
    if (count == 0)
        return PROOF_MALFORMED;
    uint64_t at = old_size - 1, last = size - 1;
    for (; (at & 1) != 0; at >>= 1)
        last >>= 1;
    bool whole = (old_size & (old_size - 1)) == 0;
    Hash old_hash = whole ? *old_root : path[0], hash = old_hash;
    for (size_t i = whole ? 0 : 1; i < count; i++) {
        if (last == 0)
            return PROOF_MALFORMED;
        if ((at & 1) != 0 || at == last) {
            tree_node_hash(&path[i], &old_hash, &old_hash);
            tree_node_hash(&path[i], &hash, &hash);
            for (; (at & 1) == 0 && at != 0; at >>= 1)
                last >>= 1;
        } else {
            tree_node_hash(&hash, &path[i], &hash);
        }
        at >>= 1;
        last >>= 1;
    }
    if (last != 0)
        return PROOF_MALFORMED;
    *ret_old = old_hash;
    *ret_root = hash;
    return PROOF_OK;
}

ProofResult
tree_verify_consistency(uint64_t old_size, const Hash *old_root, uint64_t size, const Hash *root,
                        const Hash *path, size_t count)
{
    Hash old_hash, hash;

    if (old_size > size)
        return PROOF_MALFORMED;
    if (old_size == 0 || old_size == size)
        return verify_plain(old_size, old_root, size, root, count);
    ProofResult result = fold_consistency(old_size, old_root, size, path, count, &old_hash, &hash);
    if (result != PROOF_OK)
        return result;
    return hash_equal(&old_hash, old_root) && hash_equal(&hash, root) ? PROOF_OK : PROOF_MISMATCH;
}

bool
tree_old_root(uint64_t old_size, uint64_t size, const Hash *root, const Hash *path, size_t count,
              Hash *ret_old_root)
{
    Hash reached;

    if (old_size == 0 || old_size >= size || (old_size & (old_size - 1)) == 0)
        return false;
    return fold_consistency(old_size, NULL, size, path, count, ret_old_root, &reached) ==
               PROOF_OK &&
           hash_equal(&reached, root);
}
