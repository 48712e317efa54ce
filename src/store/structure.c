/* structure.c: what the engine itself finds wrong with the file, and definitions that are not this program's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store.h"

#include "base/error.h"
#include "base/lang.h"
#include "store/migrate.h"
#include <string.h>

static bool
check_engine(Db *db, void (*found)(void *context, const char *where, const char *sentence), void *context, GError **error)
{
    g_autoptr(Query) q = db_query(db, "PRAGMA integrity_check(50)");
    while (query_next(q)) {
        const char *line = query_text(q, 0);
        if (line == NULL || g_str_equal(line, "ok"))
            continue;
        g_autofree char *valid = g_utf8_make_valid(line, -1);
        found(context, "file structure", valid);
    }
    return query_end(q, error);
}

static bool
check_table(Db *db, const char *definition, void (*found)(void *context, const char *where, const char *sentence),
            void *context, GError **error)
{
    const char *name = definition + strlen("CREATE TABLE ");
    g_autofree char *table = g_strndup(name, strcspn(name, "("));
    g_autoptr(Query) q = db_query(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?");
    bool same = false;
    query_bind(q, "s", table);
    while (query_next(q))
        same = same || g_strcmp0(query_text(q, 0), definition) == 0;
    if (!query_end(q, error))
        return false;
    if (!same)
        found(context, table, _("The definition of this table was changed."));
    return true;
}

/* Tables that stand before and beside the groups. */
static const char *const first_tables[] = {
    "CREATE TABLE version(version INTEGER NOT NULL)",
    "CREATE TABLE side_key(data BLOB NOT NULL)",
};

bool
store_check_structure(Store *store, void (*found)(void *context, const char *where, const char *sentence), void *context,
                      GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    if (db == NULL || !check_engine(db, found, context, error))
        return false;
    for (gsize i = 0; i < G_N_ELEMENTS(first_tables); i++)
        if (!check_table(db, first_tables[i], found, context, error))
            return false;
    for (const SchemaGroup *const *group = schema_groups; *group != NULL; group++)
        for (const char *const *table = (*group)->tables; *table != NULL; table++)
            if (!check_table(db, *table, found, context, error))
                return false;
    return true;
}
