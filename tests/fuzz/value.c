/* value.c: any bytes as a value of any type: the first byte chooses the type.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"
#include "proof/value.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    const char *value = (const char *)data + 1;
    size_t length = size - 1;
    if (!value_is_valid(data[0] % (VALUE_LIST + 1), value, length))
        return 0;
    CLAIM(value_is_text(value, length));
    for (size_t i = 0; i < length; i++)
        CLAIM(data[1 + i] >= 0x20);
    return 0;
}
