/* union.c: tests who was visited, who is behind with fees, which children count: in random unions against counts that are
 * made anew from what was written, day by day.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"
#include "standing/advice.h"
#include "standing/children.h"
#include "standing/due.h"
#include "standing/fees.h"
#include "standing/visits.h"

#include "records/kinds.h"

#define UNIONS 8
#define MEMBERS 30
#define SEED 20200630

typedef struct {
    gint64 entry;
    Day joined, left;
} Person;

static char *
ref(gint64 entry)
{
    return g_strdup_printf("%" G_GINT64_FORMAT, entry);
}

static gint64
add_person(Db *db, Book *book, const char *name, Day joined, Day left)
{
    g_autofree char *joined_iso = joined != DAY_UNSET ? day_iso(joined) : g_strdup(""),
                    *left_iso = left != DAY_UNSET ? day_iso(left) : g_strdup("");
    return desk_add(
        db, book,
        desk_record("member", "name", name, "joined", joined_iso, "left", left_iso, NULL));
}

static gint64
add_visit(Db *db, Book *book, gint64 member, const char *occasion, Day day)
{
    g_autofree char *held = day_iso(day), *member_ref = ref(member);
    return desk_add(db, book,
                    desk_record("visit", "held", held, "member", member_ref, "occasion", occasion,
                                "amount", "200000 1 eq 200.000 đ", NULL));
}

/* Whether somebody was in the union on some day of the period, asked for every day. */
static bool
was_in(const Person *person, Period period)
{
    for (Day day = period.from; day <= period.to; day++)
        if ((person->joined == DAY_UNSET || person->joined <= day) &&
            (person->left == DAY_UNSET || day <= person->left))
            return true;
    return false;
}

typedef struct {
    gint64 member;
    Day day;
    bool undone;
} Made;

static void
compare(Db *db, const Book *book, Period period, const Person *people, const GArray *visits)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) lines = visits_coverage(db, book, period, DAY_UNSET, &error);
    g_assert_no_error(error);
    guint expected = 0;
    gint64 covered = 0;
    for (int i = 0; i < MEMBERS; i++) {
        gint64 times = 0;
        Day last = DAY_UNSET;
        for (guint v = 0; v < visits->len; v++) {
            const Made *made = &g_array_index(visits, Made, v);
            if (made->undone || made->member != people[i].entry || made->day > period.to)
                continue;
            times += made->day >= period.from;
            last = MAX(last, made->day);
        }
        if (!was_in(&people[i], period))
            continue;
        expected++;
        covered += times > 0;
        const VisitLine *found = NULL;
        for (guint l = 0; l < lines->len; l++) {
            const VisitLine *line = g_ptr_array_index(lines, l);
            if (line->member->entry == people[i].entry)
                found = line;
        }
        g_assert_nonnull(found);
        g_assert_cmpint(found->times, ==, times);
        g_assert_cmpint(found->given.vnd, ==, times * 200000);
        g_assert_cmpint(found->last, ==, last);
    }
    g_assert_cmpuint(lines->len, ==, expected);
    g_assert_cmpint(visits_covered(lines), ==, covered);
}

static void
coverage_of_random_unions(void)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
    for (int u = 0; u < UNIONS; u++) {
        Desk desk;
        desk_open(&desk);
        g_autoptr(Db) db = desk_begin(&desk);
        g_autoptr(Book) book = desk_book(db, "KG-CD", "union", true);
        g_autoptr(GArray) visits = g_array_new(FALSE, FALSE, sizeof(Made));
        Person people[MEMBERS];
        Day year = day_of(2020, 1, 1);
        for (int i = 0; i < MEMBERS; i++) {
            g_autofree char *name = g_strdup_printf("Đoàn viên %c", 'A' + i % 26);
            Person *person = &people[i];
            person->joined = g_rand_int_range(random, 0, 4) == 0
                                 ? DAY_UNSET
                                 : year + g_rand_int_range(random, -400, 400);
            person->left = g_rand_int_range(random, 0, 3) > 0
                               ? DAY_UNSET
                               : MAX(person->joined, year) + g_rand_int_range(random, 0, 300);
            person->entry = add_person(db, book, name, person->joined, person->left);
        }
        for (int i = 0; i < MEMBERS * 3; i++) {
            static const char *const occasions[] = {"quarterly", "illness", "tet", "wedding"};
            Made made = {people[g_rand_int_range(random, 0, MEMBERS)].entry,
                         year + g_rand_int_range(random, -200, 366), false};
            gint64 entry = add_visit(db, book, made.member,
                                     occasions[g_rand_int_range(random, 0, 4)], made.day);
            if (g_rand_int_range(random, 0, 6) == 0) {
                desk_undo(db, book, entry, entry, 1600000000);
                made.undone = true;
            }
            g_array_append_val(visits, made);
        }
        for (int month = 1; month <= 12; month += 3)
            compare(db, book, quarter_of(day_of(2020, month, 15)), people, visits);
        compare(db, book, (Period){year, day_of(2020, 12, 31)}, people, visits);
        g_clear_pointer(&db, db_free);
        desk_close(&desk);
    }
}

static void
norms_and_limits(void)
{
    g_autoptr(GError) error = NULL;
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG-CD", "union", true);
    desk_add(db, book,
             desk_record("rate", "table", "visit_norm", "key", "ốm đau", "from", "2020-01-01",
                         "until", "2020-06-30", "amount", "300000 1 eq 300.000 đ", NULL));
    desk_add(db, book,
             desk_record("rate", "table", "visit_norm", "key", "illness", "from", "2020-07-01",
                         "amount", "500000 1 eq 500.000 đ", NULL));
    static const struct {
        int month;
        gint64 amount;
    } asked[] = {{1, 300000}, {6, 300000}, {7, 500000}, {12, 500000}};
    for (gsize i = 0; i < G_N_ELEMENTS(asked); i++) {
        g_autoptr(Rate) rate = NULL;
        bool found =
            visit_norm(db, book, "illness", day_of(2020, asked[i].month, 20), &rate, &error);
        g_assert_no_error(error);
        g_assert_true(found);
        g_assert_cmpint(rate->amount.vnd, ==, asked[i].amount);
    }
    g_autoptr(Rate) none = NULL, limit = NULL, ended = NULL;
    g_assert_true(visit_norm(db, book, "funeral", day_of(2020, 7, 1), &none, &error));
    g_assert_null(none);
    g_assert_true(rate_find(db, book, "visit_limit", "direct", day_of(2023, 1, 1), &limit, &error));
    g_assert_cmpint(limit->amount.vnd, ==, 500000);
    g_assert_true(rate_find_ended(db, book, "award_body", "certificate.district",
                                  day_of(2025, 7, 1), &ended, &error));
    g_assert_cmpint(ended->until, ==, day_of(2025, 6, 30));
    g_clear_pointer(&ended, rate_free);
    g_assert_true(rate_find_ended(db, book, "award_body", "certificate.district",
                                  day_of(2025, 6, 30), &ended, &error));
    g_assert_null(ended);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static void
pay(Db *db, Book *book, gint64 member, const char *month, const char *due, const char *paid)
{
    g_autofree char *member_ref = ref(member);
    desk_add(
        db, book,
        desk_record("fee", "member", member_ref, "month", month, "due", due, "paid", paid, NULL));
}

static const FeeLine *
line_of(const GPtrArray *lines, gint64 member)
{
    for (guint i = 0; i < lines->len; i++) {
        const FeeLine *line = g_ptr_array_index(lines, i);
        if (line->member->entry == member)
            return line;
    }
    return NULL;
}

static void
fees_and_arrears(void)
{
    g_autoptr(GError) error = NULL;
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG-CD", "union", true);
    gint64 share = desk_add(db, book,
                            desk_record("member", "name", "Nguyễn Thị An", "joined", "2019-01-01",
                                        "fee_base", "4805550 1 eq 4.805.550 đ", NULL));
    gint64 fixed = desk_add(db, book,
                            desk_record("member", "name", "Lê Văn Bình", "joined", "2020-02-10",
                                        "fee", "48000 1 eq 48.000 đ", NULL));
    gint64 unknown = desk_add(db, book,
                              desk_record("member", "name", "Trần Văn Cảnh", "joined", "2019-01-01",
                                          "left", "2020-02-29", NULL));
    Money due;
    g_auto(FeeRule) rule = {0};
    g_autoptr(Record) member = record_load(db, book, share, &error);
    g_assert_true(fee_rule_find(db, book, day_of(2020, 1, 1), &rule, &error));
    g_assert_true(fee_due(&rule, member, &due));
    g_assert_cmpint(due.vnd, ==, 48056); /* 1 % to the nearest đồng */
    pay(db, book, share, "2020-01-01/2020-01-31", "", "48056 1 eq 48.056 đ");
    pay(db, book, share, "2020-02-01/2020-02-29", "", "30000 1 eq 30.000 đ");
    pay(db, book, share, "2020-03-01/2020-03-31", "0 1 eq 0 đ", "0 1 eq 0 đ"); /* excused */
    /* From April on everybody gives the same. */
    desk_add(db, book,
             desk_record("rate", "table", "union_fee", "from", "2020-04-01", "amount",
                         "50000 1 eq 50.000 đ", NULL));
    Period period = {day_of(2020, 1, 1), day_of(2020, 12, 31)};
    g_autoptr(GPtrArray) lines = fees_list(db, book, period, day_of(2020, 5, 15), &error);
    g_assert_no_error(error);
    const FeeLine *one = line_of(lines, share), *two = line_of(lines, fixed),
                  *three = line_of(lines, unknown);
    g_assert_cmpint(one->due.vnd, ==, 48056 * 2 + 50000 * 2);
    g_assert_cmpint(one->paid.vnd, ==, 78056);
    g_assert_cmpint(one->behind, ==, 18056 + 50000); /* May is not over */
    g_assert_cmpint(one->months_behind, ==, 2);
    g_assert_cmpint(one->behind_since, ==, day_of(2020, 2, 1));
    g_assert_cmpint(two->due.vnd, ==, 48000 * 4); /* February to May */
    g_assert_cmpint(two->behind, ==, 48000 * 3);
    g_assert_cmpint(three->due.vnd, ==, 0);
    g_assert_cmpint(three->months_unknown, ==, 2);
    g_autoptr(GPtrArray) open = fees_open(db, book, month_of(day_of(2020, 2, 1)), &error);
    g_assert_no_error(error);
    g_assert_cmpuint(open->len, ==, 2);
    g_assert_cmpint(((const FeeOpen *)g_ptr_array_index(open, 0))->due.vnd, ==, 48000);
    g_assert_false(((const FeeOpen *)g_ptr_array_index(open, 1))->known);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static guint
children_of(Db *db, const Book *book, Day day, const char *school)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) children = children_list(db, book, day, school, &error);
    g_assert_no_error(error);
    return children->len;
}

static void
children_that_count(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG-CD", "union", true);
    desk_add(db, book,
             desk_record("member", "name", "Nguyễn Thị An", "joined", "2019-01-01", "children",
                         "Trần An Khang\t2012-06-01\tHọc sinh giỏi\nTrần An Nhiên\t2004\t", NULL));
    /* The father of the first, in the same union. */
    desk_add(db, book,
             desk_record("member", "name", "Trần Văn Bảo", "joined", "2020-03-01", "children",
                         "Trần An Khang\t2012-06-01\tHọc sinh giỏi", NULL));
    desk_add(db, book,
             desk_record("member", "name", "Lê Văn Cảnh", "joined", "2019-01-01", "left",
                         "2020-05-31", "children", "Lê Thị Dung\t2015\t", NULL));
    g_assert_cmpuint(children_of(db, book, day_of(2020, 5, 31), NULL), ==, 2);
    g_assert_cmpuint(children_of(db, book, day_of(2020, 6, 1), NULL), ==, 1);
    g_assert_cmpuint(children_of(db, book, day_of(2019, 12, 31), NULL), ==, 3);
    g_assert_cmpuint(children_of(db, book, day_of(2020, 5, 31), "hoc sinh gioi"), ==, 1);
    g_assert_cmpint(birthday_in("29/2/1980", 2021), ==, day_of(2021, 2, 28));
    g_assert_cmpint(birthday_in("1980", 2021), ==, DAY_UNSET);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static guint
dues_named(Db *db, const Book *book, Day today, const char *source)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) dues = dues_list(db, book, today, today, today + 40, true, &error);
    g_assert_no_error(error);
    guint count = 0;
    for (guint i = 0; i < dues->len; i++)
        count += g_str_equal(((const Due *)g_ptr_array_index(dues, i))->source->name, source);
    return count;
}

static void
what_falls_due(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "KG-CD", "union", true);
    Day today = day_of(2020, 9, 1);
    gint64 an = desk_add(db, book,
                         desk_record("member", "name", "Nguyễn Thị An", "joined", "2019-01-01",
                                     "born", "15/9/1980", NULL));
    add_person(db, book, "Lê Văn Bình", day_of(2019, 1, 1), DAY_UNSET);
    add_person(db, book, "Trần Văn Cảnh", day_of(2019, 1, 1), day_of(2020, 3, 1));
    g_assert_cmpuint(dues_named(db, book, today, "visit"), ==, 0); /* no such custom here */
    add_visit(db, book, an, "quarterly", day_of(2020, 8, 3));
    g_assert_cmpuint(dues_named(db, book, today, "visit"), ==, 1);
    desk_add(db, book,
             desk_record("rate", "table", "visit_norm", "key", "birthday", "from", "2020-01-01",
                         "amount", "100000 1 eq 100.000 đ", NULL));
    g_assert_cmpuint(dues_named(db, book, today, "visit"), ==, 2);
    g_assert_cmpuint(dues_named(db, book, today - 60, "visit"), ==, 0);
    desk_add(db, book,
             desk_record("work", "name", "Cầu kênh Ba", "checks",
                         "2020-08-01\tBan Chấp hành\tworn\tThay lan can\t2020-08-20\t\n"
                         "2020-08-01\tBan Chấp hành\tworn\tSơn lại\t2020-08-20\t2020-08-19",
                         NULL));
    g_assert_cmpuint(dues_named(db, book, today, "work"), ==, 1);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

/* How many hints a caption of 12/8/2020 gets. */
static gsize
hints(Db *db, const Book *book, const char *caption)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Problems) problems = problems_new();
    g_autoptr(Record) photo = desk_record("photo", "taken", "2020-08-12", "caption", caption, NULL);
    bool asked = advice_check(db, book, photo, problems, &error);
    g_assert_no_error(error);
    g_assert_true(asked);
    return problems_count(problems);
}

static void
titles_in_captions(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) book = desk_book(db, "HG", "chapter", true);
    desk_add(db, book,
             desk_record("officer", "name", "Đỗ Hoàng Sơn", "roles",
                         "Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang\tHG\t2018-01-01\t2020-12-31",
                         NULL));
    desk_add(db, book,
             desk_record("officer", "name", "Thái Văn Hai", "roles",
                         "Phó Chủ tịch Hội Chữ thập đỏ tỉnh Kiên Giang\tKG\t2018-01-01", NULL));
    g_assert_cmpuint(
        hints(db, book, "Ông Thái Văn Hai, Phó Chủ tịch Hội Chữ thập đỏ tỉnh Kiên Giang"), ==, 0);
    g_assert_cmpuint(hints(db, book, "Ông Thái Văn Hai, Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang"),
                     ==, 1);
    g_assert_cmpuint(hints(db, book,
                           "Ông Đỗ Hoàng Sơn, Chủ tịch Hội Chữ thập đỏ tỉnh Hậu Giang và ông Thái "
                           "Văn Hai"),
                     ==, 0);
    g_assert_cmpuint(hints(db, book, "Quang cảnh buổi giao lưu"), ==, 0);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/union/coverage-of-random-unions", coverage_of_random_unions);
    g_test_add_func("/union/norms-and-limits", norms_and_limits);
    g_test_add_func("/union/fees-and-arrears", fees_and_arrears);
    g_test_add_func("/union/children-that-count", children_that_count);
    g_test_add_func("/union/what-falls-due", what_falls_due);
    g_test_add_func("/union/titles-in-captions", titles_in_captions);
    return g_test_run();
}
