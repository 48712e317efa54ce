/* question.c: tests figures: their precision, periods, slices, statements, addresses and entries.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/error.h"
#include "records/kinds.h"
#include "views/question.h"

static Question
ask(const char *measure, gint64 *books, gsize count)
{
    return (Question){.measure = measure_find(measure),
                      .books = books,
                      .book_count = count,
                      .period = {day_of(2020, 1, 1), day_of(2020, 7, 31)}};
}

static Figure
answer(Db *db, const Question *question)
{
    g_autoptr(GError) error = NULL;
    Figure figure = {0};
    bool done = question_answer(db, question, &figure, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    return figure;
}

static char *
printed(Db *db, const Question *question)
{
    return money_print(answer(db, question).sum, LANG_VI);
}

/* Two chapters; the second speaks to the đồng. */
static void
test_precision(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) hg = desk_book(db, "HG", "chapter", true);
    gint64 both[] = {kg->book, hg->book};
    Question question = ask("value", both, 2);
    g_autofree char *nothing = printed(db, &question);
    g_assert_cmpstr(nothing, ==, "0 đồng");

    gint64 exact = desk_add(db, kg, desk_activity("2020-03-01", "Tết", "71.200.000.000 đồng"));
    desk_add(db, hg, desk_activity("2020-04-01", "Quà", "60.383.000.000 đồng"));
    g_autofree char *sum = printed(db, &question);
    g_assert_cmpstr(sum, ==, "131 tỷ 583 triệu đồng");
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, G_GINT64_CONSTANT(131583000000));
    g_assert_cmpint(answer(db, &question).sum.step, ==, 1);
    g_assert_cmpint(answer(db, &question).entries, ==, 2);

    g_autoptr(Record) coarse = desk_activity("2020-03-01", "Tết", "trên 71,2 tỷ");
    desk_write(db, kg, coarse, exact, 1590000000);
    Figure figure = answer(db, &question);
    g_assert_cmpint(figure.sum.vnd, ==, G_GINT64_CONSTANT(131583000000));
    g_assert_cmpint(figure.sum.step, ==, 100000000);
    g_assert_cmpint(figure.sum.qualifier, ==, QUALIFIER_OVER);
    g_autofree char *coarser = printed(db, &question);
    g_assert_null(strstr(coarser, "583"));
    g_assert_nonnull(strstr(coarser, "131,"));
    desk_commit(db);
    desk_close(&desk);
}

/* What is pledged, lies outside the period, has no chapter or no field of work is not in the total.
 */
static void
test_what_counts(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) chapter = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) workers = desk_book(db, "KG-CD", "union", true);
    gint64 both[] = {chapter->book, workers->book};
    Question question = ask("value", both, 2);
    desk_add(db, chapter, desk_activity("2020-01-01", "đầu kỳ", "1 triệu"));
    desk_add(db, chapter, desk_activity("2020-07-31", "cuối kỳ", "2 triệu"));
    desk_add(db, chapter, desk_activity("2019-12-31", "trước kỳ", "4 triệu"));
    desk_add(db, chapter, desk_activity("2020-08-01", "sau kỳ", "8 triệu"));
    desk_add(db, workers, desk_activity("2020-02-01", "của công đoàn", "16 triệu"));
    Record *pledged = desk_activity("2020-02-01", "mới cam kết", "32 triệu");
    record_set(pledged, kind_field(pledged->kind, "state"), "pledged");
    desk_add(db, chapter, pledged);
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 3000000);
    g_assert_cmpint(answer(db, &question).entries, ==, 2);
    question.measure = measure_find("value_pledged");
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 32000000);
    desk_commit(db);
    desk_close(&desk);
}

static Record *
in_campaigns(const char *held, const char *value, const char *field, const char *campaigns)
{
    Record *record = desk_activity(held, "Hoạt động", value);
    record_set(record, kind_field(record->kind, "field"), field);
    record_set(record, kind_field(record->kind, "campaigns"), campaigns);
    return record;
}

static const Figure *
slice(const GPtrArray *slices, const char *key)
{
    for (guint i = 0; i < slices->len; i++)
        if (g_str_equal(((const QuestionSlice *)slices->pdata[i])->key, key))
            return &((const QuestionSlice *)slices->pdata[i])->figure;
    g_error("no slice %s", key);
}

static void
check_entries(Db *db, const Question *question)
{
    g_autoptr(GError) error = NULL;
    Figure figure = answer(db, question);
    g_autoptr(GPtrArray) all = question_entries(db, question, 0, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(all->len, ==, figure.entries);
    Money sum = {0};
    for (guint i = 0; i < all->len; i++) {
        Money addend = {0};
        g_autoptr(GPtrArray) one = question_entries(db, question, i, 1, &error);
        g_assert_no_error(error);
        g_assert_cmpint(one->len, ==, 1);
        g_assert_cmpint(((Record *)one->pdata[0])->entry, ==, ((Record *)all->pdata[i])->entry);
        g_assert_true(measure_addend(question->measure, all->pdata[i], true, &addend));
        g_assert_true(money_add(&sum, addend));
        if (i > 0)
            g_assert_cmpint(record_dated(all->pdata[i - 1]), <=, record_dated(all->pdata[i]));
    }
    g_assert_cmpint(sum.vnd, ==, figure.sum.vnd);
}

static void
test_slices(void)
{
    g_autoptr(GError) error = NULL;
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) hg = desk_book(db, "HG", "chapter", true);
    gint64 both[] = {kg->book, hg->book};
    desk_add(db, kg, in_campaigns("2020-01-20", "1 triệu", "1", "7"));
    desk_add(db, kg, in_campaigns("2020-02-10", "2 triệu", "2", "7\n8"));
    desk_add(db, hg, in_campaigns("2020-02-05", "4 triệu", "1", ""));
    desk_add(db, hg, in_campaigns("2020-06-30", "8 triệu", "7", "8\n8"));
    Question question = ask("value", both, 2);
    question.cut = "field";
    g_autoptr(GPtrArray) fields = question_slices(db, &question, &error);
    g_assert_no_error(error);
    g_assert_cmpint(fields->len, ==, 3);
    g_assert_cmpint(slice(fields, "1")->sum.vnd, ==, 5000000);
    g_assert_cmpint(slice(fields, "1")->entries, ==, 2);
    g_assert_cmpint(slice(fields, "7")->sum.vnd, ==, 8000000);
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 15000000);

    question.cut = "campaign";
    g_autoptr(GPtrArray) campaigns = question_slices(db, &question, &error);
    g_assert_no_error(error);
    g_assert_cmpint(campaigns->len, ==, 2);
    g_assert_cmpint(slice(campaigns, "7")->sum.vnd, ==, 3000000);
    g_assert_cmpint(slice(campaigns, "8")->sum.vnd, ==, 10000000);
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 11000000); /* in any campaign, each once */
    check_entries(db, &question);
    question.outside = true;
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 4000000); /* in none */
    g_assert_cmpint(answer(db, &question).entries, ==, 1);
    check_entries(db, &question);
    question.cut = "field";
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 0);
    g_assert_cmpint(answer(db, &question).entries, ==, 0);
    check_entries(db, &question);
    question.cut = "campaign";
    question.outside = false;
    question.key = "8";
    g_assert_cmpint(answer(db, &question).entries, ==, 2);
    check_entries(db, &question);
    question.cut = "field";
    question.key = "1";
    check_entries(db, &question);
    question.cut = question.key = NULL;
    check_entries(db, &question);

    g_autoptr(GPtrArray) months = question_months(db, &question, &error);
    g_assert_no_error(error);
    g_assert_cmpint(months->len, ==, 7);
    g_assert_cmpint(slice(months, "2020-02")->sum.vnd, ==, 6000000);
    g_assert_cmpint(slice(months, "2020-06")->sum.vnd, ==, 8000000);
    g_assert_cmpint(slice(months, "2020-07")->entries, ==, 0);
    desk_commit(db);
    desk_close(&desk);
}

static Record *
stated(const char *period, const char *count)
{
    return desk_record("statement", "period", period, "measure", "visits", "count", count, NULL);
}

/* A number stated roughly stays so beside an exact one; the first statements said no more than a number. */
static void
test_stated_roughly(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) ours = desk_book(db, "KG-CD", "union", true);
    g_autoptr(Book) theirs = desk_book(db, "HG-CD", "union", true);
    desk_add(db, ours,
             desk_record("visit", "held", "2020-02-01", "member", "1", "occasion", "illness",
                         "amount", "300000 1 eq 300 nghìn", NULL));
    desk_add(db, theirs,
             desk_record("statement", "period", "2020-01-01/2020-07-31", "measure", "visit_money",
                         "count", "2500000", NULL));
    gint64 rough = desk_add(db, theirs,
                            desk_record("statement", "period", "2020-01-01/2020-07-31", "measure",
                                        "visit_money", "count", "2500000", "step", "1000000",
                                        "qualifier", "about", NULL));
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run(db, &error, "UPDATE book SET own = 0 WHERE book = ?", "i", theirs->book));
    gint64 both[] = {ours->book, theirs->book};
    Question question = ask("visit_money", both, 2);
    Figure figure = answer(db, &question);
    g_assert_cmpint(figure.sum.vnd, ==, 2800000);
    g_assert_cmpint(figure.sum.step, ==, 1000000);
    g_assert_cmpint(figure.sum.qualifier, ==, QUALIFIER_ABOUT);
    desk_undo(db, theirs, rough, rough, 1600000000);
    figure = answer(db, &question);
    g_assert_cmpint(figure.sum.vnd, ==, 2800000);
    g_assert_cmpint(figure.sum.step, ==, 1);
    g_assert_cmpint(figure.sum.qualifier, ==, QUALIFIER_EQ);
    desk_commit(db);
    desk_close(&desk);
}

/* Private numbers of another's book are what its owner states for exactly the period asked. */
static void
test_statements(void)
{
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) ours = desk_book(db, "KG-CD", "union", true);
    g_autoptr(Book) theirs = desk_book(db, "HG-CD", "union", true);
    desk_add(
        db, ours,
        desk_record("visit", "held", "2020-02-01", "member", "1", "occasion", "illness", NULL));
    desk_add(db, theirs, stated("2020-01-01/2020-07-31", "40"));
    gint64 newest = desk_add(db, theirs, stated("2020-01-01/2020-07-31", "43"));
    desk_add(db, theirs, stated("2020-01-01/2020-12-31", "90"));
    g_autoptr(GError) error = NULL;
    g_assert_true(db_run(db, &error, "UPDATE book SET own = 0 WHERE book = ?", "i", theirs->book));
    gint64 both[] = {ours->book, theirs->book};
    Question question = ask("visits", both, 2);
    Figure figure = answer(db, &question);
    g_assert_true(figure.stated && figure.known);
    g_assert_cmpint(figure.sum.vnd, ==, 44);
    g_assert_cmpint(figure.entries, ==, 1);
    question.period.to = day_of(2020, 6, 30);
    figure = answer(db, &question);
    g_assert_false(figure.known);
    g_assert_cmpint(figure.sum.vnd, ==, 1);
    question.period.to = day_of(2020, 7, 31);
    desk_undo(db, theirs, newest, newest, 1600000000);
    g_assert_cmpint(answer(db, &question).sum.vnd, ==, 41);
    question.book_count = 1;
    g_assert_false(answer(db, &question).stated);
    question.book_count = 2;
    question.cut = "occasion";
    question.key = "illness";
    g_assert_false(answer(db, &question).known);
    desk_commit(db);
    desk_close(&desk);
}

static void
check_refused(Db *db, const char *address, int code)
{
    g_autoptr(GError) error = NULL;
    g_auto(Question) question = {0};
    g_assert_false(question_read(db, address, &question, &error));
    g_assert_error(error, KN_ERROR, code);
}

static void
test_addresses(void)
{
    g_autoptr(GError) error = NULL;
    Desk desk = {0};
    desk_open(&desk);
    Db *db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true);
    g_autoptr(Book) workers = desk_book(db, "KG-CD", "union", true);
    gint64 both[] = {kg->book, workers->book};
    Question question = ask("value", both, 2);
    g_autofree char *plain = question_address(db, &question);
    g_assert_cmpstr(plain, ==, "measure=value&of=KG,KG-CD&from=2020-01-01&to=2020-07-31");
    question.cut = "reporter";
    question.key = "xã Vị Thanh & Giồng Riềng = 100%";
    g_autofree char *address = question_address(db, &question);
    g_auto(Question) again = {0};
    g_assert_true(question_read(db, address, &again, &error));
    g_assert_no_error(error);
    g_assert_true(again.measure == question.measure);
    g_assert_cmpint(again.book_count, ==, 2);
    g_assert_cmpint(again.books[1], ==, workers->book);
    g_assert_cmpint(again.period.from, ==, question.period.from);
    g_assert_cmpint(again.period.to, ==, question.period.to);
    g_assert_cmpstr(again.cut, ==, "reporter");
    g_assert_cmpstr(again.key, ==, question.key);
    question.key = NULL;
    question.outside = true;
    g_autofree char *outside = question_address(db, &question);
    g_auto(Question) others = {0};
    g_assert_true(question_read(db, outside, &others, &error));
    g_assert_true(others.outside && others.key == NULL);
    check_refused(db, "measure=value&of=KG&from=2020-01-01&to=2020-03-01&outside=1", KN_INVALID);
    check_refused(db, "measure=value&of=KG&from=2020-01-01&to=2020-03-01&cut=field&key=1&outside=1",
                  KN_INVALID);
    check_refused(db, "", KN_INVALID);
    check_refused(db, "%zz", KN_INVALID);
    check_refused(db, "measure=value&of=KG&from=2020-01-01", KN_INVALID);
    check_refused(db, "measure=value&of=KG&from=2020-02-01&to=2020-01-01", KN_INVALID);
    check_refused(db, "measure=value&of=KG&from=2020-02-30&to=2020-03-01", KN_INVALID);
    check_refused(db, "measure=luck&of=KG&from=2020-01-01&to=2020-01-01", KN_MISSING);
    check_refused(db, "measure=value&of=XX&from=2020-01-01&to=2020-01-01", KN_MISSING);
    desk_commit(db);
    desk_close(&desk);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/views/question/precision", test_precision);
    g_test_add_func("/views/question/what-counts", test_what_counts);
    g_test_add_func("/views/question/slices", test_slices);
    g_test_add_func("/views/question/statements", test_statements);
    g_test_add_func("/views/question/stated-roughly", test_stated_roughly);
    g_test_add_func("/views/question/addresses", test_addresses);
    return g_test_run();
}
