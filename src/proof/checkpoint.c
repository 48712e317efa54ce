/* checkpoint.c: the text of a signed tree head.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/base64.h"
#include "proof/note.h"
#include "proof/sink.h"

ProofResult
checkpoint_read(Slice text, Checkpoint *ret_checkpoint)
{
    Slice rest = text, line;
    Checkpoint checkpoint;

    if (!slice_line(&rest, &checkpoint.origin) || checkpoint.origin.length == 0)
        return PROOF_MALFORMED;
    if (!slice_line(&rest, &line) || !number_read(line.at, line.length, &checkpoint.size) ||
        checkpoint.size > INT64_MAX)
        return PROOF_MALFORMED;
    if (!slice_line(&rest, &line) || !hash_read(line.at, line.length, &checkpoint.root))
        return PROOF_MALFORMED;
    while (slice_line(&rest, &line))
        if (line.length == 0)
            return PROOF_MALFORMED;
    if (rest.length != 0)
        return PROOF_MALFORMED;
    *ret_checkpoint = checkpoint;
    return PROOF_OK;
}

void
checkpoint_write(const char *origin, uint64_t size, const Hash *root, Sink *sink)
{
    sink_add_text(sink, origin);
    sink_add(sink, "\n", 1);
    sink_add_number(sink, size);
    sink_add(sink, "\n", 1);
    sink_add_base64(sink, root->bytes, HASH_SIZE);
    sink_add(sink, "\n", 1);
}
