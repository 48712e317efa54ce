/* agreements.c: tests the states of agreements from their copies, covenants, houses and titles by
 * the day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "book/body.h"
#include "records/codec.h"
#include "records/kinds.h"
#include "views/agreements.h"
#include "views/units.h"

typedef struct {
    Desk desk;
    Db *db;
    Book *kg, *hg, *third;
    Day today;
} Room;

static void
set_up(Room *room, gconstpointer data)
{
    desk_open(&room->desk);
    room->db = desk_begin(&room->desk);
    room->kg = desk_book(room->db, "KG", "chapter", true);
    room->hg = desk_book(room->db, "HG", "chapter", true);
    room->third = desk_book(room->db, "AG", "chapter", true);
    room->today = day_of(2020, 8, 12);
}

static void
tear_down(Room *room, gconstpointer data)
{
    book_free(room->kg);
    book_free(room->hg);
    book_free(room->third);
    db_free(room->db);
    desk_close(&room->desk);
}

static void
add_line(void *context, const char *name, const char *value)
{
    body_add(context, name, value);
}

/* The body both parties write. */
static char *
text_of(Room *room, const char *title, const char *ends, const char *replaces)
{
    g_autofree char *parties = g_strdup_printf("%s\tk\tKG\tKiên Giang\n%s\tk\tHG\tHậu Giang",
                                               room->kg->origin, room->hg->origin);
    g_autoptr(Record) record =
        desk_record("covenant", "title", title, "parties", parties, "sort", "twinning", "starts",
                    "2020-01-01", "ends", ends, "opened", "activity.value\nactivity.held\nno.such",
                    "replaces", replaces, NULL);
    g_auto(Body) body = {0};
    body_init(&body);
    record_lines(record, add_line, &body);
    return g_strdup(body.text->str);
}

static gint64
put(Room *room, Book *book, const char *text)
{
    g_autoptr(GError) error = NULL;
    NewEntry entry = {"covenant", 1, -1, text, strlen(text)};
    gint64 first = -1;
    g_assert_true(book_append(room->db, book, &entry, 1, 1580000000 + (gint64)book->frontier.size,
                              &first, &error));
    g_assert_no_error(error);
    g_assert_true(views_apply(room->db, book, first, 1, &error));
    g_assert_no_error(error);
    return first;
}

static char *
only_hash(Room *room, guint at)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) all = agreements_list(room->db, NULL, room->today, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(at, <, all->len);
    return g_strdup(((const Agreement *)all->pdata[at])->body_hash);
}

static Agreement *
look(Room *room, const char *hash, AgreementState expected)
{
    g_autoptr(GError) error = NULL;
    Agreement *agreement = NULL;
    g_assert_true(agreement_find(room->db, hash, room->today, &agreement, &error));
    g_assert_no_error(error);
    g_assert_nonnull(agreement);
    g_assert_cmpint(agreement->state, ==, expected);
    return agreement;
}

static void
check_state(Room *room, const char *hash, AgreementState expected)
{
    agreement_free(look(room, hash, expected));
}

static guint
between(Room *room, const Book *a, const Book *b, Day day)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) covenants = covenants_between(room->db, a, b, day, &error);
    g_assert_no_error(error);
    return covenants->len;
}

static void
test_states(Room *room, gconstpointer data)
{
    g_autofree char *text = text_of(room, "Kết nghĩa", "2020-12-31", "");
    put(room, room->kg, text);
    g_autofree char *hash = only_hash(room, 0);
    g_assert_cmpuint(strlen(hash), ==, 44);
    check_state(room, hash, AGREEMENT_PROPOSED);
    g_assert_cmpint(between(room, room->kg, room->hg, room->today), ==, 0);

    put(room, room->third, text); /* no party: its copy counts for nothing */
    check_state(room, hash, AGREEMENT_PROPOSED);

    gint64 entry = put(room, room->hg, text);
    g_autofree char *number = g_strdup_printf("%d", (int)entry);
    desk_add(room->db, room->hg,
             desk_record("signed", "author", "tung", "role", "chair", "agreement", number, NULL));
    g_autoptr(Agreement) agreement = look(room, hash, AGREEMENT_IN_FORCE);
    g_assert_cmpint(agreement->parties->len, ==, 2);
    const AgreementParty *hg = agreement->parties->pdata[0], *kg = agreement->parties->pdata[1];
    g_assert_cmpstr(hg->code, ==, "HG");
    g_assert_cmpint(hg->entry, ==, entry);
    g_assert_cmpstr(hg->signed_by, ==, "tung");
    g_assert_cmpstr(kg->signed_by, ==, "");
    g_assert_cmpint(between(room, room->kg, room->hg, room->today), ==, 1);
    g_assert_cmpint(between(room, room->kg, room->third, room->today), ==, 0);
    g_assert_cmpint(between(room, room->kg, room->hg, day_of(2019, 12, 31)), ==, 0);
    g_assert_cmpint(between(room, room->kg, room->hg, day_of(2021, 1, 1)), ==, 0);
    g_autoptr(Opened) opened = covenant_opened(agreement);
    const Kind *activity = kind_get("activity");
    g_assert_true(opened_has(opened, activity, kind_field(activity, "value")));
    g_assert_false(opened_has(opened, activity, kind_field(activity, "title")));

    room->today = day_of(2021, 1, 1);
    check_state(room, hash, AGREEMENT_EXPIRED);
    room->today = day_of(2020, 12, 31);
    check_state(room, hash, AGREEMENT_IN_FORCE);
    desk_add(room->db, room->third,
             desk_record("end", "agreement", hash, NULL)); /* not theirs to end */
    check_state(room, hash, AGREEMENT_IN_FORCE);
    desk_add(room->db, room->kg, desk_record("end", "agreement", hash, "date", "2020-08-01", NULL));
    check_state(room, hash, AGREEMENT_ENDED);
    g_assert_cmpint(between(room, room->kg, room->hg, room->today), ==, 0);
}

static void
test_replaced(Room *room, gconstpointer data)
{
    g_autofree char *old = text_of(room, "Cũ", "", "");
    put(room, room->kg, old);
    put(room, room->hg, old);
    g_autofree char *old_hash = only_hash(room, 0);
    g_autofree char *renewed = text_of(room, "Mới", "", old_hash);
    put(room, room->kg, renewed);
    g_autofree char *new_hash = only_hash(room, 0);
    g_assert_cmpstr(new_hash, !=, old_hash);
    check_state(room, old_hash, AGREEMENT_IN_FORCE);
    check_state(room, new_hash, AGREEMENT_PROPOSED);
    put(room, room->hg, renewed);
    check_state(room, old_hash, AGREEMENT_REPLACED);
    check_state(room, new_hash, AGREEMENT_IN_FORCE);
    g_assert_cmpint(between(room, room->kg, room->hg, room->today), ==, 1);
}

/* Amending or undoing an agreement's entry changes nothing. */
static void
test_unchangeable(Room *room, gconstpointer data)
{
    g_autofree char *text = text_of(room, "Kết nghĩa", "", "");
    gint64 ours = put(room, room->kg, text);
    put(room, room->hg, text);
    g_autofree char *hash = only_hash(room, 0);
    desk_undo(room->db, room->kg, ours, ours, 1600000000);
    check_state(room, hash, AGREEMENT_IN_FORCE);
    g_autoptr(GError) error = NULL;
    g_autofree char *other = text_of(room, "Sửa trộm", "", "");
    NewEntry amendment = {"covenant", 1, ours, other, strlen(other)};
    gint64 first = -1;
    g_assert_true(book_append(room->db, room->kg, &amendment, 1, 1600000001, &first, &error));
    g_assert_true(views_apply(room->db, room->kg, first, 1, &error));
    g_assert_no_error(error);
    g_autoptr(Agreement) agreement = look(room, hash, AGREEMENT_IN_FORCE);
    g_autofree char *title = record_title(agreement->record);
    g_assert_cmpstr(title, ==, "Kết nghĩa");
    g_autoptr(GPtrArray) all = agreements_list(room->db, NULL, room->today, &error);
    g_assert_cmpint(all->len, ==, 1);
    g_autoptr(GPtrArray) minutes =
        agreements_list(room->db, kind_get("minutes"), room->today, &error);
    g_assert_cmpint(minutes->len, ==, 0);
}

static Record *
unit(const char *code, const char *name, const char *parent, const char *from, const char *to)
{
    return desk_record("unit", "code", code, "name", name, "unit_kind", "chapter", "parent", parent,
                       "valid_from", from, "valid_to", to, NULL);
}

static char *
house_text(Room *room, const char *codes, Day day)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) houses = houses_list(room->db, codes, day, &error);
    g_assert_no_error(error);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < houses->len; i++) {
        const House *house = houses->pdata[i];
        g_string_append_printf(text, "%s%s:%s", i > 0 ? " " : "", house->code, house->name);
        for (guint j = 0; j < house->books->len; j++) {
            g_autoptr(Book) book =
                book_get(room->db, g_array_index(house->books, gint64, j), &error);
            g_string_append_printf(text, "%s%s", j > 0 ? "+" : "=", book->code);
        }
    }
    return g_string_free(g_steal_pointer(&text), false);
}

static void
check_houses(Room *room, const char *codes, Day day, const char *expected)
{
    g_autofree char *found = house_text(room, codes, day);
    g_assert_cmpstr(found, ==, expected);
}

static void
test_houses(Room *room, gconstpointer data)
{
    g_autoptr(Book) workers = desk_book(room->db, "KG-CD", "union", true);
    g_autoptr(Book) other = desk_book(room->db, "XX-CD", "union", true);
    desk_add(room->db, room->kg, unit("KG", "Kiên Giang", "", "", "2025-06-30"));
    desk_add(room->db, room->kg, unit("KG", "An Giang", "", "2025-07-01", ""));
    desk_add(room->db, room->kg,
             unit("RG", "Rạch Giá", "KG", "", "")); /* a unit below, not this book's own */
    desk_add(room->db, workers, unit("KG-CD", "CĐCS Kiên Giang", "KG", "", ""));
    desk_add(room->db, other, unit("XX-CD", "Đứng riêng", "XX", "", ""));
    check_houses(room, NULL, day_of(2020, 8, 12),
                 "AG:Unit AG=AG HG:Unit HG=HG KG:Kiên Giang=KG+KG-CD XX-CD:Đứng riêng=XX-CD");
    check_houses(room, "KG", day_of(2025, 7, 1), "KG:An Giang=KG+KG-CD");
    check_houses(room, "hg, KG", day_of(2020, 1, 1), "HG:Unit HG=HG KG:Kiên Giang=KG+KG-CD");
    check_houses(room, "KG-CD", day_of(2020, 1, 1), "KG-CD:CĐCS Kiên Giang=KG-CD");
    g_autoptr(GError) error = NULL;
    g_assert_null(houses_list(room->db, "KG,ZZ", room->today, &error));
    g_assert_nonnull(error);
}

static void
test_titles(Room *room, gconstpointer data)
{
    g_autoptr(Record) officer =
        desk_record("officer", "name", "Thái Văn Hai", "roles",
                    "Phó Chủ tịch Hội\tKG\t2018-01-01\t2020-12-31\nChủ tịch Công đoàn cơ "
                    "sở\tKG-CD\t\t\nChủ tịch Hội\tKG\t2021-01-01\t",
                    NULL);
    g_autofree char *then = officer_titles(officer, day_of(2020, 8, 12));
    g_assert_cmpstr(then, ==, "Phó Chủ tịch Hội, Chủ tịch Công đoàn cơ sở");
    g_autofree char *later = officer_titles(officer, day_of(2021, 1, 1));
    g_assert_cmpstr(later, ==, "Chủ tịch Công đoàn cơ sở, Chủ tịch Hội");
    g_autofree char *before = officer_titles(officer, day_of(2017, 1, 1));
    g_assert_cmpstr(before, ==, "Chủ tịch Công đoàn cơ sở");
    /* A post held beside another is named after it; alone it is a post like any other. */
    g_autoptr(Record) both =
        desk_record("officer", "name", "Đỗ Hoàng Sơn", "roles",
                    "Phó Chủ tịch Hội\tHG\t2018-01-01\t\nChủ tịch Công đoàn cơ "
                    "sở\tHG-CD\t2017-10-01\t\tyes",
                    NULL);
    g_autofree char *beside = officer_titles(both, day_of(2020, 8, 12)),
                    *alone = officer_titles(both, day_of(2017, 12, 1));
    g_assert_cmpstr(beside, ==, "Phó Chủ tịch Hội kiêm Chủ tịch Công đoàn cơ sở");
    g_assert_cmpstr(alone, ==, "Chủ tịch Công đoàn cơ sở");
    g_autofree char *known = unit_named(room->db, "HG"),
                    *typed = unit_named(room->db, "Chùa Long Phước");
    g_assert_cmpstr(known, ==, "Unit HG");
    g_assert_cmpstr(typed, ==, "Chùa Long Phước");
}

#define ADD(name, function)                                                                        \
    g_test_add("/views/agreements/" name, Room, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("states", test_states);
    ADD("replaced", test_replaced);
    ADD("unchangeable", test_unchangeable);
    ADD("houses", test_houses);
    ADD("titles", test_titles);
    return g_test_run();
}
