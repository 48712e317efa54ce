/* setting.c: small values by name, and secrets by book and name.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/side.h"

char *
setting_get(Db *db, const char *name, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT value FROM setting WHERE name = ?");
    char *value = NULL;
    query_bind(q, "s", name);
    while (query_next(q) && value == NULL)
        value = g_strdup(query_text(q, 0));
    if (!query_end(q, error))
        g_clear_pointer(&value, g_free);
    return value;
}

bool
setting_set(Db *db, const char *name, const char *value, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO setting(name, value, seal) VALUES(?, ?, NULL) "
                  "ON CONFLICT(name) DO UPDATE SET value = excluded.value, seal = NULL",
                  "ss", name, value) &&
           side_seal(db, "setting", error);
}

GBytes *
secret_get(Db *db, gint64 book, const char *name, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT data FROM secret WHERE book = ? AND name = ?");
    GBytes *value = NULL;
    query_bind(q, "is", book, name);
    while (query_next(q) && value == NULL) {
        gsize length = 0;
        const void *data = query_blob(q, 0, &length);
        value = g_bytes_new(data, length);
    }
    if (!query_end(q, error))
        g_clear_pointer(&value, g_bytes_unref);
    return value;
}

bool
secret_set(Db *db, gint64 book, const char *name, const void *data, gsize length, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO secret(book, name, data, seal) VALUES(?, ?, ?, NULL) "
                  "ON CONFLICT(book, name) DO UPDATE SET data = excluded.data, seal = NULL",
                  "isb", book, name, data, length) &&
           side_seal(db, "secret", error);
}
