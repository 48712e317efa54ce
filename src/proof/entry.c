/* entry.c: a book's entry: the leaf that all may see and the lines that can be struck out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "proof/entry.h"

#include "proof/value.h"
#include <string.h>

#define LEAF_HEADER "ketnghia/entry/v1\n"
#define LINE_HEADER "ketnghia/line/v1\n"
#define BODY_HEADER "ketnghia/body/v1\n"

/* [a-z][a-z0-9_]*, at most `most` bytes: the names of kinds and of lines. */
static bool
is_name(Slice slice, size_t most)
{
    if (slice.length == 0 || slice.length > most || slice.at[0] < 'a' || slice.at[0] > 'z')
        return false;
    for (size_t i = 1; i < slice.length; i++) {
        char c = slice.at[i];
        if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '_')
            return false;
    }
    return true;
}

/* The rest of a line `word rest`. */
static bool
after(Slice line, const char *word, Slice *ret_rest)
{
    size_t length = strlen(word);

    if (!slice_starts(line, word))
        return false;
    *ret_rest = (Slice){line.at + length, line.length - length};
    return true;
}

static bool
read_number_after(Slice line, const char *word, uint64_t most, uint64_t *ret_number)
{
    Slice digits;

    return after(line, word, &digits) && number_read(digits.at, digits.length, ret_number) &&
           *ret_number <= most;
}

static bool
read_kind(Slice line, Leaf *leaf)
{
    Slice rest;
    uint64_t schema;

    if (!after(line, "kind ", &rest))
        return false;
    const char *slash = memchr(rest.at, '/', rest.length);
    if (slash == NULL)
        return false;
    leaf->kind = (Slice){rest.at, (size_t)(slash - rest.at)};
    size_t digits = rest.length - leaf->kind.length - 1;
    if (!is_name(leaf->kind, LEAF_KIND_MAX) || !number_read(slash + 1, digits, &schema) ||
        schema < 1 || schema > INT32_MAX)
        return false;
    leaf->schema = (uint32_t)schema;
    return true;
}

ProofResult
leaf_read(const char *bytes, size_t length, Leaf *ret_leaf)
{
    Slice rest = {bytes, length}, line, hash;
    Leaf leaf = {.amends = -1};
    uint64_t number;

    if (length > LEAF_MAX || !slice_starts(rest, LEAF_HEADER))
        return PROOF_MALFORMED;
    rest.at += strlen(LEAF_HEADER);
    rest.length -= strlen(LEAF_HEADER);
    if (!slice_line(&rest, &line) || !read_kind(line, &leaf))
        return PROOF_MALFORMED;
    if (!slice_line(&rest, &line) || !read_number_after(line, "time ", INT64_MAX, &number))
        return PROOF_MALFORMED;
    leaf.time = (int64_t)number;
    if (!slice_line(&rest, &line))
        return PROOF_MALFORMED;
    if (read_number_after(line, "amends ", INT64_MAX, &number)) {
        leaf.amends = (int64_t)number;
        if (!slice_line(&rest, &line))
            return PROOF_MALFORMED;
    }
    if (!after(line, "body ", &hash) || !hash_read(hash.at, hash.length, &leaf.body) ||
        rest.length != 0)
        return PROOF_MALFORMED;
    *ret_leaf = leaf;
    return PROOF_OK;
}

void
leaf_write(const Leaf *leaf, Sink *sink)
{
    sink_add_text(sink, LEAF_HEADER "kind ");
    sink_add(sink, leaf->kind.at, leaf->kind.length);
    sink_add_text(sink, "/");
    sink_add_number(sink, leaf->schema);
    sink_add_text(sink, "\ntime ");
    sink_add_number(sink, (uint64_t)leaf->time);
    if (leaf->amends >= 0) {
        sink_add_text(sink, "\namends ");
        sink_add_number(sink, (uint64_t)leaf->amends);
    }
    sink_add_text(sink, "\nbody ");
    sink_add_base64(sink, leaf->body.bytes, HASH_SIZE);
    sink_add_text(sink, "\n");
}

void
line_commitment(Slice line, Hash *ret_commitment)
{
    Sha sha;

    sha_init(&sha);
    sha_add(&sha, LINE_HEADER, strlen(LINE_HEADER));
    sha_add(&sha, line.at, line.length);
    sha_end(&sha, ret_commitment);
}

/* The parts of "salt name value". */
static bool
read_open(Slice line, BodyLine *ret_line)
{
    if (line.length < SALT_CHARS + 3 || line.at[SALT_CHARS] != ' ' ||
        !salt_is_valid(line.at, SALT_CHARS))
        return false;
    const char *name = line.at + SALT_CHARS + 1, *end = line.at + line.length;
    const char *space = memchr(name, ' ', (size_t)(end - name));
    if (space == NULL)
        return false;
    ret_line->open = true;
    ret_line->line = line;
    ret_line->salt = (Slice){line.at, SALT_CHARS};
    ret_line->name = (Slice){name, (size_t)(space - name)};
    ret_line->value = (Slice){space + 1, (size_t)(end - space - 1)};
    return is_name(ret_line->name, LINE_NAME_MAX) &&
           value_is_text(ret_line->value.at, ret_line->value.length);
}

ProofResult
body_line_read(Slice *rest, BodyLine *ret_line)
{
    Slice next = *rest, shown;
    BodyLine line = {0};

    if (!slice_line(&next, &shown) || shown.length < 2 || shown.at[1] != ' ')
        return PROOF_MALFORMED;
    Slice content = {shown.at + 2, shown.length - 2};
    if (shown.at[0] == '=' && read_open(content, &line))
        line_commitment(content, &line.commitment);
    else if (shown.at[0] != '#' || !hash_read(content.at, content.length, &line.commitment))
        return PROOF_MALFORMED;
    *rest = next;
    *ret_line = line;
    return PROOF_OK;
}

ProofResult
body_hash(const char *bytes, size_t length, Hash *ret_hash, size_t *ret_lines)
{
    Slice rest = {bytes, length};
    BodyLine line;
    size_t lines = 0;
    Sha sha;

    sha_init(&sha);
    sha_add(&sha, BODY_HEADER, strlen(BODY_HEADER));
    for (; rest.length > 0; lines++) {
        if (lines == ENTRY_LINES_MAX || body_line_read(&rest, &line) != PROOF_OK)
            return PROOF_MALFORMED;
        sha_add(&sha, line.commitment.bytes, HASH_SIZE);
    }
    if (lines == 0)
        return PROOF_MALFORMED;
    sha_end(&sha, ret_hash);
    *ret_lines = lines;
    return PROOF_OK;
}

void
body_line_write(Sink *sink, const uint8_t salt[SALT_SIZE], const char *name, const char *value)
{
    char chars[SALT_CHARS];

    salt_write(salt, chars);
    sink_add(sink, "= ", 2);
    sink_add(sink, chars, SALT_CHARS);
    sink_add(sink, " ", 1);
    sink_add_text(sink, name);
    sink_add(sink, " ", 1);
    sink_add_text(sink, value);
    sink_add(sink, "\n", 1);
}

ProofResult
body_strike(const char *bytes, size_t length, bool (*keep)(void *context, size_t index, Slice name),
            void *context, Sink *sink)
{
    Slice rest = {bytes, length};
    BodyLine line;

    for (size_t i = 0; rest.length > 0; i++) {
        if (i == ENTRY_LINES_MAX || body_line_read(&rest, &line) != PROOF_OK)
            return PROOF_MALFORMED;
        if (keep(context, i, line.name) && line.open) {
            sink_add(sink, "= ", 2);
            sink_add(sink, line.line.at, line.line.length);
        } else {
            sink_add(sink, "# ", 2);
            sink_add_base64(sink, line.commitment.bytes, HASH_SIZE);
        }
        sink_add(sink, "\n", 1);
    }
    return sink->overflow ? PROOF_NO_ROOM : PROOF_OK;
}
