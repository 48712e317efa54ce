/* append.c: tests writing an own book: chains of amendments, two writers, faults between writing
 * and reading.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "base/limits.h"
#include "proof/entry.h"

static void
test_chain(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_assert_cmpint(fixture_add(&office, book, "activity", -1, "Tặng quà Tết"), ==, 1);
    g_assert_cmpint(fixture_add(&office, book, "activity", 1, "Tặng 100 suất quà Tết"), ==, 2);
    g_assert_cmpint(fixture_add(&office, book, "activity", -1, "Cắt tóc"), ==, 3);

    g_autoptr(Book) again = fixture_load(&office, book->origin);
    g_assert_cmpuint(again->frontier.size, ==, 4);
    g_assert_true(hash_equal(&again->root, &book->root));
    g_assert_cmpstr(again->code, ==, "KG");
    g_assert_cmpstr(again->name, ==, "Hội Chữ thập đỏ");
    g_assert_true(again->own && book_is_chapter(again));

    g_auto(Entry) entry = {0};
    g_autoptr(Db) db = store_read(office.store, &error);
    g_assert_true(entry_get(db, book->book, 2, &entry, &error));
    g_assert_cmpstr(entry.kind, ==, "activity");
    g_assert_cmpint(entry.amends, ==, 1);
    g_assert_cmpint(entry.time, ==, 1577836803);
    g_autofree char *title = body_value(entry.body, entry.body_length, "title");
    g_assert_cmpstr(title, ==, "Tặng 100 suất quà Tết");
    g_assert_null(body_value(entry.body, entry.body_length, "titl"));
    Entry none;
    g_assert_false(entry_get(db, book->book, 4, &none, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
    g_autofree char *findings = fixture_audit(&office);
    g_assert_cmpstr(findings, ==, "");
}

static void
test_root_is_rfc6962(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    for (int i = 0; i < 12; i++)
        fixture_add(&office, book, "activity", -1, "x");
    /* The tree by its definition: split at the largest power of two below the size. */
    Hash nodes[13], root;
    g_autoptr(Db) db = store_read(office.store, &error);
    for (gint64 i = 0; i < 13; i++) {
        g_auto(Entry) entry = {0};
        g_assert_true(entry_get(db, book->book, i, &entry, &error));
        tree_leaf_hash(entry.leaf, entry.leaf_length, &nodes[i]);
    }
    for (int width = 1; width < 8; width *= 2)
        for (int i = 0; i < 8; i += 2 * width)
            tree_node_hash(&nodes[i], &nodes[i + width], &nodes[i]);
    tree_node_hash(&nodes[8], &nodes[9], &nodes[8]);
    tree_node_hash(&nodes[10], &nodes[11], &nodes[10]);
    tree_node_hash(&nodes[8], &nodes[10], &nodes[8]);
    tree_node_hash(&nodes[8], &nodes[12], &nodes[8]);
    tree_node_hash(&nodes[0], &nodes[8], &root);
    g_assert_true(hash_equal(&root, &book->root));
}

static void
test_two_writers(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_autoptr(Book) stale = fixture_load(&office, "KG");
    fixture_add(&office, book, "activity", -1, "first");
    body_init(&body);
    fixture_body(&body, "second");
    NewEntry entry = {"activity", 1, -1, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_false(book_append(db, stale, &entry, 1, 1577836900, &first, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_cmpuint(stale->frontier.size, ==, 1);
    g_clear_pointer(&db, db_free);
    g_autoptr(Book) after = fixture_load(&office, "KG");
    g_assert_cmpuint(after->frontier.size, ==, 2);
    g_assert_true(hash_equal(&after->root, &book->root));
}

/* Should the row move between the first look and the last write, the compare-and-swap sees it. */
static void
test_swap(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    fixture_damage(&office,
                   "CREATE TRIGGER fault AFTER INSERT ON leaf BEGIN UPDATE book SET size = 7; END");
    body_init(&body);
    fixture_body(&body, "x");
    NewEntry entry = {"activity", 1, -1, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_false(book_append(db, book, &entry, 1, 1577836900, &first, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
}

/* A trigger stands for a disk or memory that gives back other bytes than were written. */
static void
append_under(const char *fault)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    fixture_damage(&office, fault);
    body_init(&body);
    fixture_body(&body, "x");
    NewEntry entry = {"activity", 1, -1, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_false(book_append(db, book, &entry, 1, 1577836900, &first, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_assert_cmpuint(book->frontier.size, ==, 1);
}

static void
test_read_back(void)
{
    append_under("CREATE TRIGGER fault AFTER INSERT ON leaf BEGIN UPDATE leaf SET data = "
                 "CAST(replace(CAST(data AS TEXT), 'time 1', 'time 2') AS BLOB) "
                 "WHERE entry = new.entry; END");
    append_under("CREATE TRIGGER fault AFTER INSERT ON body BEGIN UPDATE body SET lines = "
                 "CAST(replace(CAST(lines AS "
                 "TEXT), ' x', ' y') AS BLOB) WHERE entry = new.entry; END");
    append_under("CREATE TRIGGER fault AFTER INSERT ON body BEGIN DELETE FROM body WHERE entry = "
                 "new.entry; END");
    append_under("CREATE TRIGGER fault AFTER INSERT ON leaf BEGIN DELETE FROM leaf WHERE entry = "
                 "new.entry; END");
}

static void
test_refusals(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    body_init(&body);
    fixture_body(&body, "x");
    g_autofree char *long_body = g_strnfill(LIMIT_BODY_BYTES + 1, 'x');
    const NewEntry wrong[] = {
        {"activity", 1, 1, body.text->str, body.text->len}, /* amends itself */
        {"activity", 1, 9, body.text->str, body.text->len}, /* amends what is to come */
        {"activity", 1, -2, body.text->str, body.text->len},
        {"activity", 0, -1, body.text->str, body.text->len},
        {"", 1, -1, body.text->str, body.text->len},
        {"Activity", 1, -1, body.text->str, body.text->len},
        {"a b", 1, -1, body.text->str, body.text->len},
        {"activity", 1, -1, body.text->str, body.text->len - 1}, /* no last newline */
        {"activity", 1, -1, "", 0},
        {"activity", 1, -1, "title x\n", 8},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_false(book_append(db, book, &wrong[i], 1, 1577836900, &first, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_clear_error(&error);
    }
    g_autoptr(Db) db = store_write(office.store, &error);
    NewEntry large = {"activity", 1, -1, long_body, LIMIT_BODY_BYTES + 1};
    g_assert_false(book_append(db, book, &large, 1, 1577836900, &first, &error));
    g_assert_error(error, KN_ERROR, KN_LIMIT);
    g_clear_error(&error);
    g_clear_pointer(&db, db_free);
    g_autofree char *findings = fixture_audit(&office);
    g_assert_cmpstr(findings, ==, "");
}

static void
test_create(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    g_autoptr(Book) second = fixture_book(&office, "KG-CD");
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_null(book_create(db, "ketnghia/x/0123456789abcdef", "kg", true, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_assert_null(book_create(db, book->origin, "HG", false, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    static const char *const codes[] = {"", "KG 1", "1KG", "KG-", "KG#1", "Đồng"};
    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++) {
        g_assert_null(book_create(db, "ketnghia/x/0123456789abcdef", codes[i], true, &error));
        g_assert_error(error, KN_ERROR, KN_INVALID);
        g_clear_error(&error);
    }
    g_assert_null(book_create(db, "Ketnghia KG", "XY", true, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    g_autoptr(GPtrArray) books = book_list(db, &error);
    g_assert_cmpuint(books->len, ==, 2);
    g_assert_cmpstr(((Book *)books->pdata[0])->code, ==, "KG");
    Book *none = NULL;
    g_assert_true(book_find(db, "HG", &none, &error));
    g_assert_null(none);
    g_assert_null(book_get(db, 77, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/append/chain", test_chain);
    g_test_add_func("/append/root-is-rfc6962", test_root_is_rfc6962);
    g_test_add_func("/append/two-writers", test_two_writers);
    g_test_add_func("/append/swap", test_swap);
    g_test_add_func("/append/read-back", test_read_back);
    g_test_add_func("/append/refusals", test_refusals);
    g_test_add_func("/append/create", test_create);
    return g_test_run();
}
