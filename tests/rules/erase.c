/* erase.c: an erased word is in no byte of the files, and every total and root stays as it was.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "book/body.h"
#include "desk.h"
#include "views/list.h"

#define WORD "Xuyênmộc"
#define FOLDED "xuyenmoc"
#define MONEY "5000000 1 eq 5 triệu"

static const Actor chair = {4, "chu.tich", ROLE_CHAIR};
static const Actor recorder = {5, "lan", ROLE_RECORDER};

static int
occurrences(Desk *desk, const char *word)
{
    return place_occurrences(desk->file, desk->folder, word);
}

static guint
search(Desk *desk, const char *words)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    gint64 number = book->book;
    g_autoptr(GPtrArray) found = search_run(db, &number, 1, words, 10, NULL);
    return found->len;
}

static void
assert_refused(Desk *desk, const Actor *actor, gint64 entry, const char *field, const char *ground,
               int code)
{
    g_autoptr(GError) error = NULL;
    g_assert_false(record_erase(desk->office, NULL, actor, entry, field, ground, &error));
    g_assert_error(error, KN_ERROR, code);
}

static void
test_erase(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    g_autoptr(Record) record = activity("Giúp ông " WORD, MONEY);
    gint64 entry = written(&desk, NULL, record);
    /* In an amendment too, which is itself undone. */
    g_autoptr(Record) changed = activity("Giúp gia đình ông " WORD, MONEY);
    g_autoptr(Problems) problems = problems_new();
    gint64 amendment = -1, undo = -1;
    g_assert_true(record_amend(desk.office, NULL, &recorder, entry, changed, "rõ hơn", -1, problems,
                               &amendment, NULL));
    g_assert_true(record_undo(desk.office, NULL, &recorder, amendment, NULL, &undo, NULL));
    g_assert_cmpuint(search(&desk, FOLDED), ==, 1);
    g_assert_cmpint(occurrences(&desk, WORD), >=, 2);
    g_assert_cmpint(occurrences(&desk, FOLDED), >=, 1);

    assert_refused(&desk, &recorder, entry, "title", "yêu cầu", KN_DENIED);
    assert_refused(&desk, &chair, entry, "title", " ", KN_INVALID);
    assert_refused(&desk, &chair, entry, "value", "yêu cầu", KN_INVALID);
    assert_refused(&desk, &chair, entry, "no_such", "yêu cầu", KN_INVALID);
    assert_refused(&desk, &chair, amendment, "title", "yêu cầu", KN_INVALID);
    assert_refused(&desk, &chair, 0, "name", "yêu cầu", KN_CONFLICT);

    g_autoptr(GError) error = NULL;
    g_assert_true(
        record_erase(desk.office, NULL, &chair, entry, "title", "yêu cầu ngày 12/8/2020", &error));
    g_assert_no_error(error);
    g_assert_cmpint(occurrences(&desk, WORD), ==, 0);
    g_assert_cmpint(occurrences(&desk, FOLDED), ==, 0);
    g_assert_cmpuint(search(&desk, FOLDED), ==, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);
    g_autoptr(Record) now = live(&desk, NULL, entry);
    g_assert_true(record_is_struck(now, kind_field(now->kind, "title")));
    assert_refused(&desk, &chair, entry, "title", "yêu cầu", KN_CONFLICT);
    assert_sound(&desk);

    /* It can be changed afterwards; the struck line is written empty or anew. */
    g_autoptr(Record) again = record_copy(now);
    set(again, "title", "Giúp một gia đình");
    g_autoptr(Problems) none = problems_new();
    g_assert_true(record_amend(desk.office, NULL, &recorder, entry, again, "ghi lại", -1, none,
                               &amendment, NULL));
    g_assert_cmpint(amendment, >, 0);
    assert_sound(&desk);
}

/* An undone record is still erased; a private one too; author lines as well. */
static void
test_erase_hidden(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    g_autoptr(Record) member = record_new(kind_get("member"));
    record_set(member, member->kind->title, "Nguyễn " WORD);
    gint64 entry = written(&desk, NULL, member), undo = -1;
    g_assert_true(record_undo(desk.office, NULL, &recorder, entry, NULL, &undo, NULL));
    const char *field = member->kind->fields[member->kind->title].name;
    g_assert_true(
        record_erase(desk.office, NULL, &chair, entry, field, "thôi làm đoàn viên", NULL));
    g_assert_cmpint(occurrences(&desk, WORD), ==, 0);

    Actor named = {6, WORD, ROLE_RECORDER};
    g_autoptr(Record) gift = activity("Tặng quà", MONEY);
    g_autoptr(Problems) problems = problems_new();
    g_assert_true(record_add(desk.office, NULL, &named, gift, problems, &entry, NULL));
    g_assert_cmpint(occurrences(&desk, WORD), >, 0);
    g_assert_true(record_erase(desk.office, NULL, &chair, entry, "author", "thôi việc", NULL));
    g_assert_cmpint(occurrences(&desk, WORD), ==, 0);
    assert_sound(&desk);
}

/* Bytes beside the book go with the last line that names them. */
static void
test_erase_file(void)
{
    g_auto(Desk) desk = {0};
    desk_init(&desk);
    desk_book(&desk, "KG", "Kiên Giang", "chapter", NULL);
    static const char bytes[] = "bytes that stand for a photo of " WORD;
    g_autoptr(GString) value = g_string_new("sha256:");
    Hash hash;
    {
        g_autoptr(Db) db = store_write(desk.office->store, NULL);
        g_autoptr(Book) book = office_book(db, NULL, NULL);
        g_assert_true(book_put_file(db, book->book, bytes, strlen(bytes), &hash, NULL));
        g_assert_true(db_commit(db, NULL));
    }
    for (gsize i = 0; i < HASH_SIZE; i++)
        g_string_append_printf(value, "%02x", hash.bytes[i]);
    g_string_append_printf(value, " %u image/jpeg", (guint)strlen(bytes));
    gint64 entries[2];
    const char *field = NULL;
    for (gsize i = 0; i < 2; i++) {
        g_autoptr(Record) photo = record_new(kind_get("photo"));
        for (gsize at = 0; at < photo->kind->field_count; at++) {
            const Field *each = &photo->kind->fields[at];
            if (each->type == FIELD_FILE) {
                field = each->name;
                record_set(photo, (int)at, value->str);
            } else if (each->required && each->type == FIELD_TEXT)
                record_set(photo, (int)at, "Trao quà");
            else if (each->required && each->type == FIELD_DATE)
                record_set(photo, (int)at, "2020-08-12");
        }
        entries[i] = written(&desk, NULL, photo);
    }
    g_assert_nonnull(field);
    g_assert_true(record_erase(desk.office, NULL, &chair, entries[0], field, "yêu cầu", NULL));
    g_assert_cmpint(occurrences(&desk, WORD), ==, 1); /* the other record still shows it */
    g_assert_true(record_erase(desk.office, NULL, &chair, entries[1], field, "yêu cầu", NULL));
    g_assert_cmpint(occurrences(&desk, WORD), ==, 0);
    assert_sound(&desk);

    /* A record that names bytes nobody kept is refused. */
    g_autoptr(Record) lost = record_new(kind_get("photo"));
    set(lost, field, value->str);
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = 0;
    g_assert_true(record_add(desk.office, NULL, &recorder, lost, problems, &entry, NULL));
    g_assert_cmpint(entry, ==, -1);
    g_assert_nonnull(problems_find(problems, field));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/erase/everywhere", test_erase);
    g_test_add_func("/rules/erase/hidden", test_erase_hidden);
    g_test_add_func("/rules/erase/file", test_erase_file);
    return g_test_run();
}
