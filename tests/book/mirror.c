/* mirror.c: tests copies of others' books, merging of bodies, and erasure.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "proof/entry.h"

typedef struct {
    Fixture ours, theirs;
    Book *book, *copy; /* theirs, ours */
} Pair;

static void
pair_clear(Pair *pair)
{
    book_free(pair->book);
    book_free(pair->copy);
    fixture_clear(&pair->ours);
    fixture_clear(&pair->theirs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static void
pair_init(Pair *pair)
{
    fixture_init(&pair->ours);
    fixture_init(&pair->theirs);
    g_autoptr(Book) own = fixture_book(&pair->ours, "HG");
    pair->book = fixture_book(&pair->theirs, "KG");
    for (int i = 0; i < 5; i++)
        fixture_add(&pair->theirs, pair->book, "activity", -1, "Tặng quà");
    pair->copy = fixture_mirror(&pair->theirs, pair->book, &pair->ours, "KG");
}

static char *
body_of(Fixture *office, const Book *book, gint64 number)
{
    g_autoptr(GError) error = NULL;
    g_auto(Entry) entry = {0};
    g_autoptr(Db) db = store_read(office->store, &error);
    g_assert_true(entry_get(db, book->book, number, &entry, &error));
    return g_strdup(entry.body);
}

static bool
keep_named(void *context, size_t index, Slice name)
{
    return slice_is(name, context);
}

/* The body with one field open. */
static char *
only(const char *body, const char *name)
{
    Sink sink;
    gsize room = strlen(body) + 1024;
    g_autofree char *struck = g_malloc(room);
    sink_init(&sink, struck, room);
    g_assert_cmpint(body_strike(body, strlen(body), keep_named, (void *)name, &sink), ==, PROOF_OK);
    return g_strndup(struck, sink.length);
}

static void
set_body(Fixture *office, Book *book, gint64 entry, const char *body)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office->store, &error);
    g_assert_true(book_mirror_body(db, book, entry, body, strlen(body), &error));
    g_assert_no_error(error);
    g_assert_true(db_commit(db, &error));
}

static bool
has_field(const char *body, const char *name)
{
    g_autofree char *value = body_value(body, strlen(body), name);
    return value != NULL;
}

static void
test_root(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    g_assert_cmpuint(pair.copy->frontier.size, ==, 6);
    g_assert_true(hash_equal(&pair.copy->root, &pair.book->root));
    g_assert_false(pair.copy->own);
    fixture_add(&pair.theirs, pair.book, "activity", 2, "Tặng thêm");
    g_autoptr(Book) again = fixture_mirror(&pair.theirs, pair.book, &pair.ours, "KG");
    g_assert_cmpuint(again->frontier.size, ==, 7);
    g_assert_true(hash_equal(&again->root, &pair.book->root));
    g_autofree char *findings = fixture_audit(&pair.ours);
    g_assert_cmpstr(findings, ==, "");
}

static void
test_refusals(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    pair_init(&pair);
    g_autoptr(GPtrArray) leaves = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    g_ptr_array_add(leaves, g_bytes_new_static("ketnghia/entry/v1\nkind a/1\ntime 1\nbody "
                                               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
                                               87));
    g_autoptr(Db) db = store_write(pair.ours.store, &error);
    g_assert_false(book_mirror(db, pair.copy, leaves, &pair.book->root, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    g_clear_pointer(&db, db_free);
    db = store_write(pair.ours.store, &error);
    g_autoptr(Book) own = fixture_load(&pair.ours, "HG");
    g_assert_false(book_mirror(db, own, leaves, &own->root, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    NewEntry entry = {"activity", 1, -1, "", 0};
    gint64 first;
    g_assert_false(book_append(db, pair.copy, &entry, 1, 1, &first, &error));
    g_assert_error(error, KN_ERROR, KN_DENIED);
    g_clear_error(&error);
    /* The body of another entry. */
    g_autofree char *other = body_of(&pair.theirs, pair.book, 2);
    g_assert_false(book_mirror_body(db, pair.copy, 1, other, strlen(other), &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    g_assert_false(book_mirror_body(db, pair.copy, 60, other, strlen(other), &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

static void
test_merge(void)
{
    g_auto(Pair) pair = {0};
    pair_init(&pair);
    fixture_damage(&pair.ours, "DELETE FROM body WHERE book = 2 AND entry = 3");
    g_autofree char *whole = body_of(&pair.theirs, pair.book, 3);
    g_autofree char *title = only(whole, "title"), *value = only(whole, "value");
    set_body(&pair.ours, pair.copy, 3, title);
    g_autofree char *first = body_of(&pair.ours, pair.copy, 3);
    g_assert_cmpstr(first, ==, title);
    set_body(&pair.ours, pair.copy, 3, value);
    g_autofree char *both = body_of(&pair.ours, pair.copy, 3);
    g_assert_true(has_field(both, "title") && has_field(both, "value") &&
                  !has_field(both, "person"));
    set_body(&pair.ours, pair.copy, 3, title); /* an old bundle takes nothing away */
    g_autofree char *same = body_of(&pair.ours, pair.copy, 3);
    g_assert_cmpstr(same, ==, both);
    set_body(&pair.ours, pair.copy, 3, whole);
    g_autofree char *all = body_of(&pair.ours, pair.copy, 3);
    g_assert_cmpstr(all, ==, whole);
}

static void
erase(Fixture *office, Book *book, const char *entries, const char *field)
{
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    body_init(&body);
    body_add(&body, "entries", entries);
    body_add(&body, "field", field);
    body_add(&body, "ground", "request");
    g_autoptr(Db) db = store_write(office->store, &error);
    NewEntry entry = {"erase", 1, -1, body.text->str, body.text->len};
    g_assert_true(book_append(db, book, &entry, 1, 1577840000, &first, &error));
    g_assert_true(book_strike_line(db, book->book, 2, field, &error));
    g_assert_true(book_strike_line(db, book->book, 3, field, &error));
    g_assert_no_error(error);
    g_assert_true(db_commit(db, &error));
}

static void
test_erase(void)
{
    g_auto(Pair) pair = {0};
    g_autoptr(GError) error = NULL;
    pair_init(&pair);
    g_autofree char *whole = body_of(&pair.theirs, pair.book, 3);
    Hash root = pair.book->root;
    erase(&pair.theirs, pair.book, "2\\n3", "person");
    g_assert_false(hash_equal(&root, &pair.book->root)); /* an entry more, none less */
    g_autofree char *struck = body_of(&pair.theirs, pair.book, 3);
    g_assert_true(has_field(struck, "title") && !has_field(struck, "person"));
    g_autofree char *theirs = fixture_audit(&pair.theirs);
    g_assert_cmpstr(theirs, ==, "");

    /* On the copy the erasure strikes by itself, and no old bundle brings the line back. */
    g_autoptr(Book) copy = fixture_mirror(&pair.theirs, pair.book, &pair.ours, "KG");
    g_autofree char *gone = body_of(&pair.ours, copy, 3);
    g_assert_true(has_field(gone, "title") && !has_field(gone, "person"));
    set_body(&pair.ours, copy, 3, whole);
    g_autofree char *still = body_of(&pair.ours, copy, 3);
    g_assert_cmpstr(still, ==, gone);
    g_autofree char *ours = fixture_audit(&pair.ours);
    g_assert_cmpstr(ours, ==, "");

    g_autoptr(Db) db = store_write(pair.ours.store, &error);
    g_assert_false(book_strike_line(db, copy->book, 99, "person", &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

/* The word itself is no longer in the file nor beside it, once the file was closed. */
static void
test_erase_leaves_no_bytes(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    for (int i = 0; i < 3; i++)
        fixture_add(&office, book, "activity", -1, "Thăm hỏi");
    erase(&office, book, "1\\n2\\n3", "person");
    g_autoptr(GError) error = NULL;
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(book_strike_line(db, book->book, 1, "person", &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *findings = fixture_audit(&office);
    g_assert_cmpstr(findings, ==, "");
    fixture_reopen(&office);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(office.file, &bytes, &length, &error));
    const char *name = "Nguyễn Thị Sáu";
    g_assert_null(memmem(bytes, length, name, strlen(name)));
    g_assert_nonnull(memmem(bytes, length, "Thăm hỏi", strlen("Thăm hỏi")));
}

static void
test_files(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    Hash hash, expected;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(book_put_file(db, book->book, "a photo", 7, &hash, &error));
    g_assert_true(book_put_file(db, book->book, "a photo", 7, &hash, &error));
    sha_of("a photo", 7, &expected);
    g_assert_true(hash_equal(&hash, &expected));
    g_autoptr(GBytes) photo = book_get_file(db, book->book, &hash, &error);
    g_assert_cmpmem(g_bytes_get_data(photo, NULL), g_bytes_get_size(photo), "a photo", 7);
    g_assert_true(book_remove_file(db, book->book, &hash, &error));
    g_assert_null(book_get_file(db, book->book, &hash, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    g_clear_error(&error);
    g_assert_true(book_put_file(db, book->book, "a photo", 7, &hash, &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    fixture_damage(&office, "UPDATE file SET data = CAST('another' AS BLOB)");
    db = store_read(office.store, &error);
    g_assert_null(book_get_file(db, book->book, &hash, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mirror/root", test_root);
    g_test_add_func("/mirror/refusals", test_refusals);
    g_test_add_func("/mirror/merge", test_merge);
    g_test_add_func("/mirror/erase", test_erase);
    if (!place_is_server()) /* a server gives room back in its own time */
        g_test_add_func("/mirror/erase-leaves-no-bytes", test_erase_leaves_no_bytes);
    g_test_add_func("/mirror/files", test_files);
    return g_test_run();
}
