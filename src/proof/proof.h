/* proof.h: what every file of proof/ shares: a result, a slice, a bounded writer. This folder is
 * pure: no allocation, no I/O, no clock, no GLib; the caller owns every buffer. It is what auditors
 * read, fuzzers run and a stand-alone verifier links. It never asserts on input.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    PROOF_OK = 0,
    PROOF_MALFORMED, /* not the one spelling */
    PROOF_MISMATCH,  /* well formed, but the hash or signature is another */
    PROOF_UNKNOWN,   /* no known key signed it */
    PROOF_NO_ROOM,   /* the caller's buffer is too small */
} ProofResult;

#define HASH_SIZE 32
typedef struct {
    uint8_t bytes[HASH_SIZE];
} Hash;

typedef struct {
    const char *at;
    size_t length;
} Slice;

/* A writer into the caller's buffer: once full it stays full and `overflow` is true. */
typedef struct {
    char *at;
    size_t room;
    size_t length;
    bool overflow;
} Sink;
