/* pg_check.c: what stands in an office's schema, and whether its tables are as they were defined and
 * can be read to the last row. SPDX-License-Identifier: Apache-2.0 */
#include "store/store_pg.h"

#include "base/error.h"
#include "base/lang.h"
#include <string.h>

#define HERE "relnamespace = current_schema()::regnamespace"

bool
pg_has_tables(Connection *connection, bool *ret_any, GError **error)
{
    return pg_each(connection,
                   "SELECT EXISTS (SELECT 1 FROM pg_class c WHERE " HERE
                   " AND relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT EXISTS (SELECT 1 FROM "
                   "pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND "
                   "deptype = 'e'))",
                   NULL, pg_keep_truth, ret_any, error);
}

bool
pg_has_table(Connection *connection, const char *name, bool *ret_has, GError **error)
{
    return pg_each(connection,
                   "SELECT EXISTS (SELECT 1 FROM pg_class WHERE " HERE
                   " AND relkind = 'r' AND relname = $1)",
                   name, pg_keep_truth, ret_has, error);
}

/* How a table stands there, one line for each column and index, and for all that this program never
 * makes: triggers, rules, policies, defaults, heirs. */
static const char standing[] =
    "WITH t AS (SELECT * FROM pg_class WHERE " HERE " AND relname = $1)"
    " SELECT line FROM ("
    " SELECT 1 AS part, a.attnum AS n, a.attname || ' ' || upper(format_type(a.atttypid, "
    "a.atttypmod)) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE \"' || c.collname || '\"' ELSE "
    "'' END || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END || CASE WHEN a.atthasdef OR "
    "a.attidentity <> '' OR a.attgenerated <> '' THEN ' DEFAULT' ELSE '' END AS line FROM t JOIN "
    "pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN "
    "pg_collation c ON c.oid = a.attcollation"
    " UNION ALL SELECT 2, x.indexrelid::bigint, pg_get_indexdef(x.indexrelid, 0, true) || CASE "
    "WHEN x.indisvalid AND x.indisready THEN '' ELSE ' INVALID' END FROM t JOIN pg_index x ON "
    "x.indrelid = t.oid"
    " UNION ALL SELECT 3, 0, 'kind ' || relkind::text FROM t WHERE relkind <> 'r' OR "
    "relpersistence <> 'p' OR relrowsecurity OR relispartition"
    " UNION ALL SELECT 3, 0, 'constraint ' || conname FROM t JOIN pg_constraint o ON o.conrelid = "
    "t.oid AND o.contype NOT IN ('p', 'n')"
    " UNION ALL SELECT 3, 0, 'trigger ' || tgname FROM t JOIN pg_trigger g ON g.tgrelid = t.oid"
    " UNION ALL SELECT 3, 0, 'rule ' || rulename FROM t JOIN pg_rewrite w ON w.ev_class = t.oid"
    " UNION ALL SELECT 3, 0, 'heir' FROM t JOIN pg_inherits h ON h.inhparent = t.oid OR h.inhrelid "
    "= t.oid"
    ") AS lines ORDER BY part, n, line COLLATE \"C\"";

static void
keep_line(void *context, const PGresult *result, int i)
{
    g_string_append_printf(context, "%s\n", PQgetvalue(result, i, 0));
}

/* One item of the list of columns: a column, or the key. */
static void
expect_item(const char *item, GString *columns, GString *key)
{
    static const char key_words[] = "PRIMARY KEY";
    g_auto(GStrv) words = g_strsplit(item, " ", 2);
    g_autofree char *name =
        g_strndup(words[0] + (words[0][0] == '"'), strlen(words[0]) - (words[0][0] == '"' ? 2 : 0));
    if (g_str_has_prefix(item, "PRIMARY KEY(")) {
        g_string_assign(key, item + strlen("PRIMARY KEY"));
        return;
    }
    g_autofree char *type = g_strdup(words[1]);
    char *at = strstr(type, key_words), *not_null = strstr(type, " NOT NULL");
    if (at != NULL)
        g_string_printf(key, "(%s)", words[0]);
    if (not_null != NULL)
        *not_null = '\0';
    else if (at != NULL)
        at[-1] = '\0';
    g_string_append_printf(columns, "%s %s%s\n", name, type,
                           at != NULL || not_null != NULL ? " NOT NULL" : "");
}

static void
expect_columns(const char *from, const char *to, GString *lines, const char *table)
{
    g_autoptr(GString) item = g_string_new(NULL), key = g_string_new(NULL);
    int depth = 0;
    for (const char *at = from; at <= to; at++) {
        depth += *at == '(' ? 1 : *at == ')' && at < to ? -1 : 0;
        if (at < to && (*at != ',' || depth > 0)) {
            if (item->len > 0 || *at != ' ')
                g_string_append_c(item, *at);
            continue;
        }
        expect_item(item->str, lines, key);
        g_string_truncate(item, 0);
    }
    if (key->len > 0)
        g_string_append_printf(lines, "CREATE UNIQUE INDEX %s_pkey ON %s USING btree %s\n", table,
                               table, key->str);
}

/* "CREATE INDEX name ON table(columns)" */
static void
expect_index(const char *sql, GString *lines)
{
    const char *columns = strchr(sql, '(');
    g_string_append_len(lines, sql, columns - sql);
    g_string_append_printf(lines, " USING btree %s\n", columns);
}

/* The lines a table should give by its texts; *ret_used of them were read. */
static char *
expected(const char *const *texts, const char *table, gsize *ret_used)
{
    g_autofree char *made = pg_translate(texts[0], NULL);
    GString *lines = g_string_new(NULL);
    expect_columns(strchr(made, '(') + 1, strrchr(made, ')'), lines, table);
    gsize i = 1;
    for (; texts[i] != NULL && g_str_has_prefix(texts[i], "CREATE INDEX "); i++)
        expect_index(texts[i], lines);
    *ret_used = i;
    return g_string_free(lines, FALSE);
}

bool
pg_check_definitions(Connection *connection, const char *const *texts, Found found, void *context,
                     GError **error)
{
    gsize used = 0;
    for (; texts[0] != NULL; texts += used) {
        const char *name = texts[0] + strlen("CREATE TABLE ");
        g_autofree char *table = g_strndup(name, strcspn(name, "("));
        g_autofree char *wanted = expected(texts, table, &used);
        g_autoptr(GString) there = g_string_new(NULL);
        if (!pg_each(connection, standing, table, keep_line, there, error))
            return false;
        if (strcmp(there->str, wanted) != 0)
            found(context, table, _("The definition of this table was changed."));
    }
    return true;
}

/* Every byte of every row comes once; -1: some cannot be read, *ret_words says what. */
static gint64
read_all(Connection *connection, const char *sql, char **ret_words)
{
    gint64 rows = 0;
    g_autoptr(GError) error = NULL;
    Statement *statement = pg_prepare(connection, sql, NULL);
    Step step;
    while ((step = pg_step(statement, &error)) == STEP_ROW)
        rows++;
    pg_finalize(statement);
    if (step == STEP_DONE)
        return rows;
    *ret_words = g_strdup(error->message);
    return -1;
}

static void
check_table(Connection *connection, const char *table, const char *key, Found found, void *context)
{
    g_autofree char *whole = g_strdup_printf("SELECT * FROM %s", table),
                    *by_key = g_strdup_printf("SELECT 1 FROM %s ORDER BY %s", table, key),
                    *words = NULL;
    gint64 rows = read_all(connection, whole, &words);
    if (rows >= 0 && *key != '\0' &&
        pg_execute(connection, "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off",
                   NULL)) {
        gint64 led = read_all(connection, by_key, &words);
        (void)pg_execute(connection, "SET LOCAL enable_seqscan = on; SET LOCAL enable_sort = on",
                         NULL);
        if (led >= 0 && led != rows)
            words = g_strdup(_("The index of this table does not lead to every row."));
    }
    if (words != NULL)
        found(context, table, words);
}

static void
keep_names(void *context, const PGresult *result, int i)
{
    g_ptr_array_add(context, g_strdup(PQgetvalue(result, i, 0)));
    g_ptr_array_add(context, g_strdup(PQgetvalue(result, i, 1)));
}

bool
pg_check_pages(Connection *connection, Found found, void *context, GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    if (!pg_each(
            connection,
            "SELECT quote_ident(relname), coalesce((SELECT string_agg(quote_ident(attname), "
            "', ' ORDER BY k.n) FROM pg_index x CROSS JOIN unnest(x.indkey) WITH ORDINALITY AS "
            "k(at, n) JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.at WHERE "
            "x.indrelid = c.oid AND x.indisprimary), '') FROM pg_class c WHERE " HERE
            " AND relkind = 'r' ORDER BY relname",
            NULL, keep_names, names, error))
        return false;
    for (guint i = 0; i < names->len; i += 2)
        check_table(connection, names->pdata[i], names->pdata[i + 1], found, context);
    return true;
}
