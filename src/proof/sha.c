/* sha.c: SHA-256 by OpenSSL's low-level functions, which neither allocate nor look anything up.
 * SPDX-License-Identifier: Apache-2.0 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include "proof/sha.h"

#include <assert.h>
#include <openssl/sha.h>
#include <string.h>

static_assert(sizeof(SHA256_CTX) <= sizeof(Sha), "Sha holds a SHA256_CTX");
static_assert(_Alignof(SHA256_CTX) <= _Alignof(Sha), "Sha is aligned for a SHA256_CTX");

void
sha_init(Sha *sha)
{
    SHA256_Init((SHA256_CTX *)sha->state);
}

void
sha_add(Sha *sha, const void *data, size_t length)
{
    if (length > 0)
        SHA256_Update((SHA256_CTX *)sha->state, data, length);
}

void
sha_end(Sha *sha, Hash *ret_hash)
{
    SHA256_Final(ret_hash->bytes, (SHA256_CTX *)sha->state);
}

void
sha_of(const void *data, size_t length, Hash *ret_hash)
{
    Sha sha;

    sha_init(&sha);
    sha_add(&sha, data, length);
    sha_end(&sha, ret_hash);
}

bool
hash_equal(const Hash *a, const Hash *b)
{
    return memcmp(a->bytes, b->bytes, HASH_SIZE) == 0;
}
