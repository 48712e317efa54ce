/* schema.c: the derived tables in a bare SQLite.
 * SPDX-License-Identifier: Apache-2.0 */
#include "records/schema.h"

#include "records/kinds.h"
#include "random.h"
#include <sqlite3.h>
#include <string.h>

static void
run(sqlite3 *db, const char *sql)
{
    char *sentence = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &sentence) != SQLITE_OK)
        g_error("%s: %s", sql, sentence);
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        g_error("%s: %s", sql, sqlite3_errmsg(db));
    return statement;
}

static void
put_int(void *context, int at, gint64 value)
{
    g_assert_cmpint(sqlite3_bind_int64(context, at + 1, value), ==, SQLITE_OK);
}

static void
put_text(void *context, int at, const char *value)
{
    g_assert_cmpint(sqlite3_bind_text(context, at + 1, value, -1, SQLITE_TRANSIENT), ==, SQLITE_OK);
}

static gint64
get_int(void *context, int column)
{
    return sqlite3_column_int64(context, column);
}

static const char *
get_text(void *context, int column)
{
    return (const char *)sqlite3_column_text(context, column);
}

static bool
is_null(void *context, int column)
{
    return sqlite3_column_type(context, column) == SQLITE_NULL;
}

static sqlite3 *
open_with_tables(void)
{
    sqlite3 *db = NULL;
    g_assert_cmpint(sqlite3_open(":memory:", &db), ==, SQLITE_OK);
    for (gsize k = 0; k < kinds_count; k++) {
        g_auto(GStrv) statements = schema_create(kinds[k]);
        for (char **sql = statements; *sql != NULL; sql++)
            run(db, *sql);
    }
    return db;
}

static void
insert(sqlite3 *db, const Record *record)
{
    g_autofree char *sql = schema_insert(record->kind);
    sqlite3_stmt *statement = prepare(db, sql);
    RowWriter writer = {put_int, put_text, statement};
    schema_write_row(record, &writer);
    g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_DONE);
    sqlite3_finalize(statement);
}

static Record *
select_one(sqlite3 *db, const Kind *kind, gint64 book, gint64 entry)
{
    g_autofree char *columns = schema_columns(kind);
    g_autofree char *sql = g_strdup_printf("SELECT %s FROM v_%s WHERE book = %d AND entry = %d",
                                           columns, kind->name, (int)book, (int)entry);
    sqlite3_stmt *statement = prepare(db, sql);
    RowReader reader = {get_int, get_text, is_null, statement};
    Record *record = sqlite3_step(statement) == SQLITE_ROW ? schema_read_row(kind, &reader) : NULL;
    sqlite3_finalize(statement);
    return record;
}

static void
test_round_trip(void)
{
    sqlite3 *db = open_with_tables();
    for (gsize k = 0; k < kinds_count; k++)
        for (int entry = 0; entry < 30; entry++) {
            g_autoptr(Record) record = random_record(kinds[k]);
            record->book = 2;
            record->entry = entry;
            record->last = entry + 100;
            record->time = 1597190400 + entry;
            for (int strikes = 0; strikes < 3; strikes++)
                record_strike(record, g_test_rand_int_range(0, (int)kinds[k]->field_count));
            if (kind_is_writable(kinds[k])) {
                g_free(record->author);
                record->author = g_strdup("KG-3");
            }
            insert(db, record);
            g_autoptr(Record) back = select_one(db, kinds[k], 2, entry);
            assert_same_values(record, back);
            g_assert_cmpint(back->book, ==, 2);
            g_assert_cmpint(back->entry, ==, entry);
            g_assert_cmpint(back->last, ==, entry + 100);
            g_assert_cmpint(back->time, ==, record->time);
            g_assert_cmpint(back->schema, ==, record->schema);
            g_assert_cmpstr(back->author, ==, record->author);
        }
    sqlite3_close(db);
}

/* Numbers are numbers there, so that sums and orders are the engine's. */
static void
test_columns(void)
{
    sqlite3 *db = open_with_tables();
    g_autoptr(Record) record = record_new(kind_get("activity"));
    record->book = 1;
    record->entry = 5;
    record_set(record, kind_field(record->kind, "value"), "71200000000 100000000 eq 71,2 tỷ");
    record_set(record, kind_field(record->kind, "people"), "1250");
    record_set(record, kind_field(record->kind, "held"), "2020-05-12");
    insert(db, record);
    sqlite3_stmt *statement =
        prepare(db, "SELECT value_vnd, people, day, typeof(value_vnd), typeof(people), "
                    "typeof(day), cash_vnd, \"group\" FROM v_activity");
    g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_ROW);
    g_assert_cmpint(sqlite3_column_int64(statement, 0), ==, 71200000000);
    g_assert_cmpint(sqlite3_column_int64(statement, 1), ==, 1250);
    g_assert_cmpint(sqlite3_column_int64(statement, 2), ==, day_of(2020, 5, 12));
    for (int i = 3; i < 6; i++)
        g_assert_cmpstr((const char *)sqlite3_column_text(statement, i), ==, "integer");
    g_assert_true(sqlite3_column_type(statement, 6) == SQLITE_NULL);
    g_assert_cmpstr((const char *)sqlite3_column_text(statement, 7), ==, "");
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

static void
test_delete_and_drop(void)
{
    sqlite3 *db = open_with_tables();
    for (gsize k = 0; k < kinds_count; k++) {
        g_autoptr(Record) record = record_new(kinds[k]);
        record->book = 1;
        record->entry = 7;
        insert(db, record);
        g_autofree char *delete = schema_delete(kinds[k]), *drop = schema_drop(kinds[k]);
        sqlite3_stmt *statement = prepare(db, delete);
        put_int(statement, 0, 1);
        put_int(statement, 1, 7);
        g_assert_cmpint(sqlite3_step(statement), ==, SQLITE_DONE);
        sqlite3_finalize(statement);
        g_autoptr(Record) gone = select_one(db, kinds[k], 1, 7);
        g_assert_null(gone);
        run(db, drop);
        run(db, drop); /* a table that is not there is no matter */
    }
    sqlite3_stmt *left = prepare(db, "SELECT count(*) FROM sqlite_master");
    g_assert_cmpint(sqlite3_step(left), ==, SQLITE_ROW);
    g_assert_cmpint(sqlite3_column_int64(left, 0), ==, 0);
    sqlite3_finalize(left);
    sqlite3_close(db);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/schema/round-trip", test_round_trip);
    g_test_add_func("/schema/columns", test_columns);
    g_test_add_func("/schema/delete-and-drop", test_delete_and_drop);
    return g_test_run();
}
