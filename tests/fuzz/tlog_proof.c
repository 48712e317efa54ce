/* tlog_proof.c: any bytes as a proof: what is read is written back the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/base64.h"
#include "proof/sink.h"
#include "proof/tlog_proof.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char extra[64 * 1024], buffer[64 * 1024];
    size_t length;
    TlogProof proof;
    Sink sink;

    if (size > sizeof(buffer) || tlog_proof_read((const char *)data, size, &proof) != PROOF_OK)
        return 0;
    CLAIM(base64_read(proof.extra.at, proof.extra.length, extra, sizeof(extra), &length) ==
          PROOF_OK);
    sink_init(&sink, buffer, sizeof(buffer));
    tlog_proof_write((Slice){extra, length}, proof.index, proof.path, proof.count, proof.checkpoint,
                     &sink);
    CLAIM(!sink.overflow && sink.length == size && memcmp(buffer, data, size) == 0);
    return 0;
}
