/* value.c: the one spelling of every value.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/value.h"

#include "proof/sink.h"
#include "proof/utf8.h"
#include <string.h>

/* Eight bytes none of which is a control character, a backslash or outside ASCII. */
static inline bool
is_plain(const char *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t word;

    memcpy(&word, at, sizeof(word));
    uint64_t slash = word ^ (ones * '\\');
    return ((word | (word - ones * 0x20) | (slash - ones)) & tops) == 0;
}

static bool
is_bidi_control(uint32_t character)
{
    return (character >= 0x202a && character <= 0x202e) ||
           (character >= 0x2066 && character <= 0x2069);
}

/* The bytes of a character of two or three bytes that needs no second look (nearly all Vietnamese
 * ones); 0 for any other. */
static inline size_t
plain_character(const uint8_t *in, size_t room)
{
    if (in[0] >= 0xc2 && in[0] < 0xe0)
        return room >= 2 && (in[1] & 0xc0) == 0x80 ? 2 : 0;
    if (in[0] == 0xe1)
        return room >= 3 && (in[1] & 0xc0) == 0x80 && (in[2] & 0xc0) == 0x80 ? 3 : 0;
    return 0;
}

bool
value_is_text(const char *value, size_t length)
{
    const char *at = value, *end = value + length;

    if (length > 0 && end[-1] == ' ')
        return false;
    while (at < end) {
        if (end - at >= 8 && is_plain(at)) {
            at += 8;
            continue;
        }
        unsigned char byte = (unsigned char)*at;
        if (byte >= 0x80) {
            uint32_t character = 0;
            size_t bytes = plain_character((const uint8_t *)at, (size_t)(end - at));
            if (bytes == 0)
                bytes = utf8_read(at, (size_t)(end - at), &character);
            if (bytes == 0 || is_bidi_control(character))
                return false;
            at += bytes;
        } else if (byte == '\\') {
            if (end - at < 2 || (at[1] != '\\' && at[1] != 'n' && at[1] != 't'))
                return false;
            at += 2;
        } else if (byte >= 0x20) {
            at++;
        } else {
            return false;
        }
    }
    return true;
}

/* Cuts off what stands before the first `mark`; false when there is none. */
static bool
cut(Slice *rest, char mark, Slice *ret_part)
{
    const char *at = rest->length > 0 ? memchr(rest->at, mark, rest->length) : NULL;

    if (at == NULL)
        return false;
    *ret_part = (Slice){rest->at, (size_t)(at - rest->at)};
    rest->length -= ret_part->length + 1;
    rest->at = at + 1;
    return true;
}

static bool
is_count(Slice slice)
{
    uint64_t number;

    return number_read(slice.at, slice.length, &number) && number <= INT64_MAX;
}

/* Exactly `digits` decimal digits. */
static bool
read_digits(const char *at, int digits, int *ret_number)
{
    int number = 0;

    for (int i = 0; i < digits; i++) {
        if (at[i] < '0' || at[i] > '9')
            return false;
        number = number * 10 + (at[i] - '0');
    }
    *ret_number = number;
    return true;
}

static bool
is_date(Slice slice)
{
    static const int days[] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;

    if (slice.length != 10 || slice.at[4] != '-' || slice.at[7] != '-' ||
        !read_digits(slice.at, 4, &year) || !read_digits(slice.at + 5, 2, &month) ||
        !read_digits(slice.at + 8, 2, &day))
        return false;
    if (year < 1 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month] + (month == 2 && leap ? 1 : 0);
}

static bool
is_moment(Slice slice)
{
    int hour, minute;

    return slice.length == 16 && is_date((Slice){slice.at, 10}) && slice.at[10] == 'T' &&
           slice.at[13] == ':' && read_digits(slice.at + 11, 2, &hour) && hour < 24 &&
           read_digits(slice.at + 14, 2, &minute) && minute < 60;
}

static bool
is_period(Slice slice)
{
    return slice.length == 21 && slice.at[10] == '/' && is_date((Slice){slice.at, 10}) &&
           is_date((Slice){slice.at + 11, 10}) && memcmp(slice.at, slice.at + 11, 10) <= 0;
}

/* Lower-case letters, digits and the marks given. */
static bool
is_made_of(Slice slice, const char *marks)
{
    for (size_t i = 0; i < slice.length; i++) {
        char c = slice.at[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && (c == '\0' || strchr(marks, c) == NULL))
            return false;
    }
    return slice.length > 0;
}

static bool
is_money(Slice slice)
{
    static const char *const qualifiers[] = {"eq", "over", "near", "about", "estimate", "atleast"};
    Slice rest = slice, vnd, step, qualifier;

    if (!value_is_text(slice.at, slice.length) || !cut(&rest, ' ', &vnd) ||
        !cut(&rest, ' ', &step) || !is_count(vnd) || !is_count(step) || slice_is(step, "0"))
        return false;
    if (!cut(&rest, ' ', &qualifier))
        qualifier = rest; /* no text */
    for (size_t i = 0; i < sizeof(qualifiers) / sizeof(qualifiers[0]); i++)
        if (slice_is(qualifier, qualifiers[i]))
            return true;
    return false;
}

static bool
is_ref(Slice slice)
{
    Slice rest = slice, origin;

    if (!cut(&rest, '#', &origin))
        return is_count(slice);
    return value_is_origin(origin.at, origin.length) && is_count(rest);
}

static bool
is_file(Slice slice)
{
    Slice rest = slice, hash, bytes, mime;

    if (!slice_starts(slice, "sha256:") || !cut(&rest, ' ', &hash) || hash.length != 7 + 64)
        return false;
    for (size_t i = 7; i < hash.length; i++) {
        char c = hash.at[i];
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return cut(&rest, ' ', &bytes) && is_count(bytes) && cut(&rest, '/', &mime) &&
           is_made_of(mime, "+.-") && is_made_of(rest, "+.-");
}

bool
value_is_origin(const char *origin, size_t length)
{
    return length <= ORIGIN_MAX && is_made_of((Slice){origin, length}, "./-");
}

bool
value_is_valid(ValueType type, const char *value, size_t length)
{
    Slice slice = {value, length};

    if (length == 0)
        return type != VALUE_UNSET;
    switch (type) {
    case VALUE_UNSET:
        return false;
    case VALUE_TEXT:
    case VALUE_LIST:
        return value_is_text(value, length);
    case VALUE_COUNT:
        return is_count(slice);
    case VALUE_DATE:
        return is_date(slice);
    case VALUE_MOMENT:
        return is_moment(slice);
    case VALUE_PERIOD:
        return is_period(slice);
    case VALUE_FLAG:
        return slice_is(slice, "yes") || slice_is(slice, "no");
    case VALUE_CHOICE:
        return is_made_of(slice, "_-");
    case VALUE_MONEY:
        return is_money(slice);
    case VALUE_REF:
        return is_ref(slice);
    case VALUE_FILE:
        return is_file(slice);
    }
    return false;
}
