/* copy.c: the permanent tables of an office, row by row, whatever engine keeps them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/copy.h"

#include "store/migrate.h"

static bool
holds_keys(const char *table)
{
    static const char *const tables[] = {"secret", "session_web", "login_link", NULL};
    return g_strv_contains(tables, table);
}

static char *
insert_text(const char *table, Query *row)
{
    g_autoptr(GString) names = g_string_new(NULL), places = g_string_new(NULL);
    for (int i = 0; i < query_columns(row); i++) {
        g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", query_column_name(row, i));
        g_string_append(places, i > 0 ? ", ?" : "?");
    }
    return g_strdup_printf("INSERT INTO %s(%s) VALUES(%s)", table, names->str, places->str);
}

static void
bind_row(Query *put, Query *row)
{
    gsize length;
    const void *data;
    query_bind(put, "");
    for (int i = 0; i < query_columns(row); i++) {
        switch (query_type(row, i)) {
        case QUERY_INT:
            query_bind_int(put, i, query_int(row, i));
            break;
        case QUERY_BLOB:
            data = query_blob(row, i, &length);
            query_bind_blob(put, i, data, length);
            break;
        default:
            query_bind_text(put, i, query_text(row, i));
        }
    }
}

static bool
copy_rows(Db *from, Db *to, const char *table, GError **error)
{
    g_autofree char *select = g_strdup_printf("SELECT * FROM %s", table);
    g_autoptr(Query) row = db_query_built(from, select);
    g_autoptr(Query) put = NULL;
    while (query_next(row)) {
        if (put == NULL) {
            g_autofree char *insert = insert_text(table, row);
            put = db_query_built(to, insert);
        }
        bind_row(put, row);
        while (query_next(put))
            continue;
        if (!query_end(put, error))
            return false;
    }
    return query_end(row, error);
}

bool
copy_tables(Db *from, Db *to, bool with_keys, GError **error)
{
    g_autoptr(GPtrArray) tables = schema_tables(&schema_current);
    for (guint i = 0; i + 1 < tables->len; i++) {
        const char *text = tables->pdata[i], *name = text + strlen("CREATE TABLE ");
        g_autofree char *table = g_strndup(name, strcspn(name, "("));
        if (!db_run_built(to, error, text) ||
            ((with_keys || !holds_keys(table)) && !copy_rows(from, to, table, error)))
            return false;
    }
    return true;
}
