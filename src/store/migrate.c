/* migrate.c: the permanent tables and their versions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

#include "base/error.h"
#include "store/backup.h"
#include "store/side.h"
#include "store/transaction.h"

static const SchemaGroup *const groups[] = {
    &schema_book, &schema_people, &schema_partners, &schema_drafts, &schema_reads, &schema_kept,
    NULL};
const Schema schema_current = {1, groups};

/* The number is written twice, so that a damaged one is not taken for a newer program's. */
static const char *const version_table =
    "CREATE TABLE version(version INTEGER NOT NULL, words TEXT NOT NULL) STRICT";

static char *
version_words(gint64 version)
{
    return g_strdup_printf("ketnghia %" G_GINT64_FORMAT, version);
}

GPtrArray *
schema_tables(const Schema *schema)
{
    GPtrArray *tables = g_ptr_array_new();
    g_ptr_array_add(tables, (gpointer)version_table);
    g_ptr_array_add(tables, (gpointer)side_key_table);
    for (const SchemaGroup *const *group = schema->groups; *group != NULL; group++)
        for (const char *const *table = (*group)->tables; *table != NULL; table++)
            g_ptr_array_add(tables, (gpointer)*table);
    g_ptr_array_add(tables, NULL);
    return tables;
}

static bool
fail_stranger(Db *db, GError **error)
{
    return fail(error, KN_BROKEN, "%s is not an office's file, or its beginning is damaged.",
                store_where(db_store(db)));
}

static void
is_version(void *context, const char *where, const char *sentence)
{
    *(bool *)context |= g_str_equal(where, "version");
}

/* 0: there are no tables at all. */
static bool
version_find(Db *db, gint64 *ret_version, GError **error)
{
    bool any, there;
    if (!db->engine->has_tables(db->connection, &any, error) ||
        !db->engine->has_table(db->connection, "version", &there, error))
        return false;
    *ret_version = 0;
    if (!any)
        return true;
    if (!there)
        return fail_stranger(db, error);
    const char *const texts[] = {version_table, NULL};
    bool changed = false;
    if (!db_check_definitions(db, texts, is_version, &changed, error))
        return false;
    if (changed)
        return fail_stranger(db, error);
    g_autoptr(Query) q = db_query(db, "SELECT version, words FROM version");
    gint64 rows = 0, version = 0;
    for (; query_next(q); rows++) {
        version = query_int(q, 0);
        g_autofree char *words = version_words(version);
        if (g_strcmp0(words, query_text(q, 1)) != 0)
            version = 0;
    }
    if (!query_end(q, error))
        return false;
    if (rows != 1 || version < 1)
        return fail_stranger(db, error);
    *ret_version = version;
    return true;
}

bool
migrate_check(Store *store, StoreFlags flags, GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    gint64 version;
    if (db == NULL || !version_find(db, &version, error))
        return false;
    if (version > schema_current.version)
        return fail(error, KN_INVALID,
                    "%s was written by a newer version of the program; nothing was changed. Please "
                    "update.",
                    store_where(store));
    if (version > 0 && (flags & STORE_EMPTY) != 0)
        return fail(error, KN_CONFLICT, "%s holds an office already; a copy never writes over one.",
                    store_where(store));
    if (version == 0)
        return (flags & STORE_CREATE) != 0 || fail_stranger(db, error);
    if (version < schema_current.version && (flags & STORE_READ_ONLY) != 0)
        return fail(
            error, KN_INVALID,
            "%s was written by an earlier version of the program: open it once for writing, "
            "then it can be read.",
            store_where(store));
    return true;
}

static bool
create_all(Db *db, const Schema *schema, GError **error)
{
    g_autoptr(GPtrArray) tables = schema_tables(schema);
    g_autofree char *words = version_words(schema->version);
    for (guint i = 0; i + 1 < tables->len; i++)
        if (!db_run_built(db, error, g_ptr_array_index(tables, i)))
            return false;
    return side_start(db, error) &&
           db_run(db, error, "INSERT INTO version(version, words) VALUES(?, ?)", "is",
                  schema->version, words);
}

static bool
run_steps(Db *db, const SchemaGroup *group, gint64 version, GError **error)
{
    for (const SchemaStep *step = group->steps; step != NULL && step->version != 0; step++) {
        if (step->version != version)
            continue;
        for (const char *const *text = step->texts; *text != NULL; text++)
            if (!db_run_built(db, error, *text))
                return false;
    }
    return true;
}

static bool
step_up(Db *db, const Schema *schema, gint64 from, GError **error)
{
    for (gint64 version = from + 1; version <= schema->version; version++)
        for (const SchemaGroup *const *group = schema->groups; *group != NULL; group++)
            if (!run_steps(db, *group, version, error))
                return false;
    for (gsize i = 0; i < side_tables_count; i++)
        if (!side_seal(db, side_tables[i].name, error))
            return false;
    g_autofree char *words = version_words(schema->version);
    return db_run(db, error, "UPDATE version SET version = ?, words = ?", "is", schema->version,
                  words);
}

/* FILE.version-1, or with a number after it when an earlier attempt left one. */
static bool
copy_beside(Store *store, gint64 version, GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL)
        return false;
    if (db->engine->copy == NULL)
        return true; /* a server undoes steps that fail, and its copies are its administrator's */
    g_clear_pointer(&db, db_free);
    g_autofree char *name =
        g_strdup_printf("%s.version-%" G_GINT64_FORMAT, store_where(store), version);
    for (int i = 2; g_file_test(name, G_FILE_TEST_EXISTS); i++) {
        g_free(name);
        name =
            g_strdup_printf("%s.version-%" G_GINT64_FORMAT ".%d", store_where(store), version, i);
    }
    return store_backup(store, name, /* with_keys= */ true, NULL, error);
}

bool
migrate(Store *store, const Schema *schema, GError **error)
{
    gint64 version;
    {
        g_autoptr(Db) db = store_read(store, error);
        if (db == NULL || !version_find(db, &version, error))
            return false;
    }
    if (version >= schema->version)
        return true;
    if (version > 0 && !copy_beside(store, version, error))
        return false;
    g_autoptr(Db) db = store_write(store, error);
    return db != NULL &&
           (version == 0 ? create_all(db, schema, error) : step_up(db, schema, version, error)) &&
           db_commit(db, error);
}
