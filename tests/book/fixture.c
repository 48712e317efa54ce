/* fixture.c: a small office for the tests of book/.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/lang.h"
#include "book/head.h"
#include "store/side.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

void
fixture_init(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    lang_set(LANG_EN);
    fixture->folder = g_dir_make_tmp("book-XXXXXX", &error);
    g_assert_no_error(error);
    fixture->file = place_new(fixture->folder, "so.ketnghia");
    fixture->store = store_open(fixture->file, STORE_CREATE, &error);
    g_assert_no_error(error);
}

void
fixture_reopen(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    store_close(g_steal_pointer(&fixture->store));
    fixture->store = store_open(fixture->file, STORE_OPEN, &error);
    g_assert_no_error(error);
}

void
fixture_clear(Fixture *fixture)
{
    store_close(g_steal_pointer(&fixture->store));
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

static void
book_1(Body *body, const char *origin, const char *code, const Keys *keys)
{
    guint8 recovery[32], sign[32], box[32];
    recovery_draw(recovery);
    recovery_public(recovery, sign, box);
    g_autofree char *log = key_text(&keys->log);
    g_autofree char *mirror = key_text(&keys->mirror);
    g_autofree char *witness = key_text(&keys->witness);
    g_autofree char *box_key = key_bytes_text(keys->box_public);
    g_autofree char *recovery_sign = key_bytes_text(sign);
    g_autofree char *recovery_box = key_bytes_text(box);
    body_add(body, "origin", origin);
    body_add(body, "code", code);
    body_add(body, "name", "Hội Chữ thập đỏ");
    body_add(body, "unit_kind", "chapter");
    body_add(body, "log_key", log);
    body_add(body, "mirror_key", mirror);
    body_add(body, "witness_key", witness);
    body_add(body, "box_key", box_key);
    body_add(body, "recovery_sign", recovery_sign);
    body_add(body, "recovery_box", recovery_box);
}

Book *
fixture_book(Fixture *fixture, const char *code)
{
    g_autoptr(GError) error = NULL;
    g_auto(Keys) keys = {0};
    g_auto(Body) body = {0};
    gint64 first = -1;
    g_autofree char *origin = origin_draw(code);
    g_autoptr(Db) db = store_write(fixture->store, &error);
    g_assert_no_error(error);
    g_autoptr(Book) book = book_create(db, origin, code, true, &error);
    g_assert_no_error(error);
    keys_draw(origin, &keys);
    g_assert_true(keys_store(db, book->book, &keys, &error));
    body_init(&body);
    book_1(&body, origin, code, &keys);
    NewEntry entry = {"book", 1, -1, body.text->str, body.text->len};
    g_assert_true(book_append(db, book, &entry, 1, 1577836800, &first, &error));
    g_assert_cmpint(first, ==, 0);
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    return fixture_load(fixture, code);
}

Book *
fixture_load(Fixture *fixture, const char *code)
{
    g_autoptr(GError) error = NULL;
    Book *book = NULL;
    g_autoptr(Db) db = store_read(fixture->store, &error);
    g_assert_no_error(error);
    g_assert_true(book_find(db, code, &book, &error));
    g_assert_nonnull(book);
    return book;
}

void
fixture_body(Body *body, const char *title)
{
    body_reset(body);
    body_add(body, "title", title);
    body_add(body, "person", "Nguyễn Thị Sáu");
    body_add(body, "value", "5000000 1 eq 5 triệu");
}

gint64
fixture_add(Fixture *fixture, Book *book, const char *kind, gint64 amends, const char *title)
{
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first = -1;
    body_init(&body);
    fixture_body(&body, title);
    NewEntry entry = {kind, 1, amends, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(fixture->store, &error);
    g_assert_no_error(error);
    g_assert_true(
        book_append(db, book, &entry, 1, 1577836801 + (gint64)book->frontier.size, &first, &error));
    g_assert_no_error(error);
    g_assert_true(db_commit(db, &error));
    return first;
}

typedef struct {
    Db *db;
    Book *copy;
    GPtrArray *leaves;
    bool bodies;
} Copy;

static bool
copy_entry(void *context, const Entry *entry, GError **error)
{
    Copy *copy = context;
    if (copy->bodies)
        return book_mirror_body(copy->db, copy->copy, entry->entry, entry->body, entry->body_length,
                                error);
    if ((guint64)entry->entry >= copy->copy->frontier.size)
        g_ptr_array_add(copy->leaves, g_bytes_new(entry->leaf, entry->leaf_length));
    return true;
}

Book *
fixture_mirror(Fixture *from, const Book *book, Fixture *to, const char *code)
{
    g_autoptr(GError) error = NULL;
    Book *copy = NULL;
    g_autoptr(Db) reader = store_read(from->store, &error);
    g_autoptr(Db) db = store_write(to->store, &error);
    g_assert_no_error(error);
    g_assert_true(book_find(db, code, &copy, &error));
    if (copy == NULL)
        copy = book_create(db, book->origin, code, false, &error);
    g_assert_no_error(error);
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    Copy context = {db, copy, leaves, false};
    g_assert_true(entry_each(reader, book->book, 0, (gint64)book->frontier.size, copy_entry,
                             &context, &error));
    g_assert_true(book_mirror(db, copy, leaves, &book->root, &error));
    context.bodies = true;
    g_assert_true(entry_each(reader, book->book, 0, (gint64)book->frontier.size, copy_entry,
                             &context, &error));
    g_assert_no_error(error);
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    book_free(copy);
    return fixture_load(to, code);
}

char *
fixture_audit(Fixture *fixture)
{
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0};
    audit_init(&audit);
    g_assert_true(audit_books(fixture->store, &audit, NULL, NULL, &error));
    g_assert_no_error(error);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < audit.findings->len; i++) {
        const Finding *finding = audit.findings->pdata[i];
        g_string_append_printf(text, "%s: %s\n", finding->where, finding->sentence);
    }
    return g_string_free(text, FALSE);
}

void
fixture_damage(Fixture *fixture, const char *sql)
{
    store_close(g_steal_pointer(&fixture->store));
    place_sql(fixture->file, sql);
    g_autoptr(GError) error = NULL;
    fixture->store = store_open(fixture->file, STORE_OPEN, &error);
    g_assert_no_error(error);
}

static void
dump_table(sqlite3 *db, const char *table, GString *out)
{
    g_autofree char *sql = g_strdup_printf("SELECT * FROM \"%s\"", table);
    sqlite3_stmt *rows = NULL;
    if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
        g_string_append_printf(out, "%s: unreadable\n", table);
    while (rows != NULL && sqlite3_step(rows) == SQLITE_ROW) {
        g_string_append(out, table);
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const guint8 *bytes = sqlite3_column_blob(rows, i);
            g_string_append_printf(out, " %d:", sqlite3_column_type(rows, i));
            for (int j = 0; j < sqlite3_column_bytes(rows, i); j++)
                g_string_append_printf(out, "%02x", bytes[j]);
        }
        g_string_append_c(out, '\n');
    }
    sqlite3_finalize(rows);
}

char *
fixture_dump(const char *file)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *tables = NULL;
    GString *out = g_string_new(NULL);
    if (sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db,
                           "SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name",
                           -1, &tables, NULL) == SQLITE_OK)
        while (sqlite3_step(tables) == SQLITE_ROW) {
            g_string_append_printf(out, "%s\n", (const char *)sqlite3_column_text(tables, 1));
            dump_table(db, (const char *)sqlite3_column_text(tables, 0), out);
        }
    else
        g_string_append(out, "unreadable\n");
    sqlite3_finalize(tables);
    sqlite3_close(db);
    return g_string_free(out, FALSE);
}

void
fixture_full(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    g_auto(Fixture) partner = {0};
    g_auto(Body) body = {0};
    gint64 first;
    Hash hash;
    fixture_init(office);
    fixture_init(&partner);
    g_autoptr(Book) book = fixture_book(office, "KG");
    fixture_add(office, book, "activity", -1, "Tặng quà");
    fixture_add(office, book, "activity", 1, "Tặng quà Tết");
    fixture_add(office, book, "care", -1, "Thăm hỏi");

    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(book_put_file(db, book->book, "a photo", 7, &hash, &error));
    g_autoptr(GString) value = g_string_new("sha256:");
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(value, "%02x", hash.bytes[i]);
    g_string_append(value, " 7 image/jpeg");
    body_init(&body);
    body_add(&body, "file", value->str);
    NewEntry photo = {"photo", 1, -1, body.text->str, body.text->len};
    g_assert_true(book_append(db, book, &photo, 1, 1577836900, &first, &error));
    g_assert_no_error(error);
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);

    g_autoptr(Book) theirs = fixture_book(&partner, "HG");
    g_autoptr(Book) copy = fixture_mirror(&partner, theirs, office, "HG");
    db = store_write(partner.store, &error);
    g_autofree char *their_note = head_sign(db, theirs, &error);
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    db = store_write(office->store, &error);
    g_autofree char *note = head_sign(db, book, &error);
    g_autofree char *cosigned = head_cosign(db, book, copy, their_note, 1577900000, &error);
    g_assert_no_error(error);
    g_assert_true(db_run(db, &error,
                         "INSERT INTO evidence (book, n, text) VALUES (?, 1, 'two heads')", "i",
                         copy->book) &&
                  side_seal(db, "evidence", &error));
    g_assert_true(note != NULL && cosigned != NULL && db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    fixture_add(office, book, "activity", -1, "Hiến máu");
    fixture_add(office, book, "activity", -1, "Cắt tóc");
}
