/* append.c: adds entries to an own book and reads them back before anyone is told.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "book/key_chain.h"
#include "book/row.h"
#include "proof/entry.h"

/* The leaf's text of an entry. */
static bool
entry_leaf(const NewEntry *entry, guint64 number, gint64 time, Sink *sink, GError **error)
{
    size_t lines;
    Leaf leaf = {
        .kind = {entry->leaf_kind, strlen(entry->leaf_kind)},
        .schema = (uint32_t)entry->schema,
        .time = time,
        .amends = entry->amends,
    };
    if (entry->body_length > LIMIT_BODY_BYTES)
        return fail(error, KN_LIMIT, N_("One entry may have at most %d bytes."), LIMIT_BODY_BYTES);
    if (time < 0 || entry->schema < 1 || leaf.kind.length > LEAF_KIND_MAX || entry->amends < -1 ||
        entry->amends >= (gint64)number)
        return fail(error, KN_INVALID, N_("This entry is not well formed."));
    if (body_hash(entry->body, entry->body_length, &leaf.body, &lines) != PROOF_OK)
        return fail(error, KN_INVALID, N_("The lines of this entry are not well formed."));
    leaf_write(&leaf, sink);
    if (sink->overflow || leaf_read(sink->at, sink->length, &leaf) != PROOF_OK)
        return fail(error, KN_INVALID, N_("This entry is not well formed."));
    return true;
}

/* One leaf as it stands in the store, and the body hash that it states. */
static bool
leaf_check(const void *data, gsize length, Frontier *frontier, Hash *ret_body)
{
    Leaf leaf;
    Hash hash;
    if (data == NULL || leaf_read(data, length, &leaf) != PROOF_OK)
        return false;
    tree_leaf_hash(data, length, &hash);
    frontier_append(frontier, &hash);
    *ret_body = leaf.body;
    return true;
}

static bool
body_check(Query *q, const Hash *expected)
{
    gsize length;
    size_t lines;
    Hash hash;
    const char *data = query_blob(q, 0, &length);
    return data != NULL && body_hash(data, length, &hash, &lines) == PROOF_OK &&
           hash_equal(&hash, expected);
}

bool
book_read_back(Db *db, Book *book, const Frontier *frontier, bool bodies, GError **error)
{
    Frontier seen = book->frontier;
    Hash root, expected, body;
    bool sound = true;
    g_autoptr(Query) leaves = db_query(
        db, "SELECT data FROM leaf WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    g_autoptr(Query) lines = db_query(
        db, "SELECT lines FROM body WHERE book = ? AND entry >= ? AND entry < ? ORDER BY entry");
    query_bind(leaves, "iii", book->book, (gint64)seen.size, (gint64)frontier->size);
    query_bind(lines, "iii", book->book, (gint64)seen.size, (gint64)frontier->size);
    while (sound && query_next(leaves)) {
        gsize length;
        const void *data = query_blob(leaves, 0, &length);
        sound = leaf_check(data, length, &seen, &body);
        if (sound && bodies)
            sound = query_next(lines) && body_check(lines, &body);
    }
    if (!query_end(leaves, error) || !query_end(lines, error))
        return false;
    frontier_root(frontier, &expected);
    frontier_root(&seen, &root);
    if (!sound || seen.size != frontier->size || !hash_equal(&root, &expected))
        return fail(
            error, KN_BROKEN,
            N_("What was written to the book %s came back changed; nothing was written. Check this "
               "machine's disk and memory."),
            book->code);
    book->frontier = *frontier;
    book->root = root;
    return true;
}

bool
book_append(Db *db, Book *book, const NewEntry *entries, gsize count, gint64 time,
            gint64 *ret_first, GError **error)
{
    g_assert(db_is_writing(db));
    if (!book->own)
        return fail(error, KN_DENIED, N_("The book %s is a copy; only its owner writes in it."),
                    book->code);
    if (!book_is_current(db, book, error))
        return false;
    Frontier frontier = book->frontier;
    gint64 first = (gint64)frontier.size;
    g_autoptr(Query) leaf = db_query(db, "INSERT INTO leaf (book, entry, data) VALUES (?, ?, ?)");
    g_autoptr(Query) body = db_query(db, "INSERT INTO body (book, entry, lines) VALUES (?, ?, ?)");
    for (gsize i = 0; i < count; i++) {
        char text[LEAF_MAX];
        Sink sink;
        Hash hash;
        gint64 number = (gint64)frontier.size;
        sink_init(&sink, text, sizeof(text));
        if (!entry_leaf(&entries[i], frontier.size, time, &sink, error))
            return false;
        tree_leaf_hash(text, sink.length, &hash);
        frontier_append(&frontier, &hash);
        query_bind(leaf, "iib", book->book, number, text, sink.length);
        query_bind(body, "iib", book->book, number, entries[i].body, entries[i].body_length);
        query_next(leaf);
        query_next(body);
    }
    if (!query_end(leaf, error) || !query_end(body, error))
        return false;
    if (!book_move(db, book, &frontier, error) || !book_read_back(db, book, &frontier, true, error))
        return false;
    for (gsize i = 0; i < count; i++)
        if (strcmp(entries[i].leaf_kind, "key") == 0 && !key_places_renew(db, book, error))
            return false;
    *ret_first = first;
    return true;
}
