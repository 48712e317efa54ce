/* sqlite_check.c: what stands in an SQLite file, and whether its own structure is sound.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/store_sqlite.h"

#include "base/error.h"
#include "base/lang.h"

#define FINDINGS 50 /* per table: more say nothing new */

/* Calls row(context, statement) for each row; damage met on the way is raised as KN_BROKEN. */
static bool
each_row(Connection *connection, const char *sql, const char *value,
         void (*row)(void *context, sqlite3_stmt *statement), void *context, GError **error)
{
    sqlite3_stmt *statement = NULL;
    int code = sqlite3_prepare_v2(connection->handle, sql, -1, &statement, NULL);
    if (code == SQLITE_OK && value != NULL)
        code = sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            row(context, statement);
    bool done = code == SQLITE_DONE || sqlite_fail(error, connection, NULL, code);
    sqlite3_finalize(statement);
    return done;
}

static void
keep_count(void *context, sqlite3_stmt *statement)
{
    *(gint64 *)context = sqlite3_column_int64(statement, 0);
}

bool
sqlite_has_tables(Connection *connection, bool *ret_any, GError **error)
{
    gint64 count = 0;
    if (!each_row(connection, "SELECT count(*) FROM sqlite_schema", NULL, keep_count, &count,
                  error))
        return false;
    *ret_any = count > 0;
    return true;
}

bool
sqlite_has_table(Connection *connection, const char *name, bool *ret_has, GError **error)
{
    gint64 count = 0;
    if (!each_row(connection,
                  "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", name,
                  keep_count, &count, error))
        return false;
    *ret_has = count > 0;
    return true;
}

/* The lines of one integrity check; SQLite says "ok" when there are none. */
static void
keep_line(void *context, sqlite3_stmt *statement)
{
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    if (text != NULL && !g_str_equal(text, "ok"))
        g_ptr_array_add(context, g_utf8_make_valid(text, -1));
}

static void
keep_name(void *context, sqlite3_stmt *statement)
{
    const char *name = (const char *)sqlite3_column_text(statement, 0);
    g_ptr_array_add(context, g_utf8_make_valid(name != NULL ? name : "", -1));
}

/* False only when it could not be looked at; damage so deep that the check itself stops is a line.
 */
static bool
lines_of(Connection *connection, const char *sql, GPtrArray *lines, GError **error)
{
    g_autoptr(GError) damage = NULL;
    if (each_row(connection, sql, NULL, keep_line, lines, &damage))
        return true;
    if (!g_error_matches(damage, KN_ERROR, KN_BROKEN)) {
        g_propagate_error(error, g_steal_pointer(&damage));
        return false;
    }
    g_ptr_array_add(lines, g_strdup(damage->message));
    return true;
}

static bool
check_one(Connection *connection, const char *table, Found found, void *context, guint *count,
          GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    char *sql = sqlite3_mprintf("PRAGMA integrity_check(%Q)", table);
    bool looked = lines_of(connection, sql, lines, error);
    sqlite3_free(sql);
    if (!looked)
        return false;
    for (guint i = 0; i < lines->len && i < FINDINGS; i++, (*count)++)
        found(context, table, g_ptr_array_index(lines, i));
    return true;
}

/* The whole file first, at one reading; only when something is wrong, table by table, for their
 * names. */
static bool
check_pages(Connection *connection, Found found, void *context, GError **error)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!lines_of(connection, "PRAGMA integrity_check", lines, error))
        return false;
    if (lines->len == 0)
        return true;
    g_autoptr(GError) damage = NULL;
    guint named = 0;
    (void)each_row(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'", NULL,
                   keep_name, names, &damage);
    for (guint i = 0; i < names->len; i++)
        if (!check_one(connection, g_ptr_array_index(names, i), found, context, &named, error))
            return false;
    /* What belongs to no table: the list of free pages, a page that nothing uses. */
    for (guint i = 0; named == 0 && i < lines->len && i < FINDINGS; i++)
        found(context, _("the file's pages"), g_ptr_array_index(lines, i));
    return true;
}

static void
keep_text(void *context, sqlite3_stmt *statement)
{
    const char *text = (const char *)sqlite3_column_text(statement, 0);
    g_ptr_array_add(context, g_strdup(text != NULL ? text : ""));
}

/* A table and all that belongs to it: its own text first, then those of its indexes. */
static bool
check_definition(Connection *connection, const char *const *texts, gsize count, const char *table,
                 Found found, void *context, GError **error)
{
    g_autoptr(GPtrArray) there = g_ptr_array_new_with_free_func(g_free);
    if (!each_row(connection,
                  "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL "
                  "ORDER BY type <> 'table', name",
                  table, keep_text, there, error))
        return false;
    bool same = there->len == count;
    for (gsize i = 0; same && i < count; i++)
        same = strcmp(texts[i], there->pdata[i]) == 0;
    if (!same)
        found(context, table, _("The definition of this table was changed."));
    return true;
}

/* SQLite builds what the texts of the definitions say and hardly looks at the words beside them; a
 * row whose type, name or table is not what its text says was changed. */
static const char misnamed[] =
    "SELECT tbl_name FROM sqlite_schema AS one WHERE NOT coalesce(CASE"
    " WHEN typeof(type) || typeof(name) || typeof(tbl_name) <> 'texttexttext' THEN 0"
    " WHEN typeof(sql) NOT IN ('text', 'null') THEN 0"
    " WHEN type = 'table' THEN name = tbl_name"
    "  AND instr(sql, 'CREATE TABLE ' || name || '(') = 1"
    " WHEN type = 'index' AND sql IS NULL THEN name = 'sqlite_autoindex_' || tbl_name || '_' ||"
    "  (SELECT count(*) FROM sqlite_schema AS other WHERE other.tbl_name = one.tbl_name"
    "   AND other.type = 'index' AND other.sql IS NULL AND other.rowid <= one.rowid)"
    " WHEN type = 'index' THEN instr(sql, 'CREATE INDEX ' || name || ' ON ' || tbl_name || '(') = 1"
    " END, 0)";

static bool
check_names(Connection *connection, Found found, void *context, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!each_row(connection, misnamed, NULL, keep_name, names, error))
        return false;
    for (guint i = 0; i < names->len && i < FINDINGS; i++)
        found(context, g_ptr_array_index(names, i),
              _("What the list of tables says of this table was changed."));
    return true;
}

/* Damage that keeps a check from looking on is what it finds. */
static bool
found_damage(GError *damage, Found found, void *context, GError **error)
{
    if (!g_error_matches(damage, KN_ERROR, KN_BROKEN)) {
        g_propagate_error(error, damage);
        return false;
    }
    found(context, _("the list of tables"), damage->message);
    g_error_free(damage);
    return true;
}

bool
sqlite_check_definitions(Connection *connection, const char *const *texts, Found found,
                         void *context, GError **error)
{
    GError *damage = NULL;
    bool done = check_names(connection, found, context, &damage);
    for (gsize count = 1; done && texts[0] != NULL; texts += count, count = 1) {
        const char *name = texts[0] + strlen("CREATE TABLE ");
        g_autofree char *table = g_strndup(name, strcspn(name, "("));
        while (texts[count] != NULL && g_str_has_prefix(texts[count], "CREATE INDEX "))
            count++;
        done = check_definition(connection, texts, count, table, found, context, &damage);
    }
    return done || found_damage(damage, found, context, error);
}

bool
sqlite_check_pages(Connection *connection, Found found, void *context, GError **error)
{
    GError *damage = NULL;
    return check_pages(connection, found, context, &damage) ||
           found_damage(damage, found, context, error);
}
