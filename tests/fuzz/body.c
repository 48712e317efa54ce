/* body.c: any bytes as the lines of an entry: whatever is struck out of them, the hash stays.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/entry.h"

static bool
keep(void *context, size_t index, Slice name)
{
    const uint8_t *mask = context;

    CLAIM(name.length <= LINE_NAME_MAX);
    return (mask[0] >> index % 8 & 1) != 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char buffer[64 * 1024];
    const char *bytes = (const char *)data;
    size_t lines, lines_struck;
    Hash whole, struck;
    Sink sink;

    if (size > sizeof(buffer) / 4 || body_hash(bytes, size, &whole, &lines) != PROOF_OK)
        return 0;
    CLAIM(lines >= 1 && lines <= ENTRY_LINES_MAX);
    sink_init(&sink, buffer, sizeof(buffer));
    CLAIM(body_strike(bytes, size, keep, (void *)(data + size / 2), &sink) == PROOF_OK);
    CLAIM(body_hash(buffer, sink.length, &struck, &lines_struck) == PROOF_OK);
    CLAIM(hash_equal(&whole, &struck) && lines == lines_struck);
    return 0;
}
