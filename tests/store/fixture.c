/* fixture.c: an office in a place of its own, for the tests of store/.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/lang.h"
#include <glib/gstdio.h>
#include <string.h>

void
fixture_init(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    lang_set(LANG_EN);
    fixture->folder = g_dir_make_tmp("store-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->file = place_new(fixture->folder, "so.ketnghia");
    fixture->store = store_open(fixture->file, STORE_CREATE, &error);
    g_assert_no_error(error);
    g_autoptr(Db) db = store_write(fixture->store, &error);
    g_assert_true(db_run(db, &error,
                         "CREATE TABLE line(book INTEGER NOT NULL, n INTEGER NOT NULL, text TEXT "
                         "NOT NULL, PRIMARY KEY(book, n)) STRICT",
                         ""));
    g_assert_true(db_commit(db, &error));
}

void
fixture_close(Fixture *fixture)
{
    g_clear_pointer(&fixture->store, store_close);
}

void
fixture_open(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    fixture_close(fixture);
    fixture->store = store_open(fixture->file, STORE_OPEN, &error);
    g_assert_no_error(error);
}

void
fixture_clear(Fixture *fixture)
{
    fixture_close(fixture);
    place_drop(fixture->file);
    g_autoptr(GDir) folder = g_dir_open(fixture->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        g_unlink(path);
    }
    g_rmdir(fixture->folder);
    g_clear_pointer(&fixture->folder, g_free);
    g_clear_pointer(&fixture->file, g_free);
}

char *
fixture_path(const Fixture *fixture, const char *suffix)
{
    return g_strconcat(fixture->file, suffix, NULL);
}

void
fixture_put(Fixture *fixture, gint64 n, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(fixture->store, &error);
    g_assert_no_error(error);
    g_assert_true(
        db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, ?, ?)", "is", n, text));
    g_assert_true(db_commit(db, &error));
    g_assert_no_error(error);
}

gint64
fixture_count(Db *db)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Query) q = db_query(db, "SELECT count(*) FROM line");
    gint64 count = -1;
    while (query_next(q))
        count = query_int(q, 0);
    g_assert_true(query_end(q, &error));
    return count;
}

gint64
fixture_rows(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_read(fixture->store, &error);
    g_assert_no_error(error);
    return fixture_count(db);
}

bool
fixture_holds(const char *file, const char *text)
{
    g_autofree char *bytes = NULL;
    gsize length;
    return g_file_get_contents(file, &bytes, &length, NULL) &&
           memmem(bytes, length, text, strlen(text)) != NULL;
}

static void
add_line(void *context, const char *where, const char *sentence)
{
    g_string_append_printf(context, "%s: %s\n", where, sentence);
}

char *
fixture_structure(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    GString *lines = g_string_new(NULL);
    g_autoptr(Db) db = store_read(fixture->store, &error);
    g_assert_true(store_check_definitions(db, add_line, lines, &error));
    g_assert_true(store_check_pages(fixture->store, add_line, lines, &error));
    g_assert_no_error(error);
    return g_string_free(lines, FALSE);
}
