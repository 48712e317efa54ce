/* tlog_proof.c: one entry's proof as one text.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/tlog_proof.h"

#include "proof/base64.h"
#include "proof/sink.h"
#include <string.h>

#define HEADER "c2sp.org/tlog-proof@v1"
#define EXTRA "extra "
#define INDEX "index "

ProofResult
tlog_proof_read(const char *bytes, size_t length, TlogProof *ret_proof)
{
    Slice rest = {bytes, length}, line;
    TlogProof proof = {0};
    Checkpoint checkpoint;
    size_t measured;
    Note note;

    if (!slice_line(&rest, &line) || !slice_is(line, HEADER) || !slice_line(&rest, &line))
        return PROOF_MALFORMED;
    if (slice_starts(line, EXTRA)) {
        proof.extra = (Slice){line.at + strlen(EXTRA), line.length - strlen(EXTRA)};
        if (proof.extra.length == 0 || !slice_line(&rest, &line) ||
            base64_read(proof.extra.at, proof.extra.length, NULL, 0, &measured) != PROOF_OK)
            return PROOF_MALFORMED;
    }
    if (!slice_starts(line, INDEX) ||
        !number_read(line.at + strlen(INDEX), line.length - strlen(INDEX), &proof.index))
        return PROOF_MALFORMED;
    for (;; proof.count++) {
        if (!slice_line(&rest, &line))
            return PROOF_MALFORMED;
        if (line.length == 0)
            break;
        if (proof.count == TREE_PROOF_MAX ||
            !hash_read(line.at, line.length, &proof.path[proof.count]))
            return PROOF_MALFORMED;
    }
    proof.checkpoint = rest;
    if (note_read(rest.at, rest.length, &note) != PROOF_OK ||
        checkpoint_read(note.text, &checkpoint) != PROOF_OK || proof.index >= checkpoint.size)
        return PROOF_MALFORMED;
    *ret_proof = proof;
    return PROOF_OK;
}

void
tlog_proof_write(Slice extra, uint64_t index, const Hash *path, size_t count, Slice checkpoint,
                 Sink *sink)
{
    sink_add_text(sink, HEADER "\n");
    if (extra.length > 0) {
        sink_add_text(sink, EXTRA);
        sink_add_base64(sink, extra.at, extra.length);
        sink_add(sink, "\n", 1);
    }
    sink_add_text(sink, INDEX);
    sink_add_number(sink, index);
    sink_add(sink, "\n", 1);
    for (size_t i = 0; i < count; i++) {
        sink_add_base64(sink, path[i].bytes, HASH_SIZE);
        sink_add(sink, "\n", 1);
    }
    sink_add(sink, "\n", 1);
    sink_add(sink, checkpoint.at, checkpoint.length);
}
