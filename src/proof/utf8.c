/* utf8.c: one UTF-8 character at a time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/utf8.h"

size_t
utf8_read(const char *chars, size_t length, uint32_t *ret_character)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const uint8_t *in = (const uint8_t *)chars;

    if (length == 0)
        return 0;
    if (in[0] < 0x80) {
        *ret_character = in[0];
        return 1;
    }
    size_t bytes = in[0] >= 0xf0 ? 4 : in[0] >= 0xe0 ? 3 : 2;
    if (in[0] < 0xc2 || in[0] > 0xf4 || bytes > length)
        return 0;
    uint32_t character = in[0] & (0x7fu >> bytes);
    for (size_t i = 1; i < bytes; i++) {
        if ((in[i] & 0xc0) != 0x80)
            return 0;
        character = character << 6 | (in[i] & 0x3f);
    }
    if (character < smallest[bytes] || character > 0x10ffff ||
        (character >= 0xd800 && character <= 0xdfff))
        return 0;
    *ret_character = character;
    return bytes;
}
