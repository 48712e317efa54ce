/* structure.c: what the engine itself finds wrong, and definitions that are not this program's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/migrate.h"
#include "store/transaction.h"

bool
store_check_definitions(Db *db,
                        void (*found)(void *context, const char *where, const char *sentence),
                        void *context, GError **error)
{
    g_autoptr(GPtrArray) tables = schema_tables(&schema_current);
    return db_check_definitions(db, (const char *const *)tables->pdata, found, context, error);
}

bool
store_check_pages(Store *store,
                  void (*found)(void *context, const char *where, const char *sentence),
                  void *context, GError **error)
{
    g_autoptr(Db) db = store_read(store, error);
    return db != NULL && db->engine->check_pages(db->connection, found, context, error);
}
