/* leaf.c: any bytes as a leaf: what is read is written back the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/entry.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char buffer[LEAF_MAX];
    Leaf leaf;
    Sink sink;

    if (leaf_read((const char *)data, size, &leaf) != PROOF_OK)
        return 0;
    sink_init(&sink, buffer, sizeof(buffer));
    leaf_write(&leaf, &sink);
    CLAIM(!sink.overflow && sink.length == size && memcmp(buffer, data, size) == 0);
    return 0;
}
