/* server.c: what only an office on a database server meets: another process's lock, connections that
 * are lost at any moment, addresses with passwords, results that outgrow memory.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "store/store_pg.h"
#include <string.h>

static void
refused(const char *where, StoreFlags flags, KnCode code, const char *says)
{
    g_autoptr(GError) error = NULL;
    g_assert_null(store_open(where, flags, &error));
    g_assert_error(error, KN_ERROR, (gint)code);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, says));
    g_assert_null(strstr(error->message, "mật-khẩu"));
    g_assert_null(strstr(error->message, "secret"));
}

static void
test_lock(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    refused(office.file, STORE_OPEN, KN_BUSY, "another process");
    refused(office.file, STORE_CREATE, KN_BUSY, "another process");
    /* Looking needs no lock: the server gives each reader its own view. */
    g_autoptr(Store) look = store_open(office.file, STORE_READ_ONLY, &error);
    g_assert_no_error(error);
    g_assert_null(store_write(look, NULL));
    g_clear_pointer(&look, store_close);
    fixture_close(&office);
    fixture_open(&office);
}

static void
test_addresses(void)
{
    static const struct {
        const char *given, *shown;
    } rows[] = {
        {"postgresql://so:secret@may-chu:5433/hau%20giang?sslmode=require",
         "postgresql://so@may-chu:5433/hau%20giang"},
        {"postgresql://so@may-chu/x?password=secret&connect_timeout=3",
         "postgresql://so@may-chu:5432/x"},
        {"postgresql://so@/x?host=/run/a,/run/b&port=1,2&options=-csearch_path%3Dkg",
         "postgresql://so@/x?host=%2Frun%2Fa%2C%2Frun%2Fb&port=1%2C2&options=-csearch_path%3Dkg"},
        {"postgresql://so@may-chu", "postgresql://so@may-chu:5432/so"},
        {"postgresql://so:secret@[x/y", "postgresql://..."},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shown = store_shown(rows[i].given), *again = store_shown(shown);
        g_assert_cmpstr(shown, ==, rows[i].shown);
        if (i + 1 < G_N_ELEMENTS(rows))
            g_assert_cmpstr(again, ==, shown);
    }
    g_autofree char *one = store_beside("postgresql://so:secret@may-chu/x", ".head"),
                    *same = store_beside("postgresql://so@may-chu:5432/x?sslmode=require", ".head"),
                    *other = store_beside("postgresql://so@may-chu/y", ".head"),
                    *file = store_beside("/so/x.ketnghia", ".head");
    g_assert_cmpstr(one, ==, same);
    g_assert_cmpstr(one, !=, other);
    g_assert_cmpstr(file, ==, "/so/x.ketnghia.head");
}

static void
test_refusals(void)
{
    g_auto(Fixture) office = {0};
    fixture_init(&office);
    refused("postgresql://so:secret@[x/y", STORE_CREATE, KN_INVALID, "not an address");
    refused("postgresql://so:secret@127.0.0.1:1/x?connect_timeout=2", STORE_CREATE, KN_IO,
            "cannot be reached");
    g_autofree char *nowhere = place_new(office.folder, ""),
                    *stranger = place_new(office.folder, "");
    refused(nowhere, STORE_OPEN, KN_MISSING, "no schema");
    refused(nowhere, STORE_READ_ONLY, KN_MISSING, "no schema");
    fixture_close(&office);
    place_sql(office.file, "DROP TABLE version");
    refused(office.file, STORE_OPEN, KN_BROKEN, "not an office's");
    refused(office.file, STORE_CREATE | STORE_EMPTY, KN_BROKEN, "not an office's");
    g_autoptr(Store) made = store_open(stranger, STORE_CREATE, NULL);
    g_assert_nonnull(made);
    g_clear_pointer(&made, store_close);
    refused(stranger, STORE_CREATE | STORE_EMPTY, KN_CONFLICT, "already");
    place_drop(stranger);
}

/* Ends every connection to the office, as an administrator would. */
static void
cut(const char *where)
{
    place_sql(where, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                     "application_name = current_schema() AND pid <> pg_backend_pid()");
}

static bool
try_put(Fixture *office, gint64 n, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL &&
           db_run(db, error, "INSERT INTO line(book, n, text) VALUES(1, ?, 'x')", "i", n) &&
           db_commit(db, error);
}

/* Between two pieces of work: nobody notices. In the midst: a sentence, nothing written, and the
 * next goes on. At the commit: nobody knows, so nothing more is written. */
static void
test_cut(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_put(&office, 1, "x");
    g_assert_cmpint(fixture_rows(&office), ==, 1);
    cut(office.file);
    g_assert_cmpint(fixture_rows(&office), ==, 1);
    fixture_put(&office, 2, "x");
    refused(office.file, STORE_OPEN, KN_BUSY, "another process"); /* the lock came back too */
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 3, 'x')", ""));
        cut(office.file);
        g_assert_false(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 4, 'x')", ""));
        g_assert_error(error, KN_ERROR, KN_IO);
        g_assert_nonnull(strstr(error->message, "nothing of this was written"));
        g_clear_error(&error);
        g_assert_false(db_commit(db, &error));
        g_clear_error(&error);
    }
    g_assert_cmpint(fixture_rows(&office), ==, 2);
    g_assert_true(try_put(&office, 3, &error));
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 5, 'x')", ""));
        cut(office.file);
        g_assert_false(db_commit(db, &error));
        g_assert_error(error, KN_ERROR, KN_IO);
        g_assert_nonnull(strstr(error->message, "not known"));
        g_clear_error(&error);
    }
    g_assert_false(try_put(&office, 6, &error));
    g_assert_nonnull(strstr(error->message, "start the program again"));
    g_clear_error(&error);
    g_assert_cmpint(fixture_rows(&office), ==, 3); /* reading goes on */
    fixture_open(&office);
    g_assert_true(try_put(&office, 6, &error));
}

typedef struct {
    Fixture *office;
    gint stop;
} Cutter;

static gpointer
cut_again_and_again(gpointer data)
{
    Cutter *cutter = data;
    for (int i = 0; i < 20; i++) {
        g_usleep((gulong)g_random_int_range(1000, 40000));
        cut(cutter->office->file);
    }
    g_atomic_int_set(&cutter->stop, 1);
    return NULL;
}

/* At any moment: what was acknowledged is there, once; what was refused is not, unless it was said
 * that nobody knows. */
static void
test_cut_at_any_moment(void)
{
    g_auto(Fixture) office = {0};
    Cutter cutter = {&office, 0};
    g_autoptr(GArray) acknowledged = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(GHashTable) unknown = g_hash_table_new(NULL, NULL);
    fixture_init(&office);
    GThread *thread = g_thread_new("cutter", cut_again_and_again, &cutter);
    for (gint64 n = 0; !g_atomic_int_get(&cutter.stop) || n < 20; n++) {
        g_autoptr(GError) error = NULL;
        if (try_put(&office, n, &error)) {
            g_array_append_val(acknowledged, n);
            continue;
        }
        g_assert_error(error, KN_ERROR, KN_IO);
        if (strstr(error->message, "not known") == NULL)
            continue;
        g_hash_table_add(unknown, GINT_TO_POINTER((int)n));
        do {
            fixture_close(&office);
            office.store = store_open(office.file, STORE_OPEN, NULL);
        } while (office.store == NULL); /* cut while it opened */
    }
    g_thread_join(thread);
    fixture_open(&office);
    gint64 rows = fixture_rows(&office);
    g_autoptr(Db) db = store_read(office.store, NULL);
    for (guint i = 0; i < acknowledged->len; i++) {
        g_autoptr(Query) q = db_query(db, "SELECT 1 FROM line WHERE n = ?");
        query_bind(q, "i", g_array_index(acknowledged, gint64, i));
        g_assert_true(query_next(q));
    }
    g_assert_cmpint(rows, >=, acknowledged->len);
    g_assert_cmpint(rows, <=, acknowledged->len + g_hash_table_size(unknown));
    g_test_message("%u acknowledged, %u unknown", acknowledged->len, g_hash_table_size(unknown));
}

/* Rows that wait while their connection serves others: all come, in order, with every byte. */
static void
test_waiting_rows(void)
{
    static const gint64 count = 6000;
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autofree char *text = g_strnfill(2000, 'x'); /* in all 12 MB: past what is kept in memory */
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        for (gint64 n = 0; n < count; n++)
            g_assert_true(db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, ?, ?)",
                                 "is", n, n % 3 == 0 ? "" : text));
        g_assert_true(db_commit(db, &error));
    }
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(Query) outer =
        db_query(db, "SELECT n, text, CASE WHEN n % 2 = 0 THEN n END FROM line ORDER BY n");
    gint64 seen = 0;
    for (; query_next(outer); seen++) {
        g_assert_cmpint(query_int(outer, 0), ==, seen);
        g_assert_cmpstr(query_text(outer, 1), ==, seen % 3 == 0 ? "" : text);
        g_assert_true(query_is_null(outer, 2) == (seen % 2 != 0));
        if (seen % 1000 != 0)
            continue;
        g_autoptr(Query) inner = db_query(db, "SELECT count(*) FROM line");
        g_assert_true(query_next(inner));
        g_assert_cmpint(query_int(inner, 0), ==, count);
        g_assert_cmpint(query_int(outer, 0), ==, seen); /* the row at hand stays */
        g_assert_cmpstr(query_text(outer, 1), ==, seen % 3 == 0 ? "" : text);
    }
    g_assert_true(query_end(outer, &error));
    g_assert_cmpint(seen, ==, count);
}

static gint64
sum_of(Db *db, const char *sql, GError **error)
{
    g_autoptr(Query) q = db_query_built(db, sql);
    gint64 sum = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, error) ? sum : -1;
}

/* Sums come as decimal digits; one that is too large is a failure and no other number. */
static void
test_sums(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Db) db = store_read(office.store, &error);
    static const struct {
        const char *sql;
        gint64 sum;
    } rows[] = {
        {"SELECT sum(x) FROM (VALUES (0::bigint)) AS v(x)", 0},
        {"SELECT sum(x) FROM (VALUES (10000::bigint), (20000)) AS v(x)", 30000},
        {"SELECT sum(x) FROM (VALUES (-131583000001::bigint)) AS v(x)", -131583000001},
        {"SELECT sum(x) FROM (VALUES (9223372036854775806::bigint), (1)) AS v(x)", G_MAXINT64},
        {"SELECT sum(x) FROM (VALUES (-9223372036854775807::bigint), (-1)) AS v(x)", G_MININT64},
        {"SELECT max(x) FROM (VALUES (-7::smallint), (-8)) AS v(x)", -7},
        {"SELECT 1 = 1", 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(sum_of(db, rows[i].sql, &error), ==, rows[i].sum);
    g_assert_no_error(error);
    sum_of(db, "SELECT sum(x) FROM (VALUES (9223372036854775807::bigint), (1)) AS v(x)", &error);
    g_assert_error(error, KN_ERROR, KN_LIMIT);
}

/* Bytes that are no text are refused with a sentence; any bytes are kept as such. */
static void
test_bytes(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    guint8 all[256];
    for (int i = 0; i < 256; i++)
        all[i] = (guint8)i;
    {
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(db_run(db, &error, "INSERT INTO leaf(book, entry, data) VALUES(1, 0, ?)", "b",
                             all, (gsize)sizeof all));
        g_assert_true(db_commit(db, &error));
    }
    {
        g_autoptr(Db) db = store_read(office.store, &error);
        g_autoptr(Query) q = db_query(db, "SELECT data FROM leaf WHERE data = ?");
        gsize length;
        query_bind(q, "b", all, (gsize)sizeof all);
        g_assert_true(query_next(q));
        const void *data = query_blob(q, 0, &length);
        g_assert_cmpmem(data, length, all, sizeof all);
    }
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_false(
        db_run(db, &error, "INSERT INTO line(book, n, text) VALUES(1, 1, ?)", "s", "\xff\xfe"));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

static void
test_words(void)
{
    static const struct {
        const char *given, *made;
    } rows[] = {
        {"SELECT 'a?' || \"b?\", ? FROM t WHERE x = ?",
         "SELECT 'a?' || \"b?\", $1 FROM t WHERE x = $2"},
        {"SELECT 'it''s ?' WHERE x = ?", "SELECT 'it''s ?' WHERE x = $1"},
        {"CREATE TABLE t(book INTEGER NOT NULL, text TEXT, b BLOB, PRIMARY KEY(book)) "
         "WITHOUT ROWID, STRICT",
         "CREATE TABLE t(book BIGINT NOT NULL, text TEXT COLLATE \"C\", b BYTEA, PRIMARY "
         "KEY(book))"},
        {"UPDATE t SET text = 'TEXT' WHERE n = ?", "UPDATE t SET text = 'TEXT' WHERE n = $1"},
        {"ALTER TABLE t ADD COLUMN n INTEGER", "ALTER TABLE t ADD COLUMN n BIGINT"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *made = pg_translate(rows[i].given, NULL);
        g_assert_cmpstr(made, ==, rows[i].made);
    }
}

/* Texts stand in the order of their bytes, whatever the database's own order is. */
static void
test_order(void)
{
    static const char *const names[] = {"Zoe", "an", "Ân", "_", "B", "ă", "Đ", "9"};
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        fixture_put(&office, (gint64)i, names[i]);
    g_autoptr(Db) db = store_read(office.store, &error);
    g_autoptr(Query) q = db_query(db, "SELECT text FROM line ORDER BY text");
    g_autofree char *before = g_strdup("");
    while (query_next(q)) {
        g_assert_cmpint(strcmp(before, query_text(q, 0)), <, 0);
        g_free(before);
        before = g_strdup(query_text(q, 0));
    }
    g_assert_true(query_end(q, &error));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/server/lock", test_lock);
    g_test_add_func("/server/addresses", test_addresses);
    g_test_add_func("/server/refusals", test_refusals);
    g_test_add_func("/server/cut", test_cut);
    g_test_add_func("/server/cut-at-any-moment", test_cut_at_any_moment);
    g_test_add_func("/server/waiting-rows", test_waiting_rows);
    g_test_add_func("/server/sums", test_sums);
    g_test_add_func("/server/bytes", test_bytes);
    g_test_add_func("/server/words", test_words);
    g_test_add_func("/server/order", test_order);
    return g_test_run();
}
