/* tree.h: the Merkle tree of RFC 6962 / RFC 9162 section 2.1 over one book's leaves: frontier
 * append, inclusion and consistency proofs and their verifiers.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/sha.h"

#define TREE_PROOF_MAX 64

/* The roots of the perfect subtrees from left to right, one for each 1-bit of size (compact range).
 * It stands with the head in the book's row, so starting and appending cost nothing. */
typedef struct {
    uint64_t size;
    Hash nodes[64];
} Frontier;

void tree_leaf_hash(const void *data, size_t length, Hash *ret_hash); /* SHA-256(00 || data) */
void tree_node_hash(const Hash *left, const Hash *right, Hash *ret_hash);

void frontier_init(Frontier *frontier);
void frontier_append(Frontier *frontier, const Hash *leaf_hash);
void frontier_root(const Frontier *frontier, Hash *ret_root); /* SHA-256("") when empty */
int frontier_count(uint64_t size);                            /* nodes for a size: its 1-bits */

/* How the prover reads the tree: the hash of the perfect subtree of height `level` over leaves
 * [index << level, (index + 1) << level). Level 0 is a leaf hash. False: could not be read. */
typedef struct {
    bool (*node)(void *context, int level, uint64_t index, Hash *ret_hash);
    void *context;
} TreeReader;

/* Proofs (RFC 9162 2.1.3.1, 2.1.4.1). The caller gives room for TREE_PROOF_MAX hashes. */
bool tree_inclusion(const TreeReader *reader, uint64_t index, uint64_t size, Hash *ret_path,
                    size_t *ret_count);
bool tree_consistency(const TreeReader *reader, uint64_t old_size, uint64_t size, Hash *ret_path,
                      size_t *ret_count);
bool tree_root(const TreeReader *reader, uint64_t size, Hash *ret_root);

/* Verifiers (RFC 9162 2.1.3.2, 2.1.4.2): index < size, sizes ordered, proof consumed exactly, equal
 * sizes with equal roots and an empty proof. */
ProofResult tree_verify_inclusion(const Hash *leaf_hash, uint64_t index, uint64_t size,
                                  const Hash *path, size_t count, const Hash *root);
ProofResult tree_verify_consistency(uint64_t old_size, const Hash *old_root, uint64_t size,
                                    const Hash *root, const Hash *path, size_t count);
/* The root that a tree with this root had at old_size, by a consistency proof that leads to it;
 * false when it does not, and where a proof cannot say: the old size is 0, the same or a power of
 * two. */
bool tree_old_root(uint64_t old_size, uint64_t size, const Hash *root, const Hash *path,
                   size_t count, Hash *ret_old_root);
