/* recover_backup.c: lines that were lost come back from a backup that has them, when they fit.
 * SPDX-License-Identifier: Apache-2.0 */
#include "exchange/exchange.h"

#include "base/error.h"
#include "book/lost.h"
#include "book/restore.h"
#include "exchange/bodies.h"
#include "views/views.h"

typedef struct {
    Db *db;     /* ours, written */
    Db *from;   /* the backup's */
    Book *book; /* ours */
    Book *kept; /* the same book there */
    gint64 bodies;
    bool erased;
} Backup;

/* The files that the lines name come along; one that is missing there too stays missing. */
static bool
take_files(Backup *backup, const Entry *entry, GError **error)
{
    g_autoptr(GHashTable) named = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter iter;
    gpointer hex;
    book_note_files(entry, named);
    g_hash_table_iter_init(&iter, named);
    while (g_hash_table_iter_next(&iter, &hex, NULL)) {
        Hash hash, put;
        if (!hex_read(hex, &hash))
            continue;
        g_autoptr(GBytes) data = book_get_file(backup->from, backup->kept->book, &hash, NULL);
        gsize length;
        const void *bytes = data != NULL ? g_bytes_get_data(data, &length) : NULL;
        if (bytes != NULL &&
            !book_put_file(backup->db, backup->book->book, bytes, length, &put, error))
            return false;
    }
    return true;
}

/* Another body than the leaf says is no body of ours: it stays out, and the rest goes on. */
static bool
take_entry(Backup *backup, gint64 number, GError **error)
{
    g_auto(Entry) there = {0}, after = {0};
    g_autoptr(GError) misfit = NULL;
    if (number >= (gint64)backup->kept->frontier.size ||
        !entry_get(backup->from, backup->kept->book, number, &there, NULL) || there.body == NULL)
        return true;
    if (!book_mirror_body(backup->db, backup->book, number, there.body, there.body_length,
                          &misfit)) {
        if (g_error_matches(misfit, KN_ERROR, KN_BROKEN))
            return true;
        g_propagate_error(error, g_steal_pointer(&misfit));
        return false;
    }
    backup->bodies++;
    backup->erased = backup->erased || g_str_equal(there.kind, "erase");
    return entry_get(backup->db, backup->book->book, number, &after, error) &&
           take_files(backup, &after, error);
}

static bool
take_book(Backup *backup, GError **error)
{
    g_autoptr(GPtrArray) list = lost_list(backup->db, backup->book, error);
    for (guint i = 0; list != NULL && i < list->len; i++)
        if (!take_entry(backup, ((const Lost *)list->pdata[i])->entry, error))
            return false;
    return list != NULL && lost_settle(backup->db, backup->book, error);
}

static bool
take_books(Backup *backup, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(backup->db, error);
    for (guint i = 0; books != NULL && i < books->len; i++) {
        Book *book = books->pdata[i];
        g_autoptr(Book) kept = NULL;
        if (!book->own)
            continue;
        if (!book_find(backup->from, book->origin, &kept, error))
            return false;
        backup->book = book;
        backup->kept = kept;
        if (kept != NULL && !take_book(backup, error))
            return false;
    }
    return books != NULL;
}

bool
recover_from_backup(Office *office, const Actor *actor, const char *where, gint64 *ret_bodies,
                    GError **error)
{
    if (!actor_require(actor, ROLE_ADMINISTRATOR, error))
        return false;
    g_autoptr(Store) store = store_open(where, STORE_OPEN | STORE_READ_ONLY, error);
    g_autoptr(Db) from = store != NULL ? store_read(store, error) : NULL;
    g_autoptr(Db) db = from != NULL ? store_write(office->store, error) : NULL;
    Backup backup = {.db = db, .from = from};
    if (db == NULL || !take_books(&backup, error))
        return false;
    *ret_bodies = backup.bodies;
    if (backup.bodies == 0)
        return true;
    if (!views_derive(db, error) || !db_commit(db, error))
        return false;
    g_clear_pointer(&db, db_free);
    return !backup.erased || store_checkpoint_truncate(office->store, error);
}
