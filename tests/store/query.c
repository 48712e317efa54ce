/* query.c: statements: values in and out, nesting, caching, and what goes wrong.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static Db *
writing(Fixture *office)
{
    g_autoptr(GError) error = NULL;
    Db *db = store_write(office->store, &error);
    g_assert_no_error(error);
    return db;
}

static void
test_values(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Db) db = writing(&office);
    g_assert_true(db_is_writing(db));
    g_assert_true(db_store(db) == office.store);
    g_assert_true(
        db_run(db, &error, "CREATE TABLE t(i INTEGER, s TEXT, b BLOB, n TEXT, z TEXT)", ""));
    g_assert_true(db_run(db, &error, "INSERT INTO t VALUES(?, ?, ?, ?, ?)", "isbns", G_MININT64,
                         "ngày \xc3\xbd", "a\0b", (gsize)3, NULL));
    g_autoptr(Query) put = db_query(db, "INSERT INTO t(i, s, b) VALUES(?, ?, ?)");
    query_bind_int(put, 0, 7);
    query_bind_text(put, 1, NULL);
    query_bind_blob(put, 2, "", 0);
    g_assert_false(query_next(put));
    query_bind_int(put, 0, 8); /* the others stay */
    g_assert_false(query_next(put));
    g_assert_true(query_end(put, &error));

    g_autoptr(Query) q = db_query(db, "SELECT i, s, b, n, z AS last, 1.5 FROM t ORDER BY i");
    gsize length;
    g_assert_true(query_next(q));
    g_assert_cmpint(query_columns(q), ==, 6);
    g_assert_cmpstr(query_column_name(q, 4), ==, "last");
    g_assert_cmpint(query_int(q, 0), ==, G_MININT64);
    g_assert_cmpstr(query_text(q, 1), ==, "ngày \xc3\xbd");
    g_assert_cmpint(memcmp(query_blob(q, 2, &length), "a\0b", 3), ==, 0);
    g_assert_cmpint(length, ==, 3);
    g_assert_true(query_is_null(q, 3) && query_is_null(q, 4) && !query_is_null(q, 2));
    g_assert_null(query_text(q, 4));
    static const QueryType types[] = {QUERY_INT,  QUERY_TEXT, QUERY_BLOB,
                                      QUERY_NULL, QUERY_NULL, QUERY_OTHER};
    for (int i = 0; i < 6; i++)
        g_assert_cmpint(query_type(q, i), ==, types[i]);
    g_assert_true(query_next(q));
    g_assert_cmpint(query_type(q, 2), ==, QUERY_BLOB);
    g_assert_nonnull(query_blob(q, 2, &length));
    g_assert_cmpint(length, ==, 0);
    g_assert_true(query_next(q));
    g_assert_cmpint(query_int(q, 0), ==, 8);
    g_assert_false(query_next(q));
    g_assert_false(query_next(q)); /* at the end it stays there */
    g_assert_true(query_end(q, &error));

    gint64 changed = -1;
    g_assert_true(db_run_counting(db, &error, &changed, "UPDATE t SET s = ? WHERE i > ?", "si", "x",
                                  (gint64)0));
    g_assert_cmpint(changed, ==, 2);
    g_assert_true(db_run_counting(db, &error, &changed, "UPDATE t SET s = 'y' WHERE i > 100", ""));
    g_assert_cmpint(changed, ==, 0);
}

/* A statement that comes back knows nothing of the one who had it before. */
static void
test_forgets(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 1, "one");
    g_autoptr(Db) db = store_read(office.store, &error);
    for (int i = 0; i < 2; i++) {
        g_autoptr(Query) q = db_query(db, "SELECT text FROM line WHERE n = ?");
        if (i == 0)
            query_bind(q, "i", (gint64)1);
        g_assert_true(query_next(q) == (i == 0));
        g_assert_true(query_end(q, &error));
    }
}

static void
test_nested(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    for (gint64 i = 0; i < 4; i++)
        fixture_put(&office, i, "line");
    g_autoptr(Db) db = store_read(office.store, &error);
    gint64 pairs = 0;
    for (int round = 0; round < 3; round++) {
        static const char *const texts[] = {"SELECT n FROM line WHERE n >= ? ORDER BY n"};
        g_autoptr(Query) outer = db_query_literal(db, texts[0]);
        query_bind(outer, "i", (gint64)0);
        while (query_next(outer)) {
            g_autoptr(Query) inner = db_query_literal(db, texts[0]);
            query_bind(inner, "i", query_int(outer, 0));
            while (query_next(inner))
                pairs += query_int(inner, 0) >= query_int(outer, 0);
            g_assert_true(query_end(inner, &error));
        }
        g_assert_true(query_end(outer, &error));
    }
    g_assert_cmpint(pairs, ==, 3 * (4 + 3 + 2 + 1));
}

/* Derived texts live where another text lay a moment ago: they must not be taken for it. */
static void
test_built_texts(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Db) db = store_read(office.store, &error);
    char text[40];
    for (int i = 0; i < 2000; i++) { /* more than a connection keeps */
        g_snprintf(text, sizeof text, "SELECT %d", i);
        g_autoptr(Query) q = db_query_built(db, text);
        g_assert_true(query_next(q));
        g_assert_cmpint(query_int(q, 0), ==, i);
        if (i % 700 == 0) {
            g_clear_pointer(&q, query_free);
            g_clear_pointer(&db, db_free);
            db = store_read(office.store, &error);
        }
    }
}

static void
test_wrong_text(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(Query) q = db_query(db, "SELECT nothing FROM nowhere WHERE x = ?");
    g_assert_nonnull(q);
    query_bind(q, "i", (gint64)1);
    g_assert_false(query_next(q));
    g_assert_cmpint(query_columns(q), ==, 0);
    g_assert_false(query_end(q, &error));
    g_assert_error(error, KN_ERROR, KN_IO);
    g_clear_error(&error);
    /* Double quotes are names, never texts. */
    g_autoptr(Query) quoted = db_query(db, "SELECT \"nothing\" FROM line");
    g_assert_false(query_next(quoted));
    g_assert_false(query_end(quoted, &error));
}

/* One failed statement, and nothing of the transaction can become durable. */
static void
test_spoilt_transaction(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 1, "there");
    g_autoptr(Db) db = writing(&office);
    g_assert_true(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 2, 'new')", ""));
    g_assert_false(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 1, 'twice')", ""));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    /* What comes after says what went wrong first. */
    g_assert_false(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 3, 'after')", ""));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_nonnull(strstr(error->message, "there already"));
    g_clear_error(&error);
    g_assert_false(db_run_built(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 4, 'x')"));
    g_clear_error(&error);
    g_assert_false(db_commit(db, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_pointer(&db, db_free);
    g_assert_cmpint(fixture_rows(&office), ==, 1);
    fixture_put(&office, 5, "goes on");
    g_assert_cmpint(fixture_rows(&office), ==, 2);
}

static void
test_without_commit(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    {
        g_autoptr(Db) db = writing(&office);
        g_assert_true(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 1, 'x')", ""));
        g_assert_cmpint(fixture_count(db), ==, 1);
    }
    g_assert_cmpint(fixture_rows(&office), ==, 0);
    db_free(NULL);
    query_free(NULL);
    store_close(NULL);
}

static void
test_scratch(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_scratch(&error);
    g_assert_no_error(error);
    for (int i = 0; i < 2; i++) {
        g_autoptr(Db) db = store_write(store, &error);
        g_assert_true(i > 0 || db_run(db, &error, "CREATE TABLE t(x)", ""));
        g_assert_true(db_run(db, &error, "INSERT INTO t VALUES(1)", ""));
        g_assert_true(db_commit(db, &error));
    }
    g_autoptr(Db) db = store_write(store, &error);
    g_autoptr(Query) q = db_query(db, "SELECT sum(x) FROM t");
    g_assert_true(query_next(q));
    g_assert_cmpint(query_int(q, 0), ==, 2);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/query/values", test_values);
    g_test_add_func("/query/forgets", test_forgets);
    g_test_add_func("/query/nested", test_nested);
    g_test_add_func("/query/built-texts", test_built_texts);
    g_test_add_func("/query/wrong-text", test_wrong_text);
    g_test_add_func("/query/spoilt-transaction", test_spoilt_transaction);
    g_test_add_func("/query/without-commit", test_without_commit);
    g_test_add_func("/query/scratch", test_scratch);
    return g_test_run();
}
