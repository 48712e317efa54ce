/* base64.h: strict base64 (RFC 4648 section 4, padded) and base64url without padding for salts.
 * Non-zero trailing bits, white space and missing padding are refused.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

#define BASE64_LENGTH(n) (((n) + 2) / 3 * 4)
#define HASH_CHARS 44
#define SALT_SIZE 16
#define SALT_CHARS 22 /* base64url of 16 bytes */

/* Writes BASE64_LENGTH(length) characters, no terminator. */
void base64_write(const void *data, size_t length, char *ret_chars);
/* Decodes exactly; *ret_length bytes land in ret_data (room bytes; on failure what stands there
 * means nothing). With ret_data NULL it only checks and measures. */
ProofResult base64_read(const char *chars, size_t length, void *ret_data, size_t room,
                        size_t *ret_length);
/* Exactly the 44 characters of one hash. */
bool hash_read(const char *chars, size_t length, Hash *ret_hash);
void salt_write(const uint8_t salt[SALT_SIZE], char ret_chars[SALT_CHARS]);
bool salt_is_valid(const char *chars, size_t length);
