/* alike.c: what looks written twice is found by day, amounts and words for events and by names for persons, one by one
 * as in a walk over everything.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/alike.h"

#include "fixture.h"
#include "records/kinds.h"

#define SEED 20200131

static Record *
gift(const char *held, const char *title, const char *value, const char *place)
{
    Record *record = desk_activity(held, title, value);
    record_set(record, kind_field(record->kind, "place"), place);
    return record;
}

static guint
count_pairs(Db *db, const Book *book, const char *kind, Day from, Day to)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) pairs = alike_pairs(db, book, kind_get(kind), from, to, 1000, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < pairs->len; i++) {
        const AlikePair *pair = pairs->pdata[i];
        g_assert_cmpint(pair->older->entry, <, pair->newer->entry);
    }
    return pairs->len;
}

/* The one record that looks like this one of the book, -1: none. */
static gint64
alike(Db *db, const Book *book, gint64 entry)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Record) record = record_load(db, book, entry, &error);
    g_autoptr(GPtrArray) found = alike_to(db, book, record, 5, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(found->len, <=, 1);
    return found->len > 0 ? ((const Record *)found->pdata[0])->entry : -1;
}

static void
test_events(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    gint64 first = desk_add(db, book, gift("2020-01-15", "Tặng quà Tết", "5 triệu", "xã A"));
    gint64 words = desk_add(db, book, gift("2020-01-15", "tang qua TET", "5 triệu", ""));
    g_assert_cmpint(alike(db, book, first), ==, words);
    g_assert_cmpint(alike(db, book, words), ==, first);
    desk_add(db, book, gift("2020-01-15", "Tặng quà Tết", "6 triệu", "xã A"));
    desk_add(db, book, gift("2020-01-16", "Tặng quà Tết", "5 triệu", "xã A"));
    g_assert_cmpint(alike(db, book, first), ==, words);
    gint64 kitchen = desk_add(db, book, gift("2020-03-01", "Bếp ăn", "7 triệu", "Xã B"));
    gint64 same_place = desk_add(db, book, gift("2020-03-01", "Nấu cơm", "7 triệu", "xã b"));
    g_assert_cmpint(alike(db, book, same_place), ==, kitchen);
    g_assert_cmpuint(count_pairs(db, book, "activity", DAY_UNSET, DAY_UNSET), ==, 2);
    g_assert_cmpuint(count_pairs(db, book, "activity", day_of(2020, 2, 1), DAY_UNSET), ==, 1);
    desk_undo(db, book, kitchen, kitchen, 1);
    g_assert_cmpuint(count_pairs(db, book, "activity", DAY_UNSET, DAY_UNSET), ==, 1);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static gint64
person(Db *db, Book *book, const char *name, const char *born, const char *commune)
{
    return desk_add(db, book,
                    desk_record("address", "sort", "person", "commune", commune, "name", name,
                                "born", born, "state", "helped", NULL));
}

static void
test_persons(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    gint64 an = person(db, book, "Nguyễn Văn An", "1950", "xã A");
    gint64 plain = person(db, book, "NGUYEN VAN AN", "", "Xã A");
    g_assert_cmpint(alike(db, book, plain), ==, an);
    person(db, book, "Nguyễn Văn An", "1950", "xã B"); /* lives elsewhere */
    person(db, book, "Nguyễn Văn An", "1961", "xã C"); /* a namesake */
    gint64 hoa = person(db, book, "Lê Thị Hoa", "3/2/1948", "xã D");
    gint64 letter = person(db, book, "Lê Thi Hòaa", "1948", "xã D"); /* one letter too many */
    g_assert_cmpint(alike(db, book, hoa), ==, letter);
    gint64 other = person(db, book, "Lô Thị Hoa", "1948", "xã D"); /* another letter */
    g_assert_cmpint(alike(db, book, other), ==, hoa);
    person(db, book, "Lê Thị Hoà", "1949", "xã D");  /* another year */
    person(db, book, "Lưu Thị Hoa", "1948", "xã D"); /* more than a letter apart */
    g_assert_cmpuint(count_pairs(db, book, "address", DAY_UNSET, DAY_UNSET), ==, 3);

    static const char *const named[][3] = {
        {"Nguyễn Văn An", "1950", "Xã A"}, {"Lê Thị Ho", "1948", "xã D"}, {"", "1948", "xã D"},
        {"Lê Thị Hoa", "1960", "xã D"},    {"Trần Văn Mới", "", ""},
    };
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (gsize i = 0; i < G_N_ELEMENTS(named); i++)
        g_ptr_array_add(rows, desk_record("address", "sort", "person", "name", named[i][0], "born",
                                          named[i][1], "commune", named[i][2], NULL));
    g_autoptr(GArray) found = alike_to_each(db, book, rows, NULL);
    gint64 first = g_array_index(found, gint64, 0), second = g_array_index(found, gint64, 1);
    g_assert_true(first == an || first == plain);
    g_assert_cmpint(second, ==, hoa);
    for (guint i = 2; i < found->len; i++)
        g_assert_cmpint(g_array_index(found, gint64, i), ==, -1);
    desk_undo(db, book, letter, letter, 1);
    g_assert_cmpuint(count_pairs(db, book, "address", DAY_UNSET, DAY_UNSET), ==, 2);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

/* A sponsor stands in many records: only the same promise to the same address looks written twice. */
static void
test_promises(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    gint64 addresses[] = {person(db, book, "Nguyễn Văn An", "1950", "xã A"),
                          person(db, book, "Lê Thị Hoa", "1948", "xã D")};
    gint64 written[3];
    for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
        g_autofree char *ref = g_strdup_printf("%" G_GINT64_FORMAT, addresses[i % 2]);
        written[i] = desk_add(db, book,
                              desk_record("sponsorship", "address", ref, "sponsor",
                                          "Chùa Quốc Thái", "amount", "500000 1 eq 500000",
                                          "rhythm", "monthly", "from", "2020-01-01", NULL));
    }
    g_assert_cmpint(alike(db, book, written[0]), ==, written[2]);
    g_assert_cmpint(alike(db, book, written[1]), ==, -1);
    g_assert_cmpuint(count_pairs(db, book, "sponsorship", DAY_UNSET, DAY_UNSET), ==, 1);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static guint
gathered(Db *db, const Book *book, const Record *record)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) found = alike_gathered(db, book, record, 10, &error);
    g_assert_no_error(error);
    return found->len;
}

static void
test_gathered(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    static const struct {
        const char *held, *reporter, *field;
    } rows[] = {{"2020-01-01", "xã A", "1"},
                {"2020-01-31", "Xa a", "1"},
                {"2020-02-01", "xã A", "1"},
                {"2020-01-15", "xã B", "1"},
                {"2020-01-15", "xã A", "2"}};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Record *record = desk_activity(rows[i].held, "Trao quà", "1 triệu");
        record_set(record, kind_field(record->kind, "reporter"), rows[i].reporter);
        record_set(record, kind_field(record->kind, "field"), rows[i].field);
        desk_add(db, book, record);
    }
    g_autoptr(Record) line = desk_activity("2020-01-20", "Cả tháng", "9 triệu");
    record_set(line, kind_field(line->kind, "reporter"), "xã A");
    g_assert_cmpuint(gathered(db, book, line), ==, 0); /* single beside single */
    record_set(line, kind_field(line->kind, "sort"), "gathered");
    g_assert_cmpuint(gathered(db, book, line), ==, 2);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

/* In a random book the walk finds the pairs that comparing all with all finds. */
static void
test_random(void)
{
    enum { ACTIVITIES = 200 };
    static const char *const titles[] = {"Tặng quà", "Tang qua", "Khám bệnh", "Bếp ăn"},
                             *const values[] = {"5 triệu", "6 triệu", "7 triệu"},
                             *const places[] = {"", "xã A", "xã B"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG", "chapter", true);
    gint64 entries[ACTIVITIES];
    for (int i = 0; i < ACTIVITIES; i++) {
        g_autofree char *held = g_strdup_printf("2020-01-%02d", g_rand_int_range(rand, 1, 29));
        entries[i] = desk_add(db, book,
                              gift(held, titles[g_rand_int_range(rand, 0, 4)],
                                   values[g_rand_int_range(rand, 0, 3)],
                                   places[g_rand_int_range(rand, 0, 3)]));
    }
    guint twice = 0;
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    for (int i = 0; i < ACTIVITIES; i++) {
        Record *record = record_load(db, book, entries[i], NULL);
        g_ptr_array_add(rows, record);
        g_autoptr(GPtrArray) found = alike_to(db, book, record, ACTIVITIES, NULL);
        twice += found->len;
    }
    g_assert_cmpuint(twice, >, 20);
    g_assert_cmpuint(2 * count_pairs(db, book, "activity", DAY_UNSET, DAY_UNSET), ==, twice);

    /* Rows not yet written that say what all of them say are told of one each; those of another day of none. */
    g_autoptr(GArray) each = alike_to_each(db, book, rows, NULL);
    g_assert_cmpuint(each->len, ==, ACTIVITIES);
    for (int i = 0; i < ACTIVITIES; i++) {
        g_autoptr(Record) row = record_copy(rows->pdata[i]);
        row->entry = -1;
        g_autoptr(GPtrArray) found = alike_to(db, book, row, ACTIVITIES, NULL);
        bool any = false;
        for (guint f = 0; f < found->len; f++)
            any = any || ((const Record *)found->pdata[f])->entry == g_array_index(each, gint64, i);
        g_assert_true(any);
        record_set(rows->pdata[i], kind_field(row->kind, "held"), "2020-02-20");
    }
    g_autoptr(GArray) none = alike_to_each(db, book, rows, NULL);
    for (int i = 0; i < ACTIVITIES; i++)
        g_assert_cmpint(g_array_index(none, gint64, i), ==, -1);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/alike/events", test_events);
    g_test_add_func("/alike/persons", test_persons);
    g_test_add_func("/alike/promises", test_promises);
    g_test_add_func("/alike/gathered", test_gathered);
    g_test_add_func("/alike/random", test_random);
    return g_test_run();
}
