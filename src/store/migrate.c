/* migrate.c: the permanent tables and their versions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"

#include "base/error.h"
#include "store/side.h"

const SchemaGroup *const schema_groups[] = {&schema_book, &schema_people, &schema_partners, &schema_drafts, NULL};

static bool
find_version(Db *db, gint64 *ret_version, GError **error)
{
    g_autoptr(Query) tables = db_query(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'version'");
    gint64 there = 0;
    while (query_next(tables))
        there = query_int(tables, 0);
    if (!query_end(tables, error))
        return false;
    *ret_version = 0;
    if (there == 0)
        return true;
    g_autoptr(Query) q = db_query(db, "SELECT version FROM version");
    while (query_next(q))
        *ret_version = query_int(q, 0);
    return query_end(q, error);
}

static bool
refuse_newer(gint64 version, const char *where, GError **error)
{
    return version <= SCHEMA_VERSION ||
           fail(error, KN_INVALID, "%s was written by a newer version of the program; nothing was changed. Please update.", where);
}

static bool
create_all(Db *db, GError **error)
{
    if (!db_run(db, error, "CREATE TABLE version(version INTEGER NOT NULL)", "") ||
        !db_run(db, error, "INSERT INTO version(version) VALUES(?)", "i", (gint64)SCHEMA_VERSION))
        return false;
    for (const SchemaGroup *const *group = schema_groups; *group != NULL; group++)
        for (const char *const *table = (*group)->tables; *table != NULL; table++)
            if (!db_run_built(db, error, *table))
                return false;
    return side_start(db, error);
}

bool
migrate(Store *store, bool made, GError **error)
{
    gint64 version;
    {
        g_autoptr(Db) db = store_read(store, error);
        if (db == NULL || !find_version(db, &version, error) || !refuse_newer(version, store_where(store), error))
            return false;
    }
    if (version == SCHEMA_VERSION)
        return true;
    /* The first version has nothing to come from: a file with other tables is not an office's. */
    g_autoptr(Db) db = store_write(store, error);
    return db != NULL && create_all(db, error) && db_commit(db, error);
}

bool
migrate_check(Store *store, GError **error)
{
    gint64 version;
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL || !find_version(db, &version, error) || !refuse_newer(version, store_where(store), error))
        return false;
    return version == SCHEMA_VERSION || fail(error, KN_BROKEN, "%s is not an office's file, or its beginning is damaged.", store_where(store));
}
