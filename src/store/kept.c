/* kept.c: the side tables of what is kept for partners and by them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/kept.h"

#include "base/error.h"
#include "store/side.h"

static void
kept_part_free(gpointer data)
{
    KeptPart *part = data;
    g_free(part->name);
    g_free(part);
}

GPtrArray *
kept_list(Db *db, gint64 book, GError **error)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(kept_part_free);
    g_autoptr(Query) q =
        db_query(db, "SELECT name, time, since, bytes FROM kept WHERE book = ? ORDER BY name");
    query_bind(q, "i", book);
    while (query_next(q)) {
        KeptPart *part = g_new0(KeptPart, 1);
        *part = (KeptPart){g_strdup(query_text(q, 0)), query_int(q, 1), query_int(q, 2),
                           query_int(q, 3)};
        g_ptr_array_add(parts, part);
    }
    return query_end(q, error) ? g_steal_pointer(&parts) : NULL;
}

GBytes *
kept_get(Db *db, gint64 book, const char *name, GError **error)
{
    g_autoptr(GBytes) found = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT data FROM kept WHERE book = ? AND name = ?");
    query_bind(q, "is", book, name);
    if (query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        found = g_bytes_new(data, length);
    }
    if (!query_end(q, error))
        return NULL;
    if (found == NULL)
        return fail_null(error, KN_MISSING, "A part that was kept for a partner is missing.");
    return g_steal_pointer(&found);
}

bool
kept_put(Db *db, gint64 book, gint64 via, const KeptPart *part, const void *data, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO kept(book, name, via, time, since, bytes, seal, data) VALUES(?, ?, "
                  "?, ?, ?, ?, NULL, ?) ON CONFLICT(book, name) DO UPDATE SET via = excluded.via, "
                  "time = excluded.time, bytes = excluded.bytes, data = excluded.data, seal = NULL",
                  "isiiiib", book, part->name, via, part->time, part->since, part->bytes, data,
                  (gsize)part->bytes);
}

bool
kept_seal(Db *db, GError **error)
{
    return side_seal(db, "kept", error) && side_seal(db, "entrusted", error);
}

bool
kept_remove(Db *db, gint64 book, const char *name, GError **error)
{
    return db_run(db, error, "DELETE FROM kept WHERE book = ? AND name = ?", "is", book, name);
}

bool
kept_expire(Db *db, gint64 before, bool *ret_gone, GError **error)
{
    gint64 count = 0;
    bool done = db_run_counting(db, error, &count, "DELETE FROM kept WHERE time < ?", "i", before);
    *ret_gone = count > 0;
    return done;
}

bool
kept_has_older(Db *db, gint64 before, bool *ret_has, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT 1 FROM kept WHERE time < ? LIMIT 1");
    query_bind(q, "i", before);
    *ret_has = query_next(q);
    return query_end(q, error);
}

bool
kept_sum(Db *db, gint64 book, KeptSum *ret_sum, GError **error)
{
    *ret_sum = (KeptSum){0};
    g_autoptr(Query) q =
        db_query(db, "SELECT count(*), coalesce(sum(bytes), 0), coalesce(min(since), 0), "
                     "coalesce(max(time), 0) FROM kept WHERE book = ?");
    query_bind(q, "i", book);
    if (query_next(q))
        *ret_sum = (KeptSum){query_int(q, 0), query_int(q, 1), query_int(q, 2), query_int(q, 3)};
    return query_end(q, error);
}

bool
kept_via(Db *db, gint64 book, gint64 *ret_via, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT via FROM kept WHERE book = ? ORDER BY time DESC LIMIT 1");
    query_bind(q, "i", book);
    *ret_via = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, error);
}

void
entrusted_part_free(EntrustedPart *part)
{
    if (part == NULL)
        return;
    g_free(part->name);
    g_free(part->state);
    g_free(part);
}

GHashTable *
entrusted_list(Db *db, gint64 book, gint64 keeper, GError **error)
{
    g_autoptr(GHashTable) parts =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)entrusted_part_free);
    g_autoptr(Query) q = db_query(
        db, "SELECT name, state, sent, bytes FROM entrusted WHERE book = ? AND keeper = ?");
    query_bind(q, "ii", book, keeper);
    while (query_next(q)) {
        EntrustedPart *part = g_new0(EntrustedPart, 1);
        *part = (EntrustedPart){g_strdup(query_text(q, 0)), g_strdup(query_text(q, 1)),
                                query_int(q, 2), query_int(q, 3)};
        g_hash_table_insert(parts, part->name, part);
    }
    return query_end(q, error) ? g_steal_pointer(&parts) : NULL;
}

bool
entrusted_put(Db *db, gint64 book, gint64 keeper, const EntrustedPart *part, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO entrusted(book, keeper, name, state, sent, bytes, seal) VALUES(?, "
                  "?, ?, ?, ?, ?, NULL) ON CONFLICT(book, keeper, name) DO UPDATE SET state = "
                  "excluded.state, sent = excluded.sent, bytes = excluded.bytes, seal = NULL",
                  "iissii", book, keeper, part->name, part->state, part->sent, part->bytes);
}

bool
entrusted_remove(Db *db, gint64 book, gint64 keeper, const char *name, GError **error)
{
    return db_run(db, error, "DELETE FROM entrusted WHERE book = ? AND keeper = ? AND name = ?",
                  "iis", book, keeper, name);
}
