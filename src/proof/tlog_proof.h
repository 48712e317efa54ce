/* tlog_proof.h: c2sp.org/tlog-proof@v1: one entry, its path and a checkpoint in one text.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/note.h"
#include "proof/tree.h"

typedef struct {
    Slice extra; /* base64, empty when absent: for us the leaf text followed by the shown body */
    uint64_t index;
    Hash path[TREE_PROOF_MAX];
    size_t count;
    Slice checkpoint; /* the whole signed note */
} TlogProof;

/* Checks the form of everything, the note and its checkpoint included; what was signed and proved
 * is for the caller: note_verify, tree_verify_inclusion. */
ProofResult tlog_proof_read(const char *bytes, size_t length, TlogProof *ret_proof);
/* `extra` is raw bytes here, encoded on the way; empty leaves the line out. */
void tlog_proof_write(Slice extra, uint64_t index, const Hash *path, size_t count, Slice checkpoint,
                      Sink *sink);
