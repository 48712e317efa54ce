/* base64.c: strict base64 by table: one string of characters for each string of bytes and no other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/base64.h"

static const char alphabet[64] = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
};
static const char url_alphabet[64] = {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
};

/* A character's six bits plus one; 0 for any other byte. */
#define RANGES                                                                                     \
    ['A'] = 1, ['B'] = 2, ['C'] = 3, ['D'] = 4, ['E'] = 5, ['F'] = 6, ['G'] = 7, ['H'] = 8,        \
    ['I'] = 9, ['J'] = 10, ['K'] = 11, ['L'] = 12, ['M'] = 13, ['N'] = 14, ['O'] = 15, ['P'] = 16, \
    ['Q'] = 17, ['R'] = 18, ['S'] = 19, ['T'] = 20, ['U'] = 21, ['V'] = 22, ['W'] = 23,            \
    ['X'] = 24, ['Y'] = 25, ['Z'] = 26, ['a'] = 27, ['b'] = 28, ['c'] = 29, ['d'] = 30,            \
    ['e'] = 31, ['f'] = 32, ['g'] = 33, ['h'] = 34, ['i'] = 35, ['j'] = 36, ['k'] = 37,            \
    ['l'] = 38, ['m'] = 39, ['n'] = 40, ['o'] = 41, ['p'] = 42, ['q'] = 43, ['r'] = 44,            \
    ['s'] = 45, ['t'] = 46, ['u'] = 47, ['v'] = 48, ['w'] = 49, ['x'] = 50, ['y'] = 51,            \
    ['z'] = 52, ['0'] = 53, ['1'] = 54, ['2'] = 55, ['3'] = 56, ['4'] = 57, ['5'] = 58,            \
    ['6'] = 59, ['7'] = 60, ['8'] = 61, ['9'] = 62
static const uint8_t values[256] = {RANGES, ['+'] = 63, ['/'] = 64};
static const uint8_t url_values[256] = {RANGES, ['-'] = 63, ['_'] = 64};

void
base64_write(const void *data, size_t length, char *ret_chars)
{
    const uint8_t *in = data;
    char *out = ret_chars;

    for (; length >= 3; length -= 3, in += 3) {
        *out++ = alphabet[in[0] >> 2];
        *out++ = alphabet[(in[0] & 3) << 4 | in[1] >> 4];
        *out++ = alphabet[(in[1] & 15) << 2 | in[2] >> 6];
        *out++ = alphabet[in[2] & 63];
    }
    if (length == 0)
        return;
    uint8_t second = length == 2 ? in[1] : 0;
    *out++ = alphabet[in[0] >> 2];
    *out++ = alphabet[(in[0] & 3) << 4 | second >> 4];
    *out++ = length == 2 ? alphabet[(second & 15) << 2] : '=';
    *out++ = '=';
}

/* The last group of four: 1 to 3 bytes. */
static ProofResult
read_tail(const uint8_t *in, size_t bytes, uint8_t *out)
{
    unsigned a = values[in[0]], b = values[in[1]];
    unsigned c = bytes > 1 ? values[in[2]] : 1, d = bytes > 2 ? values[in[3]] : 1;

    if (a == 0 || b == 0 || c == 0 || d == 0)
        return PROOF_MALFORMED;
    uint32_t group = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
    if ((group & (0xffffffu >> (8 * bytes))) != 0)
        return PROOF_MALFORMED; /* bits behind the last byte */
    for (size_t i = 0; out != NULL && i < bytes; i++)
        out[i] = (uint8_t)(group >> (16 - 8 * i));
    return PROOF_OK;
}

ProofResult
base64_read(const char *chars, size_t length, void *ret_data, size_t room, size_t *ret_length)
{
    const uint8_t *in = (const uint8_t *)chars;
    uint8_t *out = ret_data;

    if (length % 4 != 0)
        return PROOF_MALFORMED;
    if (length == 0) {
        *ret_length = 0;
        return PROOF_OK;
    }
    size_t tail = in[length - 1] != '=' ? 3 : in[length - 2] != '=' ? 2 : 1;
    size_t bytes = length / 4 * 3 - 3 + tail;
    if (out != NULL && bytes > room)
        return PROOF_NO_ROOM;
    for (const uint8_t *end = in + length - 4; in < end; in += 4) {
        unsigned a = values[in[0]], b = values[in[1]], c = values[in[2]], d = values[in[3]];
        if (a == 0 || b == 0 || c == 0 || d == 0)
            return PROOF_MALFORMED;
        if (out == NULL)
            continue;
        uint32_t group = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
        *out++ = (uint8_t)(group >> 16);
        *out++ = (uint8_t)(group >> 8);
        *out++ = (uint8_t)group;
    }
    ProofResult result = read_tail(in, tail, out);
    if (result == PROOF_OK)
        *ret_length = bytes;
    return result;
}

bool
hash_read(const char *chars, size_t length, Hash *ret_hash)
{
    size_t got;

    return length == HASH_CHARS &&
           base64_read(chars, length, ret_hash->bytes, HASH_SIZE, &got) == PROOF_OK &&
           got == HASH_SIZE;
}

void
salt_write(const uint8_t salt[SALT_SIZE], char ret_chars[SALT_CHARS])
{
    char *out = ret_chars;

    for (size_t i = 0; i + 3 <= SALT_SIZE; i += 3) {
        *out++ = url_alphabet[salt[i] >> 2];
        *out++ = url_alphabet[(salt[i] & 3) << 4 | salt[i + 1] >> 4];
        *out++ = url_alphabet[(salt[i + 1] & 15) << 2 | salt[i + 2] >> 6];
        *out++ = url_alphabet[salt[i + 2] & 63];
    }
    *out++ = url_alphabet[salt[SALT_SIZE - 1] >> 2];
    *out++ = url_alphabet[(salt[SALT_SIZE - 1] & 3) << 4];
}

bool
salt_is_valid(const char *chars, size_t length)
{
    const uint8_t *in = (const uint8_t *)chars;
    unsigned bad = 0;

    if (length != SALT_CHARS)
        return false;
    for (size_t i = 0; i < SALT_CHARS; i++)
        bad |= url_values[in[i]] == 0;
    return bad == 0 && ((url_values[in[SALT_CHARS - 1]] - 1) & 15) == 0;
}
