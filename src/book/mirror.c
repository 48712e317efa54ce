/* mirror.c: the verified copy of another's book: leaves that lead to a signed root, and what was
 * shown of the bodies under them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"
#include "base/limits.h"
#include "base/planted.h"
#include "book/erased.h"
#include "book/row.h"
#include "proof/entry.h"
#include "proof/sink.h"

bool
book_add_leaves(Db *db, Book *book, GPtrArray *leaves, const Hash *root, GError **error)
{
    Frontier frontier = book->frontier;
    Hash hash, reached;
    Leaf leaf;
    g_autoptr(Query) q = db_query(db, "INSERT INTO leaf (book, entry, data) VALUES (?, ?, ?)");
    for (guint i = 0; i < leaves->len; i++) {
        gsize length;
        const void *data = g_bytes_get_data(leaves->pdata[i], &length);
        if (data == NULL || leaf_read(data, length, &leaf) != PROOF_OK)
            return fail(error, KN_BROKEN, N_("Entry %s-%lu is not well formed."), book->code,
                        frontier.size);
        query_bind(q, "iib", book->book, (gint64)frontier.size, data, length);
        query_next(q);
        tree_leaf_hash(data, length, &hash);
        frontier_append(&frontier, &hash);
    }
    if (!query_end(q, error))
        return false;
    frontier_root(&frontier, &reached);
    if (!hash_equal(&reached, root) && !PLANTED(GROWTH_UNPROVED))
        return fail(error, KN_BROKEN,
                    N_("The entries of the book %s do not add up to what its owner signed."),
                    book->code);
    return book_move(db, book, &frontier, error) &&
           book_read_back(db, book, &frontier, false, error);
}

bool
book_mirror(Db *db, Book *book, GPtrArray *leaves, const Hash *root, GError **error)
{
    g_assert(db_is_writing(db));
    if (book->own)
        return fail(error, KN_CONFLICT, N_("The book %s is written here; it has no copy here."),
                    book->code);
    return book_is_current(db, book, error) && book_add_leaves(db, book, leaves, root, error);
}

static void
line_write(GString *text, const BodyLine *line, bool open)
{
    if (open) {
        g_string_append(text, "= ");
        g_string_append_len(text, line->line.at, (gssize)line->line.length);
    } else {
        char chars[HASH_CHARS];
        base64_write(line->commitment.bytes, HASH_SIZE, chars);
        g_string_append(text, "# ");
        g_string_append_len(text, chars, sizeof(chars));
    }
    g_string_append_c(text, '\n');
}

/* Line by line: what either shows is shown, but an erased field never again. Both have the same
 * hash, so they have the same lines. `held` may be empty: nothing is held yet. */
static bool
body_merge(Slice held, Slice shown, const GPtrArray *erased, GString *merged)
{
    bool first = held.length == 0;
    while (shown.length > 0) {
        BodyLine theirs, ours = {0};
        if (body_line_read(&shown, &theirs) != PROOF_OK ||
            (!first && body_line_read(&held, &ours) != PROOF_OK))
            return false;
        const BodyLine *best = ours.open ? &ours : &theirs;
        line_write(merged, best,
                   best->open && (!erased_names(erased, best->name) || PLANTED(OPEN_AGAIN)));
    }
    return held.length == 0;
}

/* The body hash and kind that the leaf of an entry states. */
static bool
leaf_of(Db *db, const Book *book, gint64 entry, Hash *ret_body, bool *ret_erases, GError **error)
{
    Leaf leaf = {0};
    bool found = false, sound = false;
    g_autoptr(Query) q = db_query(db, "SELECT data FROM leaf WHERE book = ? AND entry = ?");
    query_bind(q, "ii", book->book, entry);
    if (query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        found = true;
        sound = data != NULL && leaf_read(data, length, &leaf) == PROOF_OK;
        *ret_erases = sound && slice_is(leaf.kind, "erase");
    }
    if (!query_end(q, error))
        return false;
    if (!found)
        return fail(error, KN_MISSING, N_("There is no entry %s-%ld."), book->code, entry);
    if (!sound)
        return fail(error, KN_BROKEN, N_("Entry %s-%ld is damaged."), book->code, entry);
    *ret_body = leaf.body;
    return true;
}

static bool
body_fits(const char *lines, gsize length, const Hash *expected)
{
    Hash hash;
    size_t count;
    return lines != NULL && body_hash(lines, length, &hash, &count) == PROOF_OK &&
           hash_equal(&hash, expected);
}

/* An erasure takes the lines it names out of the bodies held, wherever it stands. */
static bool
erasure_apply(Db *db, Book *book, const char *lines, gsize length, GError **error)
{
    g_autoptr(GArray) entries = NULL;
    g_autofree char *field = NULL;
    if (!erased_read(lines, length, &entries, &field))
        return true;
    for (guint i = 0; i < entries->len; i++) {
        gint64 entry = g_array_index(entries, gint64, i);
        erased_add(book->erased, entry, field);
        if (!strike_if_held(db, book->book, entry, field, error))
            return false;
    }
    return true;
}

bool
book_mirror_body(Db *db, Book *book, gint64 entry, const char *lines, gsize length, GError **error)
{
    g_assert(db_is_writing(db));
    Hash expected;
    bool erases = false;
    if (!leaf_of(db, book, entry, &expected, &erases, error))
        return false;
    if (length > LIMIT_BODY_BYTES || !body_fits(lines, length, &expected))
        return fail(error, KN_BROKEN, N_("The lines of entry %s-%ld do not fit it."), book->code,
                    entry);
    if (!book_erased(db, book, error))
        return false;

    g_autoptr(GString) held = g_string_new(NULL);
    g_autoptr(Query) q = db_query(db, "SELECT lines FROM body WHERE book = ? AND entry = ?");
    query_bind(q, "ii", book->book, entry);
    bool is_held = query_next(q);
    if (is_held) {
        gsize held_length;
        const char *data = query_blob(q, 0, &held_length);
        if (!body_fits(data, held_length, &expected))
            return fail(error, KN_BROKEN, N_("Entry %s-%ld is damaged."), book->code, entry);
        g_string_append_len(held, data, (gssize)held_length);
    }
    if (!query_end(q, error))
        return false;

    g_autoptr(GString) merged = g_string_sized_new(length);
    if (!body_merge((Slice){held->str, held->len}, (Slice){lines, length},
                    erased_fields(book->erased, entry), merged))
        return fail(error, KN_BROKEN, N_("Entry %s-%ld is damaged."), book->code, entry);
    if (!g_string_equal(held, merged) &&
        !db_run(db, error,
                "INSERT INTO body (book, entry, lines) VALUES (?, ?, ?)"
                " ON CONFLICT (book, entry) DO UPDATE SET lines = excluded.lines",
                "iib", book->book, entry, merged->str, merged->len))
        return false;
    return !erases || erasure_apply(db, book, merged->str, merged->len, error);
}
