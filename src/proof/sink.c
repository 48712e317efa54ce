/* sink.c: bounded writing, and taking lines and numbers apart.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/sink.h"

#include "proof/base64.h"
#include <string.h>

void
sink_init(Sink *sink, char *buffer, size_t room)
{
    *sink = (Sink){.at = buffer, .room = room};
}

/* Where the next `length` bytes go, NULL when they do not fit. */
static char *
claim(Sink *sink, size_t length)
{
    if (sink->overflow || length > sink->room - sink->length) {
        sink->overflow = true;
        return NULL;
    }
    char *at = sink->at + sink->length;
    sink->length += length;
    return at;
}

void
sink_add(Sink *sink, const void *data, size_t length)
{
    char *at = claim(sink, length);

    if (at != NULL && length > 0)
        memcpy(at, data, length);
}

void
sink_add_text(Sink *sink, const char *text)
{
    sink_add(sink, text, strlen(text));
}

void
sink_add_number(Sink *sink, uint64_t number)
{
    char digits[20];
    size_t i = sizeof(digits);

    do {
        digits[--i] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    sink_add(sink, digits + i, sizeof(digits) - i);
}

void
sink_add_base64(Sink *sink, const void *data, size_t length)
{
    if (length > SIZE_MAX / 2) {
        sink->overflow = true;
        return;
    }
    char *at = claim(sink, BASE64_LENGTH(length));
    if (at != NULL)
        base64_write(data, length, at);
}

bool
number_read(const char *chars, size_t length, uint64_t *ret_number)
{
    uint64_t number = 0;

    if (length == 0 || length > 20 || (chars[0] == '0' && length > 1))
        return false;
    for (size_t i = 0; i < length; i++) {
        unsigned digit = (unsigned)(unsigned char)chars[i] - '0';
        if (digit > 9 || number > (UINT64_MAX - digit) / 10)
            return false;
        number = number * 10 + digit;
    }
    *ret_number = number;
    return true;
}

bool
slice_line(Slice *rest, Slice *ret_line)
{
    if (rest->length == 0)
        return false;
    const char *newline = memchr(rest->at, '\n', rest->length);
    if (newline == NULL)
        return false;
    *ret_line = (Slice){rest->at, (size_t)(newline - rest->at)};
    rest->length -= ret_line->length + 1;
    rest->at = newline + 1;
    return true;
}

bool
slice_is(Slice slice, const char *text)
{
    return slice.length == strlen(text) && slice_starts(slice, text);
}

bool
slice_starts(Slice slice, const char *prefix)
{
    size_t length = strlen(prefix);

    return length == 0 || (slice.length >= length && memcmp(slice.at, prefix, length) == 0);
}
