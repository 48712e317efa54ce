/* records.c: tests what happens to single records: chains, undos, erasures, late bodies, ids and
 * histories.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/list.h"
#include "views/question.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *book;
} Room;

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->db = desk_begin(&room->desk);
    room->book = desk_book(room->db, "KG", "chapter", true);
}

static void
tear_down(Room *room, gconstpointer data)
{
    book_free(room->book);
    db_free(room->db);
    desk_close(&room->desk);
}

static gint64
total(Room *room)
{
    g_autoptr(GError) error = NULL;
    Question question = {.measure = measure_find("value"),
                         .books = &room->book->book,
                         .book_count = 1,
                         .period = {day_of(2020, 1, 1), day_of(2020, 12, 31)}};
    Figure figure = {0};
    bool done = question_answer(room->db, &question, &figure, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return figure.sum.vnd / 1000000;
}

/* Its title now, NULL when there is no such record any more. */
static char *
title(Room *room, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) record = record_load(room->db, room->book, entry, &error);
    if (!record) {
        g_assert_error(error, KN_ERROR, KN_MISSING);
        return NULL;
    }
    return record_title(record);
}

static void
check_title(Room *room, gint64 entry, const char *expected)
{
    g_autofree char *found = title(room, entry);
    g_assert_cmpstr(found, ==, expected);
}

static gint64
amend(Room *room, gint64 entry, Record *record)
{
    gint64 made = desk_write(room->db, room->book, record, entry,
                             1577836800 + (gint64)room->book->frontier.size * 60);
    record_free(record);
    return made;
}

static void
test_chain(Room *room, gconstpointer data)
{
    gint64 first = desk_add(room->db, room->book, desk_activity("2020-01-01", "Một", "1 triệu"));
    gint64 second = amend(room, first, desk_activity("2020-01-02", "Hai", "2 triệu"));
    gint64 third = amend(room, first, desk_activity("2020-01-03", "Ba", "4 triệu"));
    check_title(room, first, "Ba");
    check_title(room, second, NULL);
    g_assert_cmpint(total(room), ==, 4);
    gint64 undo = desk_undo(room->db, room->book, third, third, 1600000000);
    check_title(room, first, "Hai");
    g_assert_cmpint(total(room), ==, 2);
    gint64 whole = desk_undo(room->db, room->book, first, first, 1600000001);
    check_title(room, first, NULL);
    g_assert_cmpint(total(room), ==, 0);
    desk_undo(room->db, room->book, undo, whole, 1600000002);
    check_title(room, first, "Ba");
    g_assert_cmpint(total(room), ==, 4);
}

/* Another kind, an amendment of an amendment, of the book's first entry, of an undo: no effect and
 * no crash. */
static void
test_foreign_amendments(Room *room, gconstpointer data)
{
    gint64 first = desk_add(room->db, room->book, desk_activity("2020-01-01", "Một", "1 triệu"));
    gint64 second = amend(room, first, desk_activity("2020-01-01", "Hai", "2 triệu"));
    gint64 undo = desk_undo(room->db, room->book, second, second, 1600000000);
    gint64 visit = desk_add(room->db, room->book,
                            desk_record("visit", "held", "2020-01-01", "goods", "quà", NULL));
    amend(room, first, desk_record("campaign", "name", "Khác loại", NULL));
    amend(room, first, desk_record("visit", "goods", "khác loại", NULL));
    amend(room, second, desk_activity("2020-01-01", "Của bản sửa", "8 triệu"));
    amend(room, 0, desk_activity("2020-01-01", "Của mục đầu", "8 triệu"));
    amend(room, undo, desk_activity("2020-01-01", "Của hoàn tác", "8 triệu"));
    amend(room, visit, desk_record("member", "name", "Loại riêng khác", NULL));
    check_title(room, first, "Một");
    g_assert_cmpint(total(room), ==, 1);
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) still = record_load(room->db, room->book, visit, &error);
    g_assert_no_error(error);
    g_assert_true(still->kind == kind_get("visit"));
    g_assert_cmpint(still->last, ==, visit);
}

/* An import of five thousand rows, one of them corrected, is undone by one entry and brought back
 * by another. */
static void
test_batch(Room *room, gconstpointer data)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (int i = 0; i < 5000; i++) {
        g_autofree char *name = g_strdup_printf("Hộ nghèo số %d", i);
        g_ptr_array_add(rows, desk_activity("2020-05-01", name, "1 triệu"));
    }
    desk_add(room->db, room->book, desk_activity("2020-01-01", "Đứng riêng", "3 triệu"));
    gint64 first = desk_write_all(room->db, room->book, rows, 1590000000);
    amend(room, first + 7, desk_activity("2020-05-01", "Đã sửa", "11 triệu"));
    g_assert_cmpint(total(room), ==, 5013);
    gint64 undo = desk_undo(room->db, room->book, first, first + 4999, 1600000000);
    g_assert_cmpint(total(room), ==, 3);
    check_title(room, first + 7, NULL);
    check_title(room, first + 4999, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) gone = search_run(room->db, &room->book->book, 1, "hộ nghèo", 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(gone->len, ==, 0);
    desk_undo(room->db, room->book, undo, undo, 1600000001);
    g_assert_cmpint(total(room), ==, 5013);
    check_title(room, first + 7, "Đã sửa");
    g_autoptr(GPtrArray) back = search_run(room->db, &room->book->book, 1, "nghèo hộ", 10, &error);
    g_assert_no_error(error);
    g_assert_cmpint(back->len, ==, 10);
}

static void
test_erasure(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 first = desk_add(room->db, room->book,
                            desk_activity("2020-01-01", "Thăm Nguyễn Văn Mười", "1 triệu"));
    gint64 second = amend(room, first, desk_activity("2020-01-01", "Thăm ông Mười", "2 triệu"));
    g_autofree char *both = g_strdup_printf("%d\n%d", (int)first, (int)second);
    g_assert_true(book_strike_line(room->db, room->book->book, first, "title", &error));
    g_assert_true(book_strike_line(room->db, room->book->book, second, "title", &error));
    g_autoptr(Record) erasure = desk_record("erase", "entries", both, "field", "title", "ground",
                                            "người nhà yêu cầu", NULL);
    desk_write(room->db, room->book, erasure, -1, 1600000000);
    g_autoptr(Record) record = record_load(room->db, room->book, first, &error);
    g_assert_no_error(error);
    g_assert_true(record_is_struck(record, kind_field(record->kind, "title")));
    g_assert_cmpint(total(room), ==, 2);
    g_autofree char *dump = desk_dump(room->db);
    g_assert_null(strstr(dump, "Mười"));
    g_assert_null(strstr(dump, "muoi"));
}

/* A mirrored entry without its body, then with it, then with a newer kind. */
static void
test_late_bodies(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 entry =
        desk_add(room->db, room->book, desk_activity("2020-01-01", "Đến sau", "1 triệu"));
    g_auto(Entry) stored = {0};
    g_assert_true(entry_get(room->db, room->book->book, entry, &stored, &error));
    g_assert_true(db_run(room->db, &error, "DELETE FROM body WHERE book = ? AND entry = ?", "ii",
                         room->book->book, entry));
    g_assert_true(views_refresh(room->db, room->book, entry, &error));
    check_title(room, entry, NULL);
    g_assert_cmpint(total(room), ==, 0);
    g_assert_true(
        book_mirror_body(room->db, room->book, entry, stored.body, stored.body_length, &error));
    g_assert_no_error(error);
    g_assert_true(views_refresh(room->db, room->book, entry, &error));
    g_assert_no_error(error);
    check_title(room, entry, "Đến sau");
    g_assert_cmpint(total(room), ==, 1);
    NewEntry newer = {"activity", 99, entry, stored.body, stored.body_length};
    NewEntry unknown = {"weather", 1, -1, stored.body, stored.body_length};
    gint64 first = -1;
    NewEntry both[] = {newer, unknown};
    g_assert_true(book_append(room->db, room->book, both, 2, 1600000000, &first, &error));
    g_assert_no_error(error);
    g_assert_true(views_apply(room->db, room->book, first, 2, &error));
    g_assert_no_error(error);
    check_title(room, entry,
                NULL); /* what it says now cannot be read here, what it said no longer counts */
    check_title(room, first + 1, NULL);
    g_assert_cmpint(total(room), ==, 0);
}

static const HistoryStep *
step(const GPtrArray *steps, guint at)
{
    g_assert_cmpuint(at, <, steps->len);
    return steps->pdata[at];
}

static void
test_history(Room *room, gconstpointer data)
{
    g_autoptr(GError) error = NULL;
    gint64 first = desk_add(room->db, room->book, desk_activity("2020-01-01", "Một", "1 triệu"));
    Record *changed = desk_activity("2020-01-01", "Hai", "2 triệu");
    g_free(changed->why);
    changed->why = g_strdup("ghi nhầm");
    gint64 second = amend(room, first, changed);
    gint64 undo = desk_undo(room->db, room->book, second, second, 1600000000);
    gint64 again = desk_undo(room->db, room->book, undo, undo, 1600000001);
    g_assert_true(book_strike_line(room->db, room->book->book, first, "title", &error));
    g_autofree char *number = g_strdup_printf("%d", (int)first);
    g_autoptr(Record) erasure =
        desk_record("erase", "entries", number, "field", "title", "ground", "yêu cầu", NULL);
    gint64 erased = desk_write(room->db, room->book, erasure, -1, 1600000002);
    g_autoptr(GPtrArray) steps = record_history(room->db, room->book, first, &error);
    g_assert_no_error(error);
    g_assert_cmpint(steps->len, ==, 4);
    g_assert_cmpint(step(steps, 0)->step, ==, STEP_WRITTEN);
    g_assert_true(record_is_struck(step(steps, 0)->record,
                                   kind_field(step(steps, 0)->record->kind, "title")));
    g_assert_cmpint(step(steps, 1)->step, ==, STEP_AMENDED);
    g_assert_false(step(steps, 1)->undone);
    g_assert_cmpstr(step(steps, 1)->why, ==, "ghi nhầm");
    g_assert_cmpint(step(steps, 2)->step, ==, STEP_UNDONE);
    g_assert_cmpint(step(steps, 2)->entry, ==, undo);
    g_assert_true(step(steps, 2)->undone);
    g_assert_null(step(steps, 2)->record);
    g_assert_cmpint(step(steps, 3)->step, ==, STEP_ERASED);
    g_assert_cmpint(step(steps, 3)->entry, ==, erased);
    g_assert_cmpstr(step(steps, 3)->why, ==, "yêu cầu");
    desk_undo(room->db, room->book, again, again, 1600000003);
    g_autoptr(GPtrArray) later = record_history(room->db, room->book, first, &error);
    g_assert_no_error(error);
    g_assert_true(step(later, 1)->undone);
    g_assert_false(step(later, 2)->undone);
}

static void
check_id(Room *room, const Book *own, const char *typed, gint64 expected)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    bool read = record_id_read(room->db, own, typed, &book, &entry, &error);
    g_assert_no_error(error);
    g_assert_true(read);
    g_assert_cmpint(entry, ==, expected);
    g_assert_cmpint(book->book, ==, room->book->book);
}

static void
check_no_id(Room *room, const Book *own, const char *typed, int code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Book) book = NULL;
    gint64 entry = -1;
    g_assert_false(record_id_read(room->db, own, typed, &book, &entry, &error));
    g_assert_error(error, KN_ERROR, code);
    g_assert_null(book);
}

static void
test_ids(Room *room, gconstpointer data)
{
    gint64 entry = desk_add(room->db, room->book, desk_activity("2020-01-01", "Một", "1 triệu"));
    g_autofree char *id = record_id(room->book, entry);
    g_assert_cmpstr(id, ==, "KG-1");
    check_id(room, NULL, "KG-1", 1);
    check_id(room, NULL, "kg-1", 1);
    check_id(room, room->book, "1", 1);
    g_autofree char *far = g_strdup_printf("%s#1", room->book->origin);
    check_id(room, NULL, far, 1);
    check_no_id(room, NULL, "1", KN_INVALID);
    check_no_id(room, NULL, "KG-", KN_INVALID);
    check_no_id(room, NULL, "-1", KN_INVALID);
    check_no_id(room, NULL, "KG-01", KN_INVALID);
    check_no_id(room, NULL, "KG-1x", KN_INVALID);
    check_no_id(room, NULL, "", KN_INVALID);
    check_no_id(room, NULL, "KG-2", KN_MISSING);
    check_no_id(room, NULL, "KG-99999999999999999999", KN_INVALID);
    check_no_id(room, NULL, "HG-1", KN_MISSING);
    g_autofree char *near_title = record_ref_title(room->db, room->book, "activity", "1");
    g_autofree char *far_title = record_ref_title(room->db, room->book, "activity", far);
    g_autofree char *other_kind = record_ref_title(room->db, room->book, "campaign", "1");
    g_autofree char *unknown = record_ref_title(room->db, room->book, "activity", "elsewhere#4");
    g_assert_cmpstr(near_title, ==, "Một");
    g_assert_cmpstr(far_title, ==, "Một");
    g_assert_cmpstr(other_kind, ==, "KG-1");
    g_assert_cmpstr(unknown, ==, "elsewhere#4");
    const Kind *activity = kind_get("activity");
    g_assert_true(record_ref_is_live(room->db, room->book, activity, "1"));
    g_assert_false(record_ref_is_live(room->db, room->book, activity, "2"));
    g_assert_false(record_ref_is_live(room->db, room->book, activity, far));
    g_assert_false(record_ref_is_live(room->db, room->book, kind_get("campaign"), "1"));
    g_autoptr(GError) error = NULL;
    g_assert_null(record_load(room->db, room->book, 0, &error));
    g_assert_error(error, KN_ERROR, KN_MISSING);
}

#define ADD(name, function)                                                                        \
    g_test_add("/views/records/" name, Room, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("chain", test_chain);
    ADD("foreign-amendments", test_foreign_amendments);
    ADD("batch", test_batch);
    ADD("erasure", test_erasure);
    ADD("late-bodies", test_late_bodies);
    ADD("history", test_history);
    ADD("ids", test_ids);
    return g_test_run();
}
