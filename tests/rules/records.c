/* records.c: writing, changing and taking back records; who may; references and double entries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "book/body.h"
#include "desk.h"

#define EXACT "5000000 1 eq 5 triệu"
#define MORE "7000000 1 eq 7 triệu"

static const Actor recorder = {4, "lan", ROLE_RECORDER};
static const Actor treasurer = {5, "quy", ROLE_TREASURER};

static void
office_with_book(Desk *desk)
{
    desk_init(desk);
    desk_book(desk, "KG", "Hội Chữ thập đỏ tỉnh Kiên Giang", "chapter", NULL);
}

static void
test_add(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) record = activity("Tặng quà Tết", EXACT);
    gint64 entry = written(&desk, NULL, record);
    g_assert_cmpint(entry, ==, 2);
    g_assert_cmpint(record->entry, ==, 2);
    g_autoptr(Record) found = live(&desk, NULL, entry);
    g_assert_cmpstr(get(found, "title"), ==, "Tặng quà Tết");
    g_assert_cmpstr(found->author, ==, "may");
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);
    assert_sound(&desk);

    /* What is wrong is said, and nothing is written. */
    g_autoptr(Record) empty = record_new(kind_get("activity"));
    g_autoptr(Problems) problems = problems_new();
    gint64 none = 0;
    g_assert_true(record_add(desk.office, NULL, &recorder, empty, problems, &none, NULL));
    g_assert_cmpint(none, ==, -1);
    g_assert_nonnull(problems_find(problems, "title"));
    g_assert_cmpint(book_size(&desk, NULL), ==, 3);

    g_autoptr(GError) denied = NULL;
    g_autoptr(Record) other = activity("Khác", EXACT);
    g_assert_false(record_add(desk.office, NULL, &treasurer, other, problems, &none, &denied));
    g_assert_error(denied, KN_ERROR, KN_DENIED);
    g_autoptr(GError) by_program = NULL;
    g_autoptr(Record) undo = record_new(kind_get("undo"));
    g_assert_false(record_add(desk.office, NULL, &machine, undo, problems, &none, &by_program));
    g_assert_error(by_program, KN_ERROR, KN_INVALID);
    g_assert_cmpint(book_size(&desk, NULL), ==, 3);
}

/* A clock that was set back does not write into the past. */
static void
test_time(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    desk.office->fixed_time = DESK_TIME - 1000;
    g_autoptr(Record) record = activity("Tặng quà", EXACT);
    written(&desk, NULL, record);
    g_assert_cmpint(record->time, ==, DESK_TIME);
    desk.office->fixed_time = DESK_TIME + 1000;
    g_autoptr(Record) later = activity("Tặng quà khác", EXACT);
    written(&desk, NULL, later);
    g_assert_cmpint(later->time, ==, DESK_TIME + 1000);
}

static void
test_double(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) first = activity("Tặng quà Tết", EXACT);
    written(&desk, NULL, first);
    static const struct {
        const char *title, *money;
        bool hint;
    } rows[] = {
        {"tang qua  TET", EXACT, true}, /* the same words, typed without accents */
        {"Tặng quà Tết", MORE, false},
        {"Khám bệnh", EXACT, false},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Record) record = activity(rows[i].title, rows[i].money);
        g_autoptr(Problems) problems = problems_new();
        gint64 entry = -1;
        g_assert_true(record_add(desk.office, NULL, &recorder, record, problems, &entry, NULL));
        g_assert_cmpint(entry, >=, 0);
        bool hinted = false;
        for (gsize p = 0; p < problems_count(problems); p++)
            hinted = hinted || strstr(problems_at(problems, p)->sentence, "KG-2") != NULL;
        g_assert_cmpint(hinted, ==, rows[i].hint);
    }
    g_autoptr(Record) other_day = activity("Tặng quà Tết", EXACT);
    set(other_day, "held", "2020-08-11");
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    g_assert_true(record_add(desk.office, NULL, &recorder, other_day, problems, &entry, NULL));
    g_assert_cmpuint(problems_count(problems), ==, 0);
}

/* What was handed over on a day that has not come is odd, and written all the same; what is pledged may lie ahead. */
static void
test_to_come(void)
{
    static const struct {
        const char *held, *state;
        bool hint;
    } rows[] = {{"2020-08-13", "delivered", true},
                {"2031-08-12", "delivered", true},
                {"2020-08-12", "delivered", false},
                {"2031-08-12", "pledged", false}};
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *title = g_strdup_printf("Việc %zu", i);
        g_autoptr(Record) record = activity(title, EXACT);
        g_autoptr(Problems) problems = problems_new();
        gint64 entry = -1;
        set(record, "held", rows[i].held);
        set(record, "state", rows[i].state);
        g_assert_true(record_add(desk.office, NULL, &recorder, record, problems, &entry, NULL));
        g_assert_cmpint(entry, >=, 0);
        const Problem *problem = problems_find(problems, "held");
        g_assert_cmpint(problem != NULL && problem->kind == PROBLEM_HINT, ==, rows[i].hint);
    }
}

static gint64
amend(Desk *desk, gint64 entry, Record *changed, const char *why, gint64 expect, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    gint64 last = -2;
    bool done = record_amend(desk->office, NULL, &recorder, entry, changed, why, expect, problems,
                             &last, &error);
    if (code == 0)
        g_assert_no_error(error);
    else
        g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(done, ==, code == 0);
    return last;
}

static void
test_amend(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) record = activity("Tặng quà", EXACT);
    gint64 entry = written(&desk, NULL, record);
    g_autoptr(Record) changed = activity("Tặng quà", MORE);
    /* Without a reason, and without a change: nothing is written. */
    g_assert_cmpint(amend(&desk, entry, changed, " ", -1, 0), ==, -1);
    g_autoptr(Record) same = activity("Tặng quà", EXACT);
    g_assert_cmpint(amend(&desk, entry, same, "nhầm", -1, 0), ==, -1);
    gint64 last = amend(&desk, entry, changed, "gõ nhầm số", entry, 0);
    g_assert_cmpint(last, ==, entry + 1);
    g_assert_cmpint(total(&desk, NULL), ==, 7000000);
    g_autoptr(Record) now = live(&desk, NULL, entry);
    g_assert_cmpint(now->entry, ==, entry);
    g_assert_cmpint(now->last, ==, last);
    g_assert_cmpstr(now->why, ==, "gõ nhầm số");
    /* Someone who still looks at the first version is told. */
    g_autoptr(Record) late = activity("Tặng gạo", EXACT);
    amend(&desk, entry, late, "đổi", entry, KN_CONFLICT);
    amend(&desk, 99, late, "đổi", -1, KN_MISSING);
    g_autoptr(Record) other_kind = record_new(kind_get("campaign"));
    amend(&desk, entry, other_kind, "đổi", -1, KN_INVALID);

    /* Every line of the second body has another salt. */
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    g_auto(Entry) before = {0};
    g_auto(Entry) after = {0};
    g_assert_true(entry_get(db, book->book, entry, &before, NULL));
    g_assert_true(entry_get(db, book->book, last, &after, NULL));
    g_assert_cmpint(after.amends, ==, entry);
    g_assert_cmpstr(after.kind, ==, before.kind);
    g_autofree char *text = g_strndup(before.body, before.body_length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line != NULL && **line != '\0'; line++) {
        g_autofree char *salt = g_strndup(*line, 2 + 22);
        g_assert_null(memmem(after.body, after.body_length, salt, strlen(salt)));
    }
    g_clear_pointer(&db, db_free);
    assert_sound(&desk);
}

static gint64
undo(Desk *desk, const Actor *actor, gint64 entry, int code)
{
    g_autoptr(GError) error = NULL;
    gint64 number = -1;
    bool done = record_undo(desk->office, NULL, actor, entry, "nhầm", &number, &error);
    if (code == 0)
        g_assert_no_error(error);
    else
        g_assert_error(error, KN_ERROR, code);
    g_assert_cmpint(done, ==, code == 0);
    return number;
}

static void
test_undo(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) record = activity("Tặng quà", EXACT);
    gint64 entry = written(&desk, NULL, record);
    g_autoptr(Record) changed = activity("Tặng quà", MORE);
    gint64 amendment = amend(&desk, entry, changed, "sửa", -1, 0);
    /* The amendment alone, then the record, then that undo, and back. */
    gint64 first = undo(&desk, &recorder, amendment, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);
    undo(&desk, &recorder, amendment, KN_CONFLICT);
    gint64 second = undo(&desk, &recorder, entry, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 0);
    g_assert_null(live(&desk, NULL, entry));
    undo(&desk, &recorder, entry, KN_CONFLICT);
    gint64 third = undo(&desk, &recorder, second, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 5000000);
    undo(&desk, &recorder, first, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 7000000);
    undo(&desk, &recorder, third, 0);
    g_assert_cmpint(total(&desk, NULL), ==, 0);
    assert_sound(&desk);
}

static void
test_undo_refused(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) record = activity("Tặng quà", EXACT);
    gint64 entry = written(&desk, NULL, record);
    undo(&desk, &recorder, 0, KN_CONFLICT);
    undo(&desk, &recorder, 99, KN_MISSING);
    undo(&desk, &treasurer, entry, KN_DENIED);
    Actor reader = {6, "x", ROLE_READER};
    undo(&desk, &reader, entry, KN_DENIED);
    g_assert_true(record_erase(desk.office, NULL, &machine, entry, "title", "theo yêu cầu", NULL));
    undo(&desk, &recorder, entry + 1, KN_CONFLICT);
    g_assert_cmpint(book_size(&desk, NULL), ==, entry + 2);
}

/* Whose money it is. */
static void
test_fund(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    g_autoptr(Record) fund = record_new(kind_get("fund"));
    g_autoptr(Problems) problems = problems_new();
    gint64 entry = -1;
    g_autoptr(GError) denied = NULL;
    g_assert_false(record_add(desk.office, NULL, &recorder, fund, problems, &entry, &denied));
    g_assert_error(denied, KN_ERROR, KN_DENIED);
    g_assert_true(record_add(desk.office, NULL, &treasurer, fund, problems, &entry, NULL));
    g_assert_cmpint(entry, ==, -1); /* it may, but the form is empty */
}

static char *
read_reference(Desk *desk, const char *typed, Problems *problems)
{
    g_autoptr(Db) db = store_read(desk->office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    OfficeInput input;
    const Kind *visit = kind_get("visit");
    office_input_init(&input, desk->office, db, book);
    return field_read(&visit->fields[kind_field(visit, "member")], typed, &input.input, problems);
}

static gint64
add_member(Desk *desk, const char *name)
{
    g_autoptr(Record) member = record_new(kind_get("member"));
    record_set(member, member->kind->title, name);
    return written(desk, NULL, member);
}

static void
test_references(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    gint64 hai = add_member(&desk, "Thái Văn Hai");
    gint64 lan = add_member(&desk, "Nguyễn Thị Lan");
    gint64 lan_too = add_member(&desk, "Nguyễn Thị Lan");
    g_autoptr(Record) gift = activity("Thái Văn Hai", EXACT);
    gint64 other = written(&desk, NULL, gift);
    g_autofree char *expected = g_strdup_printf("%d", (int)hai);
    g_autofree char *by_id = g_strdup_printf("KG-%d", (int)hai);
    const char *const fits[] = {"thai van hai", "Thái Văn Hai", by_id, expected};
    for (gsize i = 0; i < G_N_ELEMENTS(fits); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_autofree char *ref = read_reference(&desk, fits[i], problems);
        g_assert_cmpstr(ref, ==, expected);
        g_assert_cmpuint(problems_count(problems), ==, 0);
    }
    g_autoptr(Problems) several = problems_new();
    g_assert_null(read_reference(&desk, "Nguyễn Thị Lan", several));
    g_autofree char *ids = g_strdup_printf("KG-%d, KG-%d", (int)lan, (int)lan_too);
    g_autofree char *ids_turned = g_strdup_printf("KG-%d, KG-%d", (int)lan_too, (int)lan);
    const char *sentence = problems_at(several, 0)->sentence;
    g_assert_true(strstr(sentence, ids) != NULL || strstr(sentence, ids_turned) != NULL);
    g_autofree char *wrong_kind = g_strdup_printf("%d", (int)other);
    const char *const nothing[] = {"Không Có", "KG-99", wrong_kind};
    for (gsize i = 0; i < G_N_ELEMENTS(nothing); i++) {
        g_autoptr(Problems) problems = problems_new();
        g_assert_null(read_reference(&desk, nothing[i], problems));
        g_assert_true(problems_has_errors(problems));
    }
    /* A stored reference is checked whatever door it came through. */
    const char *const refs[] = {"99", wrong_kind};
    for (gsize i = 0; i < G_N_ELEMENTS(refs); i++) {
        g_autoptr(Record) visit = record_new(kind_get("visit"));
        g_autoptr(Problems) problems = problems_new();
        gint64 entry = 0;
        set(visit, "held", "2020-08-12");
        set(visit, "occasion", "illness");
        set(visit, "member", refs[i]);
        g_assert_true(record_add(desk.office, NULL, &recorder, visit, problems, &entry, NULL));
        g_assert_cmpint(entry, ==, -1);
        g_assert_nonnull(problems_find(problems, "member"));
    }
}

/* The public leaf of a private kind says neither kind nor schema of its own. */
static void
test_private(void)
{
    g_auto(Desk) desk = {0};
    office_with_book(&desk);
    gint64 entry = add_member(&desk, "Thái Văn Hai");
    g_autoptr(Db) db = store_read(desk.office->store, NULL);
    g_autoptr(Book) book = office_book(db, NULL, NULL);
    g_auto(Entry) stored = {0};
    g_assert_true(entry_get(db, book->book, entry, &stored, NULL));
    g_assert_cmpstr(stored.kind, ==, "care");
    g_assert_cmpint(stored.schema, ==, 1);
    g_autofree char *line = body_value(stored.body, stored.body_length, "record");
    g_assert_cmpstr(line, ==, "member/1");
    g_assert_true(g_str_has_prefix(stored.body + 2 + 22 + 1, "record "));
    g_assert_null(memmem(stored.leaf, stored.leaf_length, "member", 6));
    g_autoptr(Record) member = record_load(db, book, entry, NULL);
    g_assert_cmpstr(member->kind->name, ==, "member");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/records/add", test_add);
    g_test_add_func("/rules/records/time", test_time);
    g_test_add_func("/rules/records/double", test_double);
    g_test_add_func("/rules/records/to-come", test_to_come);
    g_test_add_func("/rules/records/amend", test_amend);
    g_test_add_func("/rules/records/undo", test_undo);
    g_test_add_func("/rules/records/undo-refused", test_undo_refused);
    g_test_add_func("/rules/records/fund", test_fund);
    g_test_add_func("/rules/records/references", test_references);
    g_test_add_func("/rules/records/private", test_private);
    return g_test_run();
}
