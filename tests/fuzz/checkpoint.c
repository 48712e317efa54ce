/* checkpoint.c: any bytes as the text of a head: what is read is written back the same.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/note.h"
#include "proof/sink.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char origin[64 * 1024], buffer[66 * 1024];
    Checkpoint checkpoint;
    Sink sink;

    if (size > sizeof(origin) - 1 ||
        checkpoint_read((Slice){(const char *)data, size}, &checkpoint) != PROOF_OK)
        return 0;
    if (memchr(checkpoint.origin.at, '\0', checkpoint.origin.length) != NULL)
        return 0;
    memcpy(origin, checkpoint.origin.at, checkpoint.origin.length);
    origin[checkpoint.origin.length] = '\0';
    sink_init(&sink, buffer, sizeof(buffer));
    checkpoint_write(origin, checkpoint.size, &checkpoint.root, &sink);
    CLAIM(!sink.overflow && sink.length <= size && memcmp(buffer, data, sink.length) == 0);
    return 0;
}
