/* head.c: tests signed heads, cosignatures and the high-water mark.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/head.h"

#include "base/error.h"
#include "fixture.h"

#include <glib/gstdio.h>

static char *
sign(Fixture *office, Book *book, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autofree char *note = head_sign(db, book, error);
    if (note == NULL || !db_commit(db, error))
        return NULL;
    return g_steal_pointer(&note);
}

static char *
mark_text(const Fixture *office)
{
    char *text = NULL;
    g_autofree char *path = store_beside(office->file, ".head");
    g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
    return text;
}

static void
mark_set(const Fixture *office, const char *text)
{
    g_autofree char *path = store_beside(office->file, ".head");
    if (text == NULL)
        g_unlink(path);
    else
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
test_sign(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    PublicKeys stated;
    bool found;
    Note note;
    Checkpoint head;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    fixture_add(&office, book, "activity", -1, "x");
    g_autofree char *text = sign(&office, book, &error);
    g_assert_no_error(error);
    g_assert_cmpint(note_read(text, strlen(text), &note), ==, PROOF_OK);
    g_assert_cmpint(checkpoint_read(note.text, &head), ==, PROOF_OK);
    g_assert_true(slice_is(head.origin, book->origin));
    g_assert_cmpuint(head.size, ==, 2);
    g_assert_true(hash_equal(&head.root, &book->root));
    g_autoptr(Db) db = store_read(office.store, &error);
    g_assert_true(public_keys_of(db, book->book, &stated, &found, &error));
    g_assert_cmpint(note_verify(&note, &stated.log, NULL), ==, PROOF_OK);
    g_autofree char *kept = NULL;
    guint64 size;
    g_assert_true(head_find(db, book->book, &kept, &size, &error));
    g_assert_cmpstr(kept, ==, text);
    g_clear_pointer(&db, db_free);
    /* The published note is served as it is, not signed anew. */
    g_autofree char *again = sign(&office, book, &error);
    g_assert_cmpstr(again, ==, text);
    g_autofree char *mark = mark_text(&office);
    g_autofree char *expected = g_strdup_printf("%s 2 ", book->origin);
    g_assert_true(g_str_has_prefix(mark, expected));
}

/* A mark ahead of what is durable would lock the office out after a crash. */
static void
test_unsaved(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Body) body = {0};
    gint64 first;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    body_init(&body);
    fixture_body(&body, "x");
    NewEntry entry = {"activity", 1, -1, body.text->str, body.text->len};
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(book_append(db, book, &entry, 1, 1577836900, &first, &error));
    g_assert_null(head_sign(db, book, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_autofree char *mark = mark_text(&office);
    g_assert_nonnull(strstr(mark, " 0 "));
}

static void
test_old_copy(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    fixture_add(&office, book, "activity", -1, "one");
    fixture_reopen(&office);
    g_autofree char *bytes = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(office.file, &bytes, &length, NULL));
    fixture_add(&office, book, "activity", -1, "two");
    g_autofree char *signed_then = sign(&office, book, &error);
    g_assert_nonnull(signed_then);

    /* The old file comes back: it is smaller than its mark, then as large but another, then larger
     * but another. */
    store_close(g_steal_pointer(&office.store));
    for (int i = 0; i < 2; i++) {
        g_autofree char *beside = g_strconcat(office.file, i == 0 ? "-wal" : "-shm", NULL);
        g_unlink(beside);
    }
    g_assert_true(g_file_set_contents(office.file, bytes, (gssize)length, NULL));
    office.store = store_open(office.file, STORE_OPEN, &error);
    g_assert_no_error(error);
    for (int entries = 2; entries <= 4; entries++) {
        g_autoptr(Book) old = fixture_load(&office, "KG");
        g_assert_cmpuint(old->frontier.size, ==, entries);
        g_assert_null(sign(&office, old, &error));
        g_assert_error(error, KN_ERROR, KN_BROKEN);
        g_clear_error(&error);
        g_auto(Audit) audit = {0};
        audit_init(&audit);
        g_autoptr(Db) db = store_read(office.store, &error);
        g_assert_true(audit_quick(db, 256, &audit, &error));
        g_assert_cmpuint(audit.findings->len, ==, 0);
        g_assert_true(mark_check(office.file, old, NULL) == (entries == 4));
        g_clear_pointer(&db, db_free);
        fixture_add(&office, old, "activity", -1, "another two");
    }
    /* The officer says that this is the only copy there is. */
    g_autoptr(Db) db = store_write(office.store, &error);
    g_assert_true(mark_confirm(db, &error));
    g_clear_pointer(&db, db_free);
    g_autoptr(Book) now = fixture_load(&office, "KG");
    g_autofree char *note = sign(&office, now, &error);
    g_assert_no_error(error);
    g_assert_nonnull(note);
}

static void
test_mark_missing(void)
{
    g_auto(Fixture) office = {0}, partner = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    fixture_init(&partner);
    g_autoptr(Book) book = fixture_book(&office, "KG");
    mark_set(&office, NULL);
    g_autofree char *alone = sign(&office, book, &error);
    g_assert_nonnull(alone); /* nobody has seen a head yet */
    g_autoptr(Book) theirs = fixture_book(&partner, "HG");
    g_autoptr(Book) copy = fixture_mirror(&partner, theirs, &office, "HG");
    g_autofree char *mark = mark_text(&office);
    mark_set(&office, NULL);
    g_assert_null(sign(&office, book, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    mark_set(&office, "what is this\n");
    g_assert_null(sign(&office, book, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    mark_set(&office, mark);
    g_autofree char *note = sign(&office, book, &error);
    g_assert_nonnull(note);
}

static void
test_mark_lines(void)
{
    g_auto(Fixture) office = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&office);
    g_autoptr(Book) first = fixture_book(&office, "KG");
    g_autoptr(Book) second = fixture_book(&office, "KG-CD");
    g_autofree char *one = sign(&office, first, &error);
    fixture_add(&office, second, "activity", -1, "x");
    g_autofree char *two = sign(&office, second, &error);
    g_autofree char *mark = mark_text(&office);
    g_auto(GStrv) lines = g_strsplit(mark, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 3);
    g_autofree char *expected_1 = g_strdup_printf("%s 1 ", first->origin);
    g_autofree char *expected_2 = g_strdup_printf("%s 2 ", second->origin);
    g_assert_true(g_str_has_prefix(lines[0], expected_1) || g_str_has_prefix(lines[1], expected_1));
    g_assert_true(g_str_has_prefix(lines[0], expected_2) || g_str_has_prefix(lines[1], expected_2));
}

/* When our mirror said it; 0: not at all. */
static guint64
cosigned_at(Fixture *office, const Book *own, const char *text)
{
    g_autoptr(GError) error = NULL;
    PublicKeys stated;
    bool found;
    Note note;
    uint64_t time = 0;
    g_autoptr(Db) db = store_read(office->store, &error);
    g_assert_true(public_keys_of(db, own->book, &stated, &found, &error));
    g_assert_cmpint(note_read(text, strlen(text), &note), ==, PROOF_OK);
    return note_verify(&note, &stated.mirror, &time) == PROOF_OK ? time : 0;
}

static char *
cosign(Fixture *office, const Book *own, Book *copy, const char *note, gint64 time, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autofree char *cosigned = head_cosign(db, own, copy, note, time, error);
    if (cosigned == NULL || !db_commit(db, error))
        return NULL;
    return g_steal_pointer(&cosigned);
}

static void
test_cosign(void)
{
    g_auto(Fixture) ours = {0}, theirs = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&ours);
    fixture_init(&theirs);
    g_autoptr(Book) own = fixture_book(&ours, "HG");
    g_autoptr(Book) book = fixture_book(&theirs, "KG");
    g_autofree char *small = sign(&theirs, book, &error);
    fixture_add(&theirs, book, "activity", -1, "x");
    g_autofree char *large = sign(&theirs, book, &error);
    g_autoptr(Book) copy = fixture_mirror(&theirs, book, &ours, "KG");
    g_autofree char *first = cosign(&ours, own, copy, small, 1600000000, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(cosigned_at(&ours, own, first), ==, 1600000000);
    /* The clock went back: the time does not. */
    g_autofree char *second = cosign(&ours, own, copy, large, 1500000000, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(cosigned_at(&ours, own, second), ==, 1600000000);
    g_assert_null(
        cosign(&ours, own, copy, small, 1700000000, &error)); /* smaller than one before */
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_autofree char *third = cosign(&ours, own, copy, second, 1700000000, &error);
    g_assert_cmpuint(cosigned_at(&ours, own, third), ==, 1700000000);
    Note note;
    g_assert_cmpint(note_read(third, strlen(third), &note), ==, PROOF_OK);
    g_assert_cmpuint(note.count, ==, 2);

    /* It comes home: the owner keeps it under its own head, once the partner's keys are known
     * there. */
    g_autoptr(Book) our_copy = fixture_mirror(&ours, own, &theirs, "HG");
    g_autoptr(Db) db = store_write(theirs.store, &error);
    g_assert_true(head_keep(db, book->book, book->frontier.size, &book->root, third, &error));
    g_assert_true(db_commit(db, &error));
    g_clear_pointer(&db, db_free);
    db = store_read(theirs.store, &error);
    g_autofree char *kept = NULL, *none = NULL;
    guint64 size = 0;
    g_assert_true(head_find_cosigned(db, book->book, NULL, &kept, &size, &error));
    g_assert_cmpstr(kept, ==, third);
    g_assert_cmpuint(size, ==, 2);
    g_assert_true(head_find_cosigned(db, book->book, "somebody/mirror", &none, &size, &error));
    g_assert_null(none);
    g_clear_pointer(&db, db_free);
    g_autofree char *again = sign(&theirs, book, &error);
    g_assert_cmpstr(again, ==, third);
    g_autofree char *at_home = fixture_audit(&theirs), *here = fixture_audit(&ours);
    g_assert_cmpstr(at_home, ==, "");
    g_assert_cmpstr(here, ==, "");
}

static void
test_cosign_refusals(void)
{
    g_auto(Fixture) ours = {0}, theirs = {0};
    g_autoptr(GError) error = NULL;
    fixture_init(&ours);
    fixture_init(&theirs);
    g_autoptr(Book) own = fixture_book(&ours, "HG");
    g_autoptr(Book) other = fixture_book(&ours, "HG-CD");
    g_autoptr(Book) book = fixture_book(&theirs, "KG");
    g_autofree char *own_note = sign(&ours, other, &error);
    g_assert_null(cosign(&ours, own, other, own_note, 1600000000, &error));
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_autoptr(Book) copy = fixture_mirror(&theirs, book, &ours, "KG");
    fixture_add(&theirs, book, "activity", -1, "x");
    g_autofree char *ahead = sign(&theirs, book, &error);
    g_assert_null(
        cosign(&ours, own, copy, ahead, 1600000000, &error)); /* its leaves are not held */
    g_assert_error(error, KN_ERROR, KN_CONFLICT);
    g_clear_error(&error);
    g_assert_null(cosign(&ours, own, copy, own_note, 1600000000, &error)); /* another book's head */
    g_assert_error(error, KN_ERROR, KN_INVALID);
    g_clear_error(&error);
    g_autoptr(Db) db = store_write(ours.store, &error);
    g_assert_false(head_keep(db, copy->book, 1, &copy->root, own_note, &error));
    g_assert_error(error, KN_ERROR, KN_INVALID);
}

/* Two heads of one size by the owner's own key: a fork. */
static void
test_fork(void)
{
    g_auto(Fixture) ours = {0}, theirs = {0};
    g_autoptr(GError) error = NULL;
    g_auto(Keys) keys = {0};
    fixture_init(&ours);
    fixture_init(&theirs);
    g_autoptr(Book) own = fixture_book(&ours, "HG");
    g_autoptr(Book) book = fixture_book(&theirs, "KG");
    g_autofree char *note = sign(&theirs, book, &error);
    g_autoptr(Book) copy = fixture_mirror(&theirs, book, &ours, "KG");
    g_autofree char *first = cosign(&ours, own, copy, note, 1600000000, &error);
    g_autoptr(Db) reader = store_read(theirs.store, &error);
    g_assert_true(keys_load(reader, book->book, book->origin, &keys, &error));
    char text[1024];
    Sink sink;
    Hash root;
    sha_of("fork", 4, &root);
    sink_init(&sink, text, sizeof(text) - 1);
    checkpoint_write(book->origin, 1, &root, &sink);
    Slice head = {text, sink.length};
    sink_add_text(&sink, "\n");
    note_sign(head, &keys.log, keys.log_seed, 0, &sink);
    text[sink.length] = '\0';
    g_assert_null(cosign(&ours, own, copy, text, 1600000000, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
    g_clear_error(&error);
    g_autoptr(Db) db = store_write(ours.store, &error);
    g_assert_false(head_keep(db, copy->book, 1, &root, text, &error));
    g_assert_error(error, KN_ERROR, KN_BROKEN);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/head/sign", test_sign);
    g_test_add_func("/head/unsaved", test_unsaved);
    if (!place_is_server()) /* tests/flows copies a database */
        g_test_add_func("/head/old-copy", test_old_copy);
    g_test_add_func("/head/mark-missing", test_mark_missing);
    g_test_add_func("/head/mark-lines", test_mark_lines);
    g_test_add_func("/head/cosign", test_cosign);
    g_test_add_func("/head/cosign-refusals", test_cosign_refusals);
    g_test_add_func("/head/fork", test_fork);
    return g_test_run();
}
