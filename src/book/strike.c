/* strike.c: takes one line's salt and value out of a stored body.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/erased.h"
#include "proof/entry.h"

static bool
keep_others(void *context, size_t index, Slice name)
{
    const char *struck = context;
    return name.length != strlen(struck) || memcmp(name.at, struck, name.length) != 0;
}

static bool
strike(Db *db, gint64 book, gint64 entry, const char *name, bool *ret_held, GError **error)
{
    g_assert(db_is_writing(db));
    g_autofree char *struck = NULL;
    gsize struck_length = 0;
    bool held = false, sound = false;
    g_autoptr(Query) q = db_query(db, "SELECT lines FROM body WHERE book = ? AND entry = ?");
    query_bind(q, "ii", book, entry);
    if (query_next(q)) {
        gsize length;
        Hash before, after;
        size_t count;
        Sink sink;
        const char *lines = query_blob(q, 0, &length);
        /* A struck line may be longer than its open form by the commitment's characters. */
        gsize room = length + (HASH_CHARS + 3) * (gsize)ENTRY_LINES_MAX;
        held = true;
        struck = g_malloc(room);
        sink_init(&sink, struck, room);
        sound = lines != NULL && body_hash(lines, length, &before, &count) == PROOF_OK &&
                body_strike(lines, length, keep_others, (void *)name, &sink) == PROOF_OK &&
                body_hash(struck, sink.length, &after, &count) == PROOF_OK &&
                hash_equal(&before, &after);
        struck_length = sink.length;
    }
    if (!query_end(q, error))
        return false;
    if (held && !sound)
        return fail(error, KN_BROKEN, N_("Entry %ld of the book is damaged."), entry);
    *ret_held = held;
    return !held || db_run(db, error, "UPDATE body SET lines = ? WHERE book = ? AND entry = ?",
                           "bii", struck, struck_length, book, entry);
}

bool
book_strike_line(Db *db, gint64 book, gint64 entry, const char *name, GError **error)
{
    bool held = false;
    if (!strike(db, book, entry, name, &held, error))
        return false;
    return held || fail(error, KN_MISSING, N_("Entry %ld is not in the book."), entry);
}

bool
strike_if_held(Db *db, gint64 book, gint64 entry, const char *name, GError **error)
{
    bool held;
    return strike(db, book, entry, name, &held, error);
}
