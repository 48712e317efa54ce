/* file.c: photos and papers beside a book, kept by the SHA-256 of their bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/book.h"

#include "base/error.h"
#include "base/lang.h"

char *
hash_hex(const Hash *hash)
{
    GString *hex = g_string_sized_new(2 * HASH_SIZE);
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(hex, "%02x", hash->bytes[i]);
    return g_string_free(hex, FALSE);
}

bool
hex_read(const char *hex, Hash *ret_hash)
{
    if (strlen(hex) != 2 * HASH_SIZE || strspn(hex, "0123456789abcdef") != 2 * HASH_SIZE)
        return false;
    for (gsize i = 0; i < HASH_SIZE; i++)
        ret_hash->bytes[i] =
            (guint8)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
    return true;
}

bool
book_put_file(Db *db, gint64 book, const void *data, gsize length, Hash *ret_hash, GError **error)
{
    Hash hash, stored = {0};
    sha_of(data, length, &hash);
    if (!db_run(db, error,
                "INSERT INTO file (book, sha256, data) VALUES (?, ?, ?)"
                " ON CONFLICT (book, sha256) DO UPDATE SET data = excluded.data",
                "ibb", book, hash.bytes, (gsize)HASH_SIZE, data, length))
        return false;
    g_autoptr(Query) q = db_query(db, "SELECT data FROM file WHERE book = ? AND sha256 = ?");
    query_bind(q, "ib", book, hash.bytes, (gsize)HASH_SIZE);
    if (query_next(q)) {
        gsize stored_length;
        const void *bytes = query_blob(q, 0, &stored_length);
        sha_of(bytes, stored_length, &stored);
    }
    if (!query_end(q, error))
        return false;
    if (!hash_equal(&hash, &stored))
        return fail(error, KN_BROKEN,
                    N_("The file came back changed; check this machine's disk and memory."));
    *ret_hash = hash;
    return true;
}

GBytes *
book_get_file(Db *db, gint64 book, const Hash *hash, GError **error)
{
    g_autoptr(GBytes) file = NULL;
    Hash stored;
    g_autoptr(Query) q = db_query(db, "SELECT data FROM file WHERE book = ? AND sha256 = ?");
    query_bind(q, "ib", book, hash->bytes, (gsize)HASH_SIZE);
    if (query_next(q)) {
        gsize length;
        const void *bytes = query_blob(q, 0, &length);
        sha_of(bytes, length, &stored);
        if (!hash_equal(&stored, hash))
            return fail_null(error, KN_BROKEN, N_("This file's bytes have changed."));
        file = g_bytes_new(bytes, length);
    }
    if (!query_end(q, error))
        return NULL;
    if (file == NULL)
        return fail_null(error, KN_MISSING, N_("This file is not held here."));
    return g_steal_pointer(&file);
}

bool
book_remove_file(Db *db, gint64 book, const Hash *hash, GError **error)
{
    return db_run(db, error, "DELETE FROM file WHERE book = ? AND sha256 = ?", "ib", book,
                  hash->bytes, (gsize)HASH_SIZE);
}
