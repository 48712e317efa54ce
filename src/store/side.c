/* side.c: side tables and their seals: a keyed hash (BLAKE2b-256) over table, column names and
 * typed values of a row. SPDX-License-Identifier: Apache-2.0 */
#include "store/side.h"

#include "base/error.h"
#include <sodium.h>
#include <string.h>

const SideTable side_tables[] = {
    {"setting", "name"},
    {"secret", "book, name"},
    {"partner", "book"},
    {"account", "account"},
    {"account_role", "account, book"},
    {"session_web", "token"},
    {"login_link", "token"},
    {"attempt", "subject"},
    {"draft", "book, draft"},
};
const gsize side_tables_count = G_N_ELEMENTS(side_tables);

#define SEAL_BYTES crypto_generichash_BYTES
#define KEY_BYTES crypto_generichash_KEYBYTES

/* The key's own row is not sealed by itself: a changed key shows as every seal failing. */
bool
side_start(Db *db, GError **error)
{
    guint8 key[KEY_BYTES];
    randombytes_buf(key, sizeof key);
    bool made =
        db_run(db, error, "CREATE TABLE side_key(data BLOB NOT NULL)", "") &&
        db_run(db, error, "INSERT INTO side_key(data) VALUES(?)", "b", key, (gsize)sizeof key);
    sodium_memzero(key, sizeof key);
    return made;
}

static bool
load_key(Db *db, guint8 ret_key[KEY_BYTES], GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT data FROM side_key");
    bool found = false;
    while (query_next(q)) {
        gsize length;
        const void *data = query_blob(q, 0, &length);
        found = length == KEY_BYTES;
        if (found)
            memcpy(ret_key, data, KEY_BYTES);
    }
    return query_end(q, error) &&
           (found || fail(error, KN_BROKEN, "The key of the side tables is damaged."));
}

static void
add_part(crypto_generichash_state *state, const void *data, gsize length)
{
    guint64 size = GUINT64_TO_LE((guint64)length);
    crypto_generichash_update(state, (const guint8 *)&size, sizeof size);
    crypto_generichash_update(state, data, length);
}

/* Over every column but `seal`, which is the last one selected, after `keys` leading key columns.
 */
static void
seal_of(const guint8 key[KEY_BYTES], const char *table, Query *q, int first,
        guint8 ret_seal[SEAL_BYTES])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, KEY_BYTES, SEAL_BYTES);
    add_part(&state, table, strlen(table));
    for (int column = first; column < query_columns(q); column++) {
        const char *name = query_column_name(q, column);
        if (g_str_equal(name, "seal"))
            continue;
        add_part(&state, name, strlen(name));
        if (query_is_null(q, column)) {
            add_part(&state, "", 0);
            continue;
        }
        gsize length;
        const void *data = query_blob(q, column, &length);
        add_part(&state, data, length);
    }
    crypto_generichash_final(&state, ret_seal, SEAL_BYTES);
}

static const SideTable *
find_table(const char *name)
{
    for (gsize i = 0; i < side_tables_count; i++)
        if (g_str_equal(side_tables[i].name, name))
            return &side_tables[i];
    g_assert_not_reached();
}

typedef struct {
    gint64 row;
    guint8 seal[SEAL_BYTES];
} Sealed;

bool
side_seal(Db *db, const char *name, GError **error)
{
    const SideTable *table = find_table(name);
    guint8 key[KEY_BYTES];
    if (!load_key(db, key, error))
        return false;
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Sealed));
    g_autofree char *select =
        g_strdup_printf("SELECT rowid, * FROM %s WHERE seal IS NULL", table->name);
    g_autoptr(Query) q = db_query_built(db, select);
    while (query_next(q)) {
        Sealed row = {.row = query_int(q, 0)};
        seal_of(key, table->name, q, 1, row.seal);
        g_array_append_val(rows, row);
    }
    if (!query_end(q, error))
        return false;
    g_autofree char *update =
        g_strdup_printf("UPDATE %s SET seal = ? WHERE rowid = ?", table->name);
    g_autoptr(Query) put = db_query_built(db, update);
    for (guint i = 0; i < rows->len; i++) {
        Sealed *row = &g_array_index(rows, Sealed, i);
        query_bind(put, "bi", row->seal, (gsize)SEAL_BYTES, row->row);
        while (query_next(put))
            continue;
        if (!query_end(put, error))
            return false;
    }
    return true;
}

static bool
verify_table(Db *db, const SideTable *table, const guint8 key[KEY_BYTES],
             void (*found)(void *context, const char *table, const char *key), void *context,
             GError **error)
{
    g_autofree char *select =
        g_strdup_printf("SELECT %s, seal, * FROM %s", table->key, table->name);
    int keys = 1;
    for (const char *at = table->key; *at != '\0'; at++)
        keys += *at == ',';
    g_autoptr(Query) q = db_query_built(db, select);
    while (query_next(q)) {
        guint8 seal[SEAL_BYTES];
        gsize length;
        seal_of(key, table->name, q, keys + 1, seal);
        const void *kept = query_blob(q, keys, &length);
        if (length == SEAL_BYTES && memcmp(kept, seal, SEAL_BYTES) == 0)
            continue;
        const char *text = query_is_null(q, 0) ? "" : query_text(q, 0);
        g_autofree char *name = g_utf8_make_valid(text != NULL ? text : "", -1);
        found(context, table->name, name);
    }
    return query_end(q, error);
}

bool
side_verify(Db *db, void (*found)(void *context, const char *table, const char *key), void *context,
            GError **error)
{
    guint8 key[KEY_BYTES];
    if (!load_key(db, key, error))
        return false;
    for (gsize i = 0; i < side_tables_count; i++)
        if (!verify_table(db, &side_tables[i], key, found, context, error))
            return false;
    return true;
}

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
