/* entry.h: the bytes of an entry (ketnghia/entry/v1): its public leaf, its salted lines, and the
 * body hash over the lines' commitments, so that any line can be struck out while the leaf stays
 * valid.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "proof/base64.h"
#include "proof/sha.h"
#include "proof/sink.h"

#define ENTRY_LINES_MAX 512
#define LEAF_MAX 512
#define LEAF_KIND_MAX 63
#define LINE_NAME_MAX 63

typedef struct {
    Slice kind;      /* leaf kind, e.g. "activity": [a-z][a-z0-9_]*, at most LEAF_KIND_MAX */
    uint32_t schema; /* 1 .. 2^31 - 1 */
    int64_t time;    /* unix seconds, not before 1970 */
    int64_t amends;  /* first entry of the record, -1 when it is one */
    Hash body;
} Leaf;

/* One spelling: what leaf_write writes and nothing else. */
ProofResult leaf_read(const char *bytes, size_t length, Leaf *ret_leaf);
void leaf_write(const Leaf *leaf, Sink *sink);

/* One shown line of a body: "= salt name value" (open) or "# commitment" (struck out). */
typedef struct {
    bool open;
    Slice salt, name, value; /* when open */
    Slice line;              /* "salt name value", when open */
    Hash commitment;         /* read when struck out, computed when open */
} BodyLine;

/* Takes the next line off `rest` and checks its form and its value's escapes. */
ProofResult body_line_read(Slice *rest, BodyLine *ret_line);
void line_commitment(Slice line, Hash *ret_commitment); /* SHA-256("ketnghia/line/v1\n" || line) */

/* SHA-256("ketnghia/body/v1\n" || c_0 || ... ) over a whole shown body; *ret_lines counts its
 * lines. Every line is checked as by body_line_read; a body has 1 to ENTRY_LINES_MAX lines. */
ProofResult body_hash(const char *bytes, size_t length, Hash *ret_hash, size_t *ret_lines);

/* Appends an open line. The value is already in its one spelling. */
void body_line_write(Sink *sink, const uint8_t salt[SALT_SIZE], const char *name,
                     const char *value);
/* Copies a body to sink with every line struck out for which keep(context, index, name) is false; a
 * line already struck stays so (name is then {NULL, 0}). */
ProofResult body_strike(const char *bytes, size_t length,
                        bool (*keep)(void *context, size_t index, Slice name), void *context,
                        Sink *sink);
