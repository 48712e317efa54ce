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
    {"read_log", "book, n"},
    {"evidence", "book, n"},
    {"kept", "book, name"},
    {"entrusted", "book, keeper, name"},
};
const gsize side_tables_count = G_N_ELEMENTS(side_tables);

#define SEAL_BYTES crypto_generichash_BYTES
#define KEY_BYTES crypto_generichash_KEYBYTES

/* The key's own row is not sealed by itself: a changed key shows as every seal failing. */
const char *const side_key_table = "CREATE TABLE side_key(data BLOB NOT NULL) STRICT";

bool
side_start(Db *db, GError **error)
{
    guint8 key[KEY_BYTES];
    randombytes_buf(key, sizeof key);
    bool made =
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
add_part(crypto_generichash_state *state, char tag, const void *data, gsize length)
{
    guint8 head[9] = {(guint8)tag};
    guint64 size = GUINT64_TO_LE((guint64)length);
    memcpy(head + 1, &size, sizeof size);
    crypto_generichash_update(state, head, sizeof head);
    crypto_generichash_update(state, data, length);
}

static void
add_value(crypto_generichash_state *state, Query *q, int column)
{
    gsize length;
    guint64 number;
    const void *data;
    switch (query_type(q, column)) {
    case QUERY_NULL:
        add_part(state, 'n', "", 0);
        break;
    case QUERY_INT:
        number = GUINT64_TO_LE((guint64)query_int(q, column));
        add_part(state, 'i', &number, sizeof number);
        break;
    case QUERY_TEXT:
        data = query_blob(q, column, &length);
        add_part(state, 't', data, length);
        break;
    case QUERY_BLOB:
        data = query_blob(q, column, &length);
        add_part(state, 'b', data, length);
        break;
    case QUERY_OTHER: /* no column holds one: damage */
        add_part(state, 'o', "", 0);
        break;
    }
}

/* Over table, names and typed values of every column from `first` on but `seal`. */
static void
seal_of(const guint8 key[KEY_BYTES], const char *table, Query *q, int first,
        guint8 ret_seal[SEAL_BYTES])
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, key, KEY_BYTES, SEAL_BYTES);
    add_part(&state, 'T', table, strlen(table));
    for (int column = first; column < query_columns(q); column++) {
        const char *name = query_column_name(q, column);
        if (g_str_equal(name, "seal"))
            continue;
        add_part(&state, 'c', name, strlen(name));
        add_value(&state, q, column);
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

static int
key_columns(const SideTable *table)
{
    int columns = 1;
    for (const char *at = table->key; *at != '\0'; at++)
        columns += *at == ',';
    return columns;
}

/* A value of a key column, kept while its row is changed. */
typedef struct {
    QueryType type;
    gint64 number;
    GBytes *bytes;
} KeyValue;

typedef struct {
    KeyValue keys[3];
    guint8 seal[SEAL_BYTES];
} Sealed;

static void
sealed_clear(gpointer data)
{
    Sealed *row = data;
    for (gsize i = 0; i < G_N_ELEMENTS(row->keys); i++)
        g_clear_pointer(&row->keys[i].bytes, g_bytes_unref);
}

static KeyValue
key_value(Query *q, int column)
{
    KeyValue value = {.type = query_type(q, column)};
    if (value.type == QUERY_INT) {
        value.number = query_int(q, column);
    } else {
        gsize length;
        const void *data = query_blob(q, column, &length);
        value.bytes = g_bytes_new(data, length + (value.type == QUERY_TEXT ? 1 : 0));
    }
    return value;
}

static void
bind_key(Query *q, int at, const KeyValue *value)
{
    if (value->type == QUERY_INT)
        query_bind_int(q, at, value->number);
    else if (value->type == QUERY_TEXT)
        query_bind_text(q, at, g_bytes_get_data(value->bytes, NULL));
    else
        query_bind_blob(q, at, g_bytes_get_data(value->bytes, NULL),
                        g_bytes_get_size(value->bytes));
}

static bool
put_seals(Db *db, const SideTable *table, GArray *rows, GError **error)
{
    g_auto(GStrv) names = g_strsplit(table->key, ", ", -1);
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(sql, "UPDATE %s SET seal = ? WHERE ", table->name);
    for (int i = 0; names[i] != NULL; i++)
        g_string_append_printf(sql, "%s%s = ?", i > 0 ? " AND " : "", names[i]);
    g_autoptr(Query) put = db_query_built(db, sql->str);
    for (guint i = 0; i < rows->len; i++) {
        const Sealed *row = &g_array_index(rows, Sealed, i);
        query_bind(put, "b", row->seal, (gsize)SEAL_BYTES);
        for (int k = 0; names[k] != NULL; k++)
            bind_key(put, k + 1, &row->keys[k]);
        while (query_next(put))
            continue;
    }
    return query_end(put, error);
}

bool
side_seal(Db *db, const char *name, GError **error)
{
    const SideTable *table = find_table(name);
    guint8 key[KEY_BYTES];
    if (!load_key(db, key, error))
        return false;
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Sealed));
    g_array_set_clear_func(rows, sealed_clear);
    g_autofree char *select =
        g_strdup_printf("SELECT %s, * FROM %s WHERE seal IS NULL", table->key, table->name);
    int keys = key_columns(table);
    {
        g_autoptr(Query) q = db_query_built(db, select);
        while (query_next(q)) {
            Sealed row = {0};
            for (int i = 0; i < keys; i++)
                row.keys[i] = key_value(q, i);
            seal_of(key, table->name, q, keys, row.seal);
            g_array_append_val(rows, row);
        }
        if (!query_end(q, error))
            return false;
    }
    return rows->len == 0 || put_seals(db, table, rows, error);
}

static void
add_key_text(GString *text, Query *q, int column)
{
    gsize length;
    const guint8 *data = query_blob(q, column, &length);
    if (column > 0)
        g_string_append_c(text, '/');
    if (query_type(q, column) == QUERY_BLOB) {
        for (gsize i = 0; i < length && i < 8; i++)
            g_string_append_printf(text, "%02x", data[i]);
        return;
    }
    g_autofree char *valid = g_utf8_make_valid((const char *)data, (gssize)length);
    g_string_append(text, valid);
}

static bool
verify_table(Db *db, const SideTable *table, const guint8 key[KEY_BYTES],
             void (*found)(void *context, const char *table, const char *key), void *context,
             GError **error)
{
    g_autofree char *select =
        g_strdup_printf("SELECT %s, seal, * FROM %s", table->key, table->name);
    int keys = key_columns(table);
    g_autoptr(Query) q = db_query_built(db, select);
    while (query_next(q)) {
        guint8 seal[SEAL_BYTES];
        gsize length;
        seal_of(key, table->name, q, keys + 1, seal);
        const void *kept = query_blob(q, keys, &length);
        if (length == SEAL_BYTES && memcmp(kept, seal, SEAL_BYTES) == 0)
            continue;
        g_autoptr(GString) name = g_string_new(NULL);
        for (int i = 0; i < keys; i++)
            add_key_text(name, q, i);
        found(context, table->name, name->str);
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
