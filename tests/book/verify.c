/* verify.c: tests that the audit names what was changed, and finds nothing in a sound file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/verify.h"

#include "base/error.h"
#include "base/lang.h"
#include "book/head.h"
#include "fixture.h"

#include <glib/gstdio.h>

static void
test_sound(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0}, quick = {0};
    fixture_full(&office);
    audit_init(&audit);
    g_assert_true(audit_books(office.store, &audit, NULL, NULL, &error));
    g_assert_cmpuint(audit.findings->len, ==, 0);
    g_assert_cmpuint(audit.entries, ==, 8);
    g_assert_cmpuint(audit.lines, ==, 2 * 10 + 5 * 3 + 1);
    g_assert_cmpuint(audit.files, ==, 1);
    g_assert_cmpuint(audit.heads, ==, 2);
    audit_init(&quick);
    g_autoptr(Db) db = store_read(office.store, &error);
    g_assert_true(audit_quick(db, 256, &quick, &error));
    g_assert_cmpuint(quick.findings->len, ==, 0);
    g_assert_cmpuint(quick.entries, ==, 7);
}

/* What was done to the file, and what the findings must say. */
static const struct {
    const char *damage, *where;
} damages[] = {
    {"UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'time 15', 'time 25') AS BLOB)"
     " WHERE book = 1 AND entry = 3",
     "KG-3: This entry was changed."},
    {"UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'time 15', 'time 25') AS BLOB)"
     " WHERE book = 1 AND entry = 6",
     "KG-6"},
    {"UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'kind', 'Kind') AS BLOB)"
     " WHERE book = 1 AND entry = 3",
     "KG-3"},
    {"UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'amends 1', 'amends 0') AS BLOB)"
     " WHERE book = 1 AND entry = 2",
     "KG-2"},
    {"UPDATE leaf SET data = CAST('' AS BLOB) WHERE book = 1 AND entry = 3", "KG-3"},
    {"DELETE FROM leaf WHERE book = 1 AND entry = 2", "KG-2"},
    {"DELETE FROM leaf WHERE book = 1 AND entry = 6", "KG-6"},
    {"UPDATE leaf SET entry = 9 WHERE book = 1 AND entry = 6", "KG-9"},
    {"INSERT INTO leaf (book, entry, data) SELECT 1, 7, data FROM leaf WHERE book = 1 AND entry = "
     "6",
     "KG-7"},
    {"INSERT INTO leaf (book, entry, data) SELECT 8, 0, data FROM leaf WHERE book = 1 AND entry = "
     "6",
     "leaf"},
    {"INSERT INTO body (book, entry, lines) SELECT 1, 7, lines FROM body WHERE book = 1 AND entry "
     "= 6",
     "KG-7"},
    {"UPDATE body SET lines = CAST(replace(CAST(lines AS TEXT), 'triệu', 'triều') AS BLOB)"
     " WHERE book = 1 AND entry = 3",
     "KG-3"},
    {"DELETE FROM body WHERE book = 1 AND entry = 3", "KG-3"},
    {"UPDATE body SET lines = CAST('' AS BLOB) WHERE book = 1 AND entry = 3", "KG-3"},
    {"UPDATE body SET lines = CAST('# ' AS BLOB) WHERE book = 1 AND entry = 3", "KG-3"},
    {"ALTER TABLE setting RENAME COLUMN value TO valud", "setting"},
    {"ALTER TABLE account RENAME COLUMN name TO namd", "account"},
    {"UPDATE book SET size = 6 WHERE book = 1", "book KG"},
    {"UPDATE book SET size = 8 WHERE book = 1", "book KG"},
    {"UPDATE book SET size = 4611686018427387904 WHERE book = 1", "book KG"},
    {"UPDATE book SET size = -1 WHERE book = 1", "book KG"},
    {"UPDATE book SET root = zeroblob(32) WHERE book = 1", "book KG"},
    {"UPDATE book SET root = zeroblob(31) WHERE book = 1", "book KG"},
    {"UPDATE book SET frontier = zeroblob(96) WHERE book = 1", "book KG"},
    {"UPDATE book SET frontier = zeroblob(95) WHERE book = 1", "book KG"},
    {"UPDATE book SET code = 'KGX' WHERE book = 1", "KGX-0"},
    {"UPDATE book SET origin = 'ketnghia/kg/0000000000000000' WHERE book = 1", "KG-0"},
    {"UPDATE book SET origin = 'ketnghia/hg/0000000000000000' WHERE book = 2", "HG-0"},
    {"UPDATE book SET own = 0 WHERE book = 1", "keys of KG"},
    {"UPDATE book SET own = 1 WHERE book = 2", "book HG"},
    {"UPDATE book SET code = 'HGX' WHERE book = 2", "book HGX"},
    {"DELETE FROM book WHERE book = 2", "book/2"},
    {"UPDATE setting SET value = 'x' WHERE name = 'book/2'", "setting book/2"},
    {"UPDATE book SET own = 3 WHERE book = 1", "book KG"},
    {"UPDATE file SET data = CAST('b photo' AS BLOB)", "file "},
    {"UPDATE file SET sha256 = zeroblob(32)", "KG-4"},
    {"DELETE FROM file", "KG-4"},
    {"UPDATE head SET root = zeroblob(32) WHERE book = 1", "head of KG at 5"},
    {"UPDATE head SET size = 4 WHERE book = 1", "head of KG at 4"},
    {"UPDATE head SET size = 9 WHERE book = 1", "head of KG at 9"},
    {"UPDATE head SET note = CAST(replace(CAST(note AS TEXT), char(10) || '5' || char(10), "
     "char(10) || '6' || char(10)) AS BLOB)"
     " WHERE book = 1",
     "head of KG at 5"},
    {"UPDATE head SET note = CAST(CAST(note AS TEXT) || char(10) AS BLOB) WHERE book = 1",
     "head of KG at 5"},
    {"UPDATE head SET note = CAST(replace(CAST(note AS TEXT), '/mirror', '/mirroR') AS BLOB)"
     " WHERE book = 2",
     "head of HG at 1"},
    {"UPDATE head SET note = x'' WHERE book = 2", "head of HG at 1"},
    {"UPDATE secret SET data = zeroblob(32) WHERE name = 'log'", "keys of KG"},
    {"UPDATE secret SET data = zeroblob(32) WHERE name = 'box'", "keys of KG"},
    {"UPDATE secret SET data = zeroblob(5) WHERE name = 'mirror'", "keys of KG"},
    /* Rows no longer stand in the order that the engine believes: looking for the next must still
       end. */
    {"PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '(book, entry)', "
     "'(book DESC, entry)')"
     " WHERE name = 'leaf'",
     "leaf"},
    {"UPDATE evidence SET text = 'one head'", "evidence 2"},
    {"DELETE FROM secret WHERE name = 'witness'", "keys of KG"},
    {"UPDATE secret SET book = 2 WHERE name = 'witness'", "keys of KG"},
};

static void
test_damage(gconstpointer data)
{
    const gsize i = GPOINTER_TO_SIZE(data);
    g_auto(Fixture) office = {0};
    fixture_full(&office);
    fixture_damage(&office, damages[i].damage);
    g_autofree char *findings = fixture_audit(&office);
    bool named = false;
    g_auto(GStrv) lines = g_strsplit(findings, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        named = named || g_str_has_prefix(*line, damages[i].where);
    if (!named)
        g_test_message("%s\n%s", damages[i].damage, findings);
    g_assert_true(named);
}

/* Lines that nobody erased are missing; what was erased must not come back. */
static void
test_erasure(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_full(&office);
    g_autoptr(Book) book = fixture_load(&office, "KG");
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(book_strike_line(db, book->book, 3, "person", &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *missing = fixture_audit(&office);
    g_assert_cmpstr(missing, ==, "KG-3: Lines of this entry are missing that nobody erased.\n");

    body_init(&body);
    body_add(&body, "entries", "3\\n1");
    body_add(&body, "field", "person");
    body_add(&body, "ground", "request");
    NewEntry erase = {"erase", 1, -1, body.text->str, body.text->len};
    db = store_write(office.store, &error);
    g_assert_true(book_append(db, book, &erase, 1, 1577836900, &first, &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *open = fixture_audit(&office);
    g_assert_cmpstr(open, ==, "KG-1: The field “person” was erased, but is here again.\n");

    db = store_write(office.store, &error);
    g_assert_true(book_strike_line(db, book->book, 1, "person", &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *sound = fixture_audit(&office);
    g_assert_cmpstr(sound, ==, "");
    db = store_write(office.store, &error);
    g_assert_true(book_strike_line(db, book->book, 1, "title", &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *more = fixture_audit(&office);
    g_assert_cmpstr(more, ==, "KG-1: Lines of this entry are missing that nobody erased.\n");
}

/* Signed under a key that the book does not state. */
static void
test_foreign_signature(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Keys) keys = {0};
    char text[1024];
    Sink sink;
    fixture_full(&office);
    g_autoptr(Book) book = fixture_load(&office, "KG");
    keys_draw(book->origin, &keys);
    sink_init(&sink, text, sizeof(text) - 1);
    checkpoint_write(book->origin, book->frontier.size, &book->root, &sink);
    Slice head = {text, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(head, &keys.log, keys.log_seed, 0, &sink);
    text[sink.length] = '\0';
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(db_run(db, &error,
                         "INSERT INTO head (book, size, root, note) VALUES (?, ?, ?, ?)", "iibb",
                         book->book, (gint64)book->frontier.size, book->root.bytes,
                         (gsize)HASH_SIZE, text, sink.length));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    g_autofree char *findings = fixture_audit(&office);
    g_assert_true(g_str_has_prefix(findings, "head of KG at 7: "));
}

/* More than four runs of 4,096, so that two threads work, with heads inside a run and on its edge.
 */
static void
test_large(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    body_init(&body);
    fixture_body(&body, "Tặng quà");
    static const guint steps[] = {99, 3996, 4096, 12000, 1500};
    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autofree NewEntry *entries = g_new0(NewEntry, steps[i]);
        for (guint j = 0; j < steps[i]; j++)
            entries[j] = (NewEntry){"activity", 1, -1, body.text->str, body.text->len};
        g_autoptr(Db) db = store_write(office.store, &error);
        g_assert_true(book_append(db, book, entries, steps[i], 1577836900, &first, &error));
        g_assert_true(db_commit(db, &error));
        g_clear_pointer(&db, db_free);
        db = store_write(office.store, &error);
        g_autofree char *note = head_sign(db, book, &error);
        g_assert_no_error(error);
        g_assert_true(db_commit(db, &error));
    }
    g_autofree char *sound = fixture_audit(&office);
    g_assert_cmpstr(sound, ==, "");
    fixture_damage(
        &office, "UPDATE body SET lines = CAST(replace(CAST(lines AS TEXT), '500', '600') AS BLOB)"
                 " WHERE entry IN (4095, 4096, 21690)");
    g_autofree char *found = fixture_audit(&office);
    g_assert_cmpstr(found, ==,
                    "KG-4095: This entry was changed: its lines do not fit it.\n"
                    "KG-4096: This entry was changed: its lines do not fit it.\n"
                    "KG-21690: This entry was changed: its lines do not fit it.\n");
    fixture_damage(
        &office,
        "UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'time 15', 'time 16') AS BLOB)"
        " WHERE entry = 9000");
    g_autofree char *moved = fixture_audit(&office);
    g_assert_nonnull(
        strstr(moved, "KG-0: One of the entries from this one to KG-16383 was changed."));
    g_assert_null(strstr(moved, "head of KG at 8192"));
    g_assert_nonnull(strstr(moved, "head of KG at 20192: "));
    g_assert_nonnull(strstr(moved, "head of KG at 21692: "));
}

static bool
stop_at_once(void *context, guint64 done, guint64 all)
{
    guint64 *told = context;
    *told = all;
    return false;
}

static void
test_stop(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0};
    guint64 told = 0;
    fixture_full(&office);
    audit_init(&audit);
    g_assert_false(audit_books(office.store, &audit, stop_at_once, &told, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_assert_cmpuint(told, ==, 8);
}

typedef struct {
    Fixture *office;
    Book *book;
    bool done;
} Meanwhile;

static bool
erase_meanwhile(void *context, guint64 done, guint64 all)
{
    Meanwhile *meanwhile = context;
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    if (meanwhile->done)
        return true;
    meanwhile->done = true;
    body_init(&body);
    body_add(&body, "entries", "1");
    body_add(&body, "field", "person");
    body_add(&body, "ground", "request");
    NewEntry erase = {"erase", 1, -1, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(meanwhile->office->store, &error);
    g_assert_true(book_append(db, meanwhile->book, &erase, 1, 1577836900, &first, &error));
    g_assert_true(book_strike_line(db, meanwhile->book->book, 1, "person", &error));
    g_assert_true(db_commit(db, &error));
    return true;
}

/* While the first book is read, a line of the second is erased: no false alarm. */
static void
test_erased_meanwhile(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Audit) audit = {0};
    fixture_init(&office);
    g_autoptr(Book) first = fixture_book(&office, "A");
    g_autoptr(Book) second = fixture_book(&office, "B");
    fixture_add(&office, second, "activity", -1, "Thăm hỏi");
    Meanwhile meanwhile = {&office, second, false};
    audit_init(&audit);
    g_assert_true(audit_books(office.store, &audit, erase_meanwhile, &meanwhile, &error));
    g_assert_no_error(error);
    g_assert_true(meanwhile.done);
    g_assert_cmpuint(audit.findings->len, ==, 0);
    g_autofree char *after = fixture_audit(&office);
    g_assert_cmpstr(after, ==, "");
}

static void
test_quick(void)
{
    static const struct {
        const char *damage, *where;
    } rows[] = {
        {"UPDATE body SET lines = CAST(replace(CAST(lines AS TEXT), 'máu', 'mau') AS BLOB) WHERE "
         "entry = 5",
         "KG-5"},
        {"DELETE FROM body WHERE book = 1 AND entry = 6", "KG-6"},
        {"UPDATE leaf SET data = CAST(replace(CAST(data AS TEXT), 'time 15', 'time 25') AS BLOB) "
         "WHERE entry = 6",
         "book KG"},
        {"DELETE FROM leaf WHERE book = 1 AND entry = 5", "book KG"},
        {"UPDATE book SET root = zeroblob(32) WHERE book = 1", "book"},
        {"UPDATE head SET note = CAST(replace(CAST(note AS TEXT), 'ketnghia', 'ketnghib') AS BLOB) "
         "WHERE book = "
         "1",
         "head of KG at 5"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Fixture) office = {0};
        g_autoptr(GError) error = NULL;
        g_auto(Audit) audit = {0};
        fixture_full(&office);
        fixture_damage(&office, rows[i].damage);
        audit_init(&audit);
        g_autoptr(Db) db = store_read(office.store, &error);
        g_assert_true(audit_quick(db, 3, &audit, &error));
        g_assert_cmpuint(audit.findings->len, >, 0);
        const Finding *finding = audit.findings->pdata[0];
        g_assert_cmpstr(finding->where, ==, rows[i].where);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/verify/sound", test_sound);
    for (gsize i = 0; i < G_N_ELEMENTS(damages); i++) {
        if (place_is_server() && g_str_has_prefix(damages[i].damage, "PRAGMA"))
            continue; /* of a file's own structure */
        g_autofree char *name = g_strdup_printf("/verify/damage/%" G_GSIZE_FORMAT, i);
        g_test_add_data_func(name, GSIZE_TO_POINTER(i), test_damage);
    }
    g_test_add_func("/verify/erasure", test_erasure);
    g_test_add_func("/verify/foreign-signature", test_foreign_signature);
    g_test_add_func("/verify/large", test_large);
    g_test_add_func("/verify/stop", test_stop);
    g_test_add_func("/verify/erased-meanwhile", test_erased_meanwhile);
    g_test_add_func("/verify/quick", test_quick);
    return g_test_run();
}
