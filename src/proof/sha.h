/* sha.h: SHA-256, the only hash. One file calls OpenSSL's low-level functions on the caller's
 * context (four to eight times faster than the other libraries on short messages) and alone
 * silences their deprecation.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/proof.h"

typedef struct {
    _Alignas(8) unsigned char state[128]; /* holds a SHA256_CTX; sha.c asserts the size */
} Sha;

void sha_init(Sha *sha);
void sha_add(Sha *sha, const void *data, size_t length);
void sha_end(Sha *sha, Hash *ret_hash);
void sha_of(const void *data, size_t length, Hash *ret_hash);
bool hash_equal(const Hash *a, const Hash *b);
