/* structure.c: damage in the engine's own structure, and foreign definitions, are named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <stdio.h>

static void
fill(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    fixture_init(office);
    g_autoptr(Db) db = store_write(office->store, &error);
    for (gint64 i = 0; i < 400; i++)
        g_assert_true(db_run(db, &error, "INSERT INTO leaf(book, entry, data) VALUES(1, ?, ?)",
                             "ib", i, "ketnghia/entry/v1", (gsize)17));
    g_assert_true(db_commit(db, &error));
}

typedef struct {
    const char *sql, *found;
} Change;

static void
test_definitions(void)
{
    static const Change file_rows[] = {
        {"DROP TABLE draft", "draft: The definition"},
        {"ALTER TABLE account ADD COLUMN x INTEGER", "account: The definition"},
        {"ALTER TABLE side_key ADD COLUMN x INTEGER", "side_key: The definition"},
        {"CREATE INDEX later ON body(entry)", "body: The definition"},
        {"CREATE TRIGGER gone AFTER INSERT ON body BEGIN DELETE FROM body; END",
         "body: What the list"},
        {"PRAGMA writable_schema = ON; "
         "UPDATE sqlite_schema SET sql = replace(sql, 'note ', 'nota ')",
         "head: The definition"},
        {"PRAGMA writable_schema = ON; "
         "UPDATE sqlite_schema SET type = 'inddx' WHERE name = 'sqlite_autoindex_body_1'",
         "body: What the list"},
        {"PRAGMA writable_schema = ON; "
         "UPDATE sqlite_schema SET tbl_name = CAST(tbl_name AS BLOB) WHERE name = 'draft'",
         "draft: What the list"},
        {"SELECT 1", NULL},
    };
    static const Change server_rows[] = {
        {"DROP TABLE draft", "draft: The definition"},
        {"ALTER TABLE account ADD COLUMN x INTEGER", "account: The definition"},
        {"ALTER TABLE side_key ALTER data SET DEFAULT '\\x00'", "side_key: The definition"},
        {"ALTER TABLE head RENAME note TO nota", "head: The definition"},
        {"ALTER TABLE leaf DROP CONSTRAINT leaf_pkey", "leaf: The definition"},
        {"ALTER TABLE account ALTER password SET NOT NULL", "account: The definition"},
        {"ALTER TABLE book ALTER size TYPE numeric", "book: The definition"},
        {"ALTER TABLE book ALTER code TYPE text COLLATE \"default\"", "book: The definition"},
        {"ALTER TABLE book ADD CHECK (own < 2)", "book: The definition"},
        {"CREATE INDEX later ON body(entry)", "body: The definition"},
        {"CREATE RULE gone AS ON INSERT TO body DO INSTEAD NOTHING", "body: The definition"},
        {"ALTER TABLE secret ENABLE ROW LEVEL SECURITY", "secret: The definition"},
        {"CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'; "
         "CREATE TRIGGER gone BEFORE INSERT ON file FOR EACH ROW EXECUTE FUNCTION f()",
         "file: The definition"},
        {"CREATE TABLE heir() INHERITS (draft)", "draft: The definition"},
        {"SELECT 1", NULL},
    };
    const Change *rows = place_is_server() ? server_rows : file_rows;
    gsize count = place_is_server() ? G_N_ELEMENTS(server_rows) : G_N_ELEMENTS(file_rows);
    for (gsize i = 0; i < count; i++) {
        g_auto(Fixture) office = {0};
        fixture_init(&office);
        fixture_close(&office);
        place_sql(office.file, rows[i].sql);
        fixture_open(&office);
        g_autofree char *findings = fixture_structure(&office);
        if (rows[i].found != NULL)
            g_assert_true(g_str_has_prefix(findings, rows[i].found));
        else
            g_assert_cmpstr(findings, ==, "");
    }
}

static void
overwrite(const char *file, gint64 at, gsize length)
{
    g_autofree char *zeros = g_malloc0(length);
    FILE *f = fopen(file, "r+b");
    g_assert_cmpint(fseek(f, (long)at, SEEK_SET), ==, 0);
    g_assert_cmpint(fwrite(zeros, 1, length, f), ==, length);
    g_assert_cmpint(fclose(f), ==, 0);
}

/* A page of the leaves is lost: the table is named, and readers say which too. */
static void
test_lost_page(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fill(&office);
    fixture_close(&office);
    gint64 page =
        place_number(office.file, "SELECT rootpage FROM sqlite_schema WHERE name = 'leaf'");
    overwrite(office.file, (page - 1) * place_number(office.file, "PRAGMA page_size"), 100);
    fixture_open(&office);
    g_autofree char *findings = fixture_structure(&office);
    g_assert_true(g_str_has_prefix(findings, "leaf: "));
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM leaf");
    g_assert_false(query_next(q) && query_next(q));
    g_assert_false(query_end(q, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_assert_nonnull(strstr(error->message, "leaf"));
}

/* The list of tables itself is lost: found, not crashed on. */
static void
test_lost_schema(void)
{
    g_auto(Fixture) office = {0};
    fill(&office);
    fixture_close(&office);
    overwrite(office.file, 100, 50);
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(office.file, STORE_READ_ONLY, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/structure/definitions", test_definitions);
    if (!place_is_server()) {
        g_test_add_func("/structure/lost-page", test_lost_page);
        g_test_add_func("/structure/lost-schema", test_lost_schema);
    }
    return g_test_run();
}
