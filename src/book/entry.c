/* entry.c: reads entries as they stand in the store.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"
#include "proof/entry.h"

void
entry_clear(Entry *entry)
{
    g_free(entry->leaf);
    g_free(entry->body);
    *entry = (Entry){0};
}

/* Columns: entry, data, lines. The bytes are lent by the query. */
static bool
entry_from_row(Query *q, gint64 book, Entry *entry, GError **error)
{
    Leaf leaf;
    *entry = (Entry){.book = book, .entry = query_int(q, 0)};
    entry->leaf = (char *)query_blob(q, 1, &entry->leaf_length);
    if (entry->leaf == NULL || leaf_read(entry->leaf, entry->leaf_length, &leaf) != PROOF_OK)
        return fail(error, KN_BROKEN, N_("Entry %ld of the book is damaged."), entry->entry);
    memcpy(entry->kind, leaf.kind.at, leaf.kind.length);
    entry->kind[leaf.kind.length] = '\0';
    entry->schema = (int)leaf.schema;
    entry->time = leaf.time;
    entry->amends = leaf.amends;
    if (!query_is_null(q, 2))
        entry->body = (char *)query_blob(q, 2, &entry->body_length);
    return true;
}

#define ENTRY_ROWS                                                                                 \
    "SELECT leaf.entry, leaf.data, body.lines FROM leaf"                                           \
    " LEFT JOIN body ON body.book = leaf.book AND body.entry = leaf.entry WHERE leaf.book = ?"

bool
entry_get(Db *db, gint64 book, gint64 entry, Entry *ret_entry, GError **error)
{
    bool found = false;
    Entry lent = {0};
    g_auto(Entry) copy = {0};
    g_autoptr(Query) q = db_query(db, ENTRY_ROWS " AND leaf.entry = ?");
    query_bind(q, "ii", book, entry);
    if (query_next(q)) {
        if (!entry_from_row(q, book, &lent, error))
            return false;
        found = true;
        copy = lent;
        copy.leaf = g_strndup(lent.leaf, lent.leaf_length);
        copy.body = lent.body == NULL ? NULL : g_strndup(lent.body, lent.body_length);
    }
    if (!query_end(q, error))
        return false;
    if (!found)
        return fail(error, KN_MISSING, N_("Entry %ld is not in the book."), entry);
    *ret_entry = copy;
    copy = (Entry){0};
    return true;
}

/* Room that is used again for every entry; one byte more ends the text for readers of C strings. */
static char *
lend(GString *room, const char *bytes, gsize length)
{
    if (bytes == NULL)
        return NULL;
    g_string_truncate(room, 0);
    g_string_append_len(room, bytes, (gssize)length);
    return room->str;
}

bool
entry_each(Db *db, gint64 book, gint64 first, gint64 last,
           bool (*each)(void *context, const Entry *entry, GError **error), void *context,
           GError **error)
{
    g_autoptr(GString) leaf = g_string_sized_new(LEAF_MAX);
    g_autoptr(GString) body = g_string_sized_new(4096);
    g_autoptr(Query) q =
        db_query(db, ENTRY_ROWS " AND leaf.entry >= ? AND leaf.entry < ? ORDER BY leaf.entry");
    query_bind(q, "iii", book, first, last);
    gint64 expected = first;
    while (query_next(q)) {
        Entry entry;
        if (!entry_from_row(q, book, &entry, error))
            return false;
        if (entry.entry != expected)
            break;
        entry.leaf = lend(leaf, entry.leaf, entry.leaf_length);
        entry.body = lend(body, entry.body, entry.body_length);
        if (!each(context, &entry, error))
            return false;
        expected++;
    }
    if (!query_end(q, error))
        return false;
    if (expected < last)
        return fail(error, KN_BROKEN, N_("Entry %ld of the book is missing."), expected);
    return true;
}
