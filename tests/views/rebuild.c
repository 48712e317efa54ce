/* rebuild.c: tests that derived tables are made again when they must be, and that a changed row is
 * named.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "store/side.h"
#include "views/tables.h"

typedef struct {
    Desk desk;
    GPtrArray *found; /* "table key" */
} Room;

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->found = g_ptr_array_new_with_free_func(g_free);
    Db *db = desk_begin(&room->desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    gint64 first = desk_add(db, book, desk_activity("2020-01-01", "Tặng quà", "1 triệu"));
    desk_add(db, book, desk_activity("2020-01-02", "Hiến máu", "2 triệu"));
    g_autoptr(Record) changed = desk_activity("2020-01-01", "Tặng nhiều quà", "3 triệu");
    gint64 second = desk_write(db, book, changed, first, 1600000000);
    desk_undo(db, book, second, second, 1600000001);
    desk_commit(db);
}

static void
tear_down(Room *room, gconstpointer data)
{
    g_ptr_array_unref(room->found);
    desk_close(&room->desk);
}

static void
note(void *context, const char *table, const char *key)
{
    g_ptr_array_add(context, g_strdup_printf("%s %s", table, key));
}

static char *
compare(Room *room)
{
    g_autoptr(GError) error = NULL;
    g_ptr_array_set_size(room->found, 0);
    bool done = views_compare(room->desk.store, note, room->found, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_ptr_array_add(room->found, NULL);
    char *text = g_strjoinv(", ", (char **)room->found->pdata);
    g_ptr_array_remove_index(room->found, room->found->len - 1);
    return text;
}

/* One tampering, what it is called, and that rebuilding mends it. */
static void
check_named(Room *room, const char *sql, const char *expected)
{
    g_autoptr(GError) error = NULL;
    Db *db = desk_begin(&room->desk);
    g_assert_true(db_run_built(db, &error, sql));
    g_assert_no_error(error);
    desk_commit(db);
    g_autofree char *found = compare(room);
    g_assert_cmpstr(found, ==, expected);
    g_assert_true(views_rebuild(room->desk.store, NULL, NULL, &error));
    g_assert_no_error(error);
    g_autofree char *sound = compare(room);
    g_assert_cmpstr(sound, ==, "");
}

static void
test_changed_rows(Room *room, gconstpointer data)
{
    g_autofree char *sound = compare(room);
    g_assert_cmpstr(sound, ==, "");
    check_named(room, "UPDATE v_activity SET \"title\" = 'khác' WHERE entry = 2",
                "v_activity KG-2");
    check_named(room, "UPDATE v_activity SET \"place\" = NULL WHERE entry = 1", "v_activity KG-1");
    check_named(room, "DELETE FROM v_activity WHERE entry = 1", "v_activity KG-1");
    check_named(
        room,
        "INSERT INTO v_activity(book, entry, latest, time, schema, day) VALUES(1, 9, 9, 0, 1, 0)",
        "v_activity KG-9");
    check_named(
        room, "UPDATE total SET sum = sum + 1 WHERE measure = 'value' AND cut = '' AND day = 18262",
        "total KG value   18262 1000000 1");
    check_named(room, "DELETE FROM word WHERE word = 'mau'", "word KG-2");
    check_named(room, "UPDATE undone SET holds = 0", "undone KG-4");
    check_named(room, "UPDATE chain SET entry = 2", "chain KG-2, chain KG-3");
    if (!place_is_server())
        check_named(room,
                    "UPDATE v_activity SET \"title\" = CAST(\"title\" AS BLOB) WHERE entry = 2",
                    "v_activity KG-2");
    check_named(room, "ALTER TABLE v_activity RENAME COLUMN \"place\" TO \"plaze\"", "v_activity ");
    check_named(room, "DROP INDEX v_activity_day", "v_activity ");
    check_named(room, "INSERT INTO ended(book, hash, entry) VALUES(77, 'x', 1)", "ended 77-1");
}

static void
test_comparing_writes_nothing(Room *room, gconstpointer data)
{
    g_autofree char *log = g_strconcat(room->desk.where, "-wal", NULL);
    g_autofree char *before = NULL, *after = NULL, *log_before = NULL, *log_after = NULL;
    gsize length = 0, again = 0, log_length = 0, log_again = 0;
    g_assert_true(g_file_get_contents(room->desk.where, &before, &length, NULL));
    g_assert_true(g_file_get_contents(log, &log_before, &log_length, NULL));
    g_autofree char *sound = compare(room);
    g_assert_true(g_file_get_contents(room->desk.where, &after, &again, NULL));
    g_assert_true(g_file_get_contents(log, &log_after, &log_again, NULL));
    g_assert_cmpmem(before, length, after, again);
    g_assert_cmpmem(log_before, log_length, log_after, log_again);
}

static bool
is_current(Room *room)
{
    g_autoptr(GError) error = NULL;
    bool current = false;
    Db *db = desk_read(&room->desk);
    g_assert_true(tables_are_current(db, &current, &error));
    g_assert_no_error(error);
    db_free(db);
    return current;
}

static void
test_other_version(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Db *db = desk_read(&room->desk);
    g_autofree char *before = desk_dump(db);
    db_free(db);
    db = desk_begin(&room->desk);
    g_assert_true(setting_set(db, "views", "an older one", &error));
    g_assert_true(
        setting_set(db, "views_tables", "v_activity v_forgotten total word leaf body", &error));
    g_assert_true(db_run_built(db, &error, "CREATE TABLE v_forgotten(book INTEGER)"));
    gsize count = 0;
    const Table *tables = tables_list(&count);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *drop = g_strdup_printf("DROP TABLE %s", tables[i].name);
        if (!g_str_equal(tables[i].name, "v_activity"))
            g_assert_true(db_run_built(db, &error, drop));
    }
    desk_commit(db);
    g_assert_false(is_current(room));
    g_assert_false(views_compare(room->desk.store, note, room->found, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_assert_true(views_prepare(room->desk.store, &error));
    g_assert_no_error(error);
    g_assert_true(is_current(room));
    db = desk_read(&room->desk);
    g_autofree char *after = desk_dump(db);
    g_assert_cmpstr(before, ==, after);
    g_autoptr(Query) q = db_query(db, "SELECT * FROM v_forgotten");
    g_assert_false(query_next(q));
    g_assert_false(query_end(q, NULL));
    g_clear_pointer(&q, query_free);
    db_free(db);
}

static bool
stop(void *context, guint64 done, guint64 all)
{
    g_assert_cmpuint(done, <=, all);
    g_assert_cmpuint(all, ==, 5);
    return false;
}

static void
test_stopped(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    Db *db = desk_read(&room->desk);
    g_autofree char *before = desk_dump(db);
    db_free(db);
    g_assert_false(views_rebuild(room->desk.store, stop, NULL, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    db = desk_read(&room->desk);
    g_autofree char *after = desk_dump(db);
    db_free(db);
    g_assert_cmpstr(before, ==, after);
    g_assert_true(is_current(room));
}

#define ADD(name, function)                                                                        \
    g_test_add("/views/rebuild/" name, Room, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("changed-rows", test_changed_rows);
    if (!place_is_server())
        ADD("comparing-writes-nothing", test_comparing_writes_nothing);
    ADD("other-version", test_other_version);
    ADD("stopped", test_stopped);
    return g_test_run();
}
