/* question_elsewhere.c: the same gift in two books is counted once where both are asked for and in each alone; slices
 * within a slice are what their entries make; along the fields of work everything adds up to the total, and campaigns,
 * which overlap, say so.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "records/measure.h"
#include "views/question.h"

#define SEED 20201131
#define BOOKS 3
#define ROUNDS 12
#define ACTIVITIES 30

static const Period year = {.from = 18262, .to = 18627}; /* 2020 */

static void
set(Record *record, const char *field, const char *value)
{
    record_set(record, kind_field(record->kind, field), value);
}

static Figure
answer(Db *db, const Question *question)
{
    g_autoptr(GError) error = NULL;
    Figure figure = {0};
    bool done = question_answer(db, question, &figure, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    /* It opens to what it is made of. */
    g_autoptr(GPtrArray) entries = question_entries(db, question, 0, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(entries->len, ==, figure.entries);
    Money sum = {0};
    for (guint i = 0; i < entries->len; i++) {
        Money addend = {0};
        g_assert_true(measure_addend(question->measure, entries->pdata[i], true, &addend));
        g_assert_true(money_add(&sum, addend));
    }
    g_assert_cmpint(sum.vnd, ==, figure.sum.vnd);
    if (entries->len > 0) {
        g_assert_cmpint(sum.step, ==, figure.sum.step);
        g_assert_cmpint(sum.qualifier, ==, figure.sum.qualifier);
    }
    /* And it survives its address. */
    g_autofree char *address = question_address(db, question);
    g_auto(Question) again = {0};
    Figure same = {0};
    g_assert_true(question_read(db, address, &again, &error));
    g_assert_true(question_answer(db, &again, &same, &error));
    g_assert_cmpint(same.sum.vnd, ==, figure.sum.vnd);
    g_assert_cmpint(same.entries, ==, figure.entries);
    return figure;
}

static gint64
value(Db *db, gint64 *books, gsize count, gint64 *beside, gsize beside_count)
{
    Question question = {.measure = measure_find("value"),
                         .books = books,
                         .book_count = count,
                         .period = year,
                         .beside = beside,
                         .beside_count = beside_count};
    return answer(db, &question).sum.vnd;
}

static gint64
gift(Db *db, Book *book, const char *value_text, const char *counted_in, const char *held)
{
    Record *record = desk_activity(held, "Trao quà", value_text);
    set(record, "counted_in", counted_in);
    return desk_add(db, book, record);
}

static void
test_once(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true),
                    hg = desk_book(db, "HG", "chapter", true);
    gint64 both[] = {kg->book, hg->book};
    gint64 first = gift(db, kg, "20 triệu", "", "2020-05-01");
    g_autofree char *there = record_ref(hg, kg, first);
    gint64 second = gift(db, hg, "20 triệu", there, "2020-05-01");
    gift(db, hg, "trên 7 tỷ", "", "2020-06-01");
    g_assert_cmpint(value(db, both, 2, NULL, 0), ==, 7020000000);
    g_assert_cmpint(value(db, both, 1, NULL, 0), ==, 20000000);
    g_assert_cmpint(value(db, both + 1, 1, NULL, 0), ==, 7020000000); /* its own report */
    g_assert_cmpint(value(db, both + 1, 1, both, 2), ==, 7000000000); /* beside the other's */
    Question all = {
        .measure = measure_find("value"), .books = both, .book_count = 2, .period = year};
    g_autoptr(GPtrArray) elsewhere = question_elsewhere(db, &all, NULL);
    g_assert_cmpuint(elsewhere->len, ==, 1);
    g_assert_cmpint(((const Record *)elsewhere->pdata[0])->entry, ==, second);
    /* What was undone there counts here again. */
    gint64 undo = desk_undo(db, kg, first, first, 5);
    g_assert_cmpint(value(db, both, 2, NULL, 0), ==, 7020000000);
    g_assert_cmpint(value(db, both, 1, NULL, 0), ==, 0);
    desk_undo(db, kg, undo, undo, 6);
    g_assert_cmpint(value(db, both, 2, NULL, 0), ==, 7020000000);
    /* In another year, or not delivered, it is not counted there. */
    gint64 old = gift(db, kg, "3 triệu", "", "2019-12-31");
    g_autofree char *old_ref = record_ref(hg, kg, old);
    gift(db, hg, "3 triệu", old_ref, "2020-01-02");
    Record *pledged = desk_activity("2020-03-01", "Cam kết", "5 triệu");
    set(pledged, "state", "pledged");
    g_autofree char *pledged_ref = record_ref(hg, kg, desk_add(db, kg, pledged));
    gift(db, hg, "5 triệu", pledged_ref, "2020-03-01");
    g_assert_cmpint(value(db, both, 2, NULL, 0), ==, 7028000000);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

/* Two that name each other count once, and the same one whoever asks. */
static void
test_mutual(void)
{
    Desk desk;
    desk_open(&desk);
    g_autoptr(Db) db = desk_begin(&desk);
    g_autoptr(Book) kg = desk_book(db, "KG", "chapter", true),
                    hg = desk_book(db, "HG", "chapter", true);
    gint64 both[] = {kg->book, hg->book}, turned[] = {hg->book, kg->book};
    gint64 next = (gint64)hg->frontier.size;
    g_autofree char *there = record_ref(kg, hg, next);
    gint64 first = gift(db, kg, "4 triệu", there, "2020-05-01");
    g_autofree char *back = record_ref(hg, kg, first);
    g_assert_cmpint(gift(db, hg, "5 triệu", back, "2020-05-02"), ==, next);
    gint64 once = value(db, both, 2, NULL, 0);
    g_assert_true(once == 4000000 || once == 5000000);
    g_assert_cmpint(value(db, turned, 2, NULL, 0), ==, once);
    g_clear_pointer(&db, db_free);
    desk_close(&desk);
}

static void
fill(GRand *rand, Db *db, Book **books)
{
    static const char *const values[] = {"trên 3,8 tỷ", "957 triệu", "15.200.000 đ", "0 tỷ",
                                         "gần 100 triệu"},
                             *const places[] = {"", "xã A", "xã B", "xã C"};
    for (int b = 0; b < BOOKS; b++)
        for (int c = 0; c < 3; c++)
            desk_add(db, books[b], desk_record("campaign", "name", "Tết", NULL));
    for (int i = 0; i < ACTIVITIES; i++) {
        int b = g_rand_int_range(rand, 0, BOOKS), other = g_rand_int_range(rand, 0, BOOKS);
        g_autofree char *held = g_strdup_printf("2020-%02d-15", g_rand_int_range(rand, 1, 13)),
                        *field = g_strdup_printf("%d", g_rand_int_range(rand, 1, 8));
        Record *record = desk_activity(held, "Trao quà", values[g_rand_int_range(rand, 0, 5)]);
        set(record, "field", field);
        set(record, "reporter", places[g_rand_int_range(rand, 0, 4)]);
        if (g_rand_int_range(rand, 0, 6) == 0)
            set(record, "state", "raised");
        g_autoptr(GString) named = g_string_new(NULL);
        for (int c = 1; c <= 3; c++)
            if (g_rand_boolean(rand))
                g_string_append_printf(named, "%s%d", named->len > 0 ? "\n" : "", c);
        set(record, "campaigns", named->str);
        if (g_rand_int_range(rand, 0, 3) == 0 && books[other]->frontier.size > 5) {
            gint64 target = g_rand_int_range(rand, 4, (gint32)books[other]->frontier.size);
            g_autofree char *ref = record_ref(books[b], books[other], target);
            set(record, "counted_in", ref);
        }
        gint64 entry = desk_add(db, books[b], record);
        if (g_rand_int_range(rand, 0, 8) == 0)
            desk_undo(db, books[b], entry, entry, 7);
    }
}

static Figure
slice_sum(Db *db, Question question, const char *cut)
{
    g_autoptr(GError) error = NULL;
    question.cut = cut;
    g_autoptr(GPtrArray) slices = question_slices(db, &question, &error);
    g_assert_no_error(error);
    Figure all = {0};
    for (guint i = 0; i < slices->len; i++) {
        const QuestionSlice *slice = slices->pdata[i];
        question.key = slice->key;
        Figure one = answer(db, &question);
        g_assert_cmpint(one.sum.vnd, ==, slice->figure.sum.vnd);
        g_assert_cmpint(one.entries, ==, slice->figure.entries);
        all.sum.vnd += slice->figure.sum.vnd;
        all.entries += slice->figure.entries;
    }
    question.key = NULL;
    question.outside = true;
    Figure rest = answer(db, &question);
    all.sum.vnd += rest.sum.vnd;
    all.entries += rest.entries;
    return all;
}

static void
check_sums(Db *db, gint64 *books, bool *overlapped)
{
    Question question = {
        .measure = measure_find("value"), .books = books, .book_count = BOOKS, .period = year};
    Figure whole = answer(db, &question), fields = slice_sum(db, question, "field"),
           communes = slice_sum(db, question, "reporter"),
           campaigns = slice_sum(db, question, "campaign");
    g_assert_cmpint(fields.sum.vnd, ==, whole.sum.vnd);
    g_assert_cmpint(fields.entries, ==, whole.entries);
    g_assert_cmpint(communes.sum.vnd, ==, whole.sum.vnd);
    g_assert_cmpint(campaigns.entries, >=, whole.entries);
    *overlapped = *overlapped || campaigns.entries > whole.entries;
    g_assert_true(measure_cut_overlaps("campaign"));
    g_assert_false(measure_cut_overlaps("field"));
    /* Each book beside the others: they make the whole. */
    gint64 apart = 0;
    for (int b = 0; b < BOOKS; b++)
        apart += value(db, &books[b], 1, books, BOOKS);
    g_assert_cmpint(apart, ==, whole.sum.vnd);
    /* Within one campaign: its communes and fields make it. */
    question.within = "campaign";
    question.within_key = "2";
    Figure inside = answer(db, &question);
    Question plain = question;
    plain.within = NULL;
    plain.cut = "campaign";
    plain.key = "2";
    g_assert_cmpint(answer(db, &plain).sum.vnd, ==, inside.sum.vnd);
    g_assert_cmpint(slice_sum(db, question, "field").sum.vnd, ==, inside.sum.vnd);
    g_assert_cmpint(slice_sum(db, question, "reporter").sum.vnd, ==, inside.sum.vnd);
}

static void
test_random(void)
{
    static const char *const codes[BOOKS] = {"KG", "HG", "CT"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(SEED);
    bool overlapped = false;
    for (int round = 0; round < ROUNDS; round++) {
        Desk desk;
        desk_open(&desk);
        g_autoptr(Db) db = desk_begin(&desk);
        Book *books[BOOKS];
        gint64 numbers[BOOKS];
        for (int b = 0; b < BOOKS; b++) {
            books[b] = desk_book(db, codes[b], "chapter", true);
            numbers[b] = books[b]->book;
        }
        fill(rand, db, books);
        check_sums(db, numbers, &overlapped);
        for (int b = 0; b < BOOKS; b++)
            book_free(books[b]);
        g_clear_pointer(&db, db_free);
        desk_close(&desk);
    }
    g_assert_true(overlapped);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/question-elsewhere/once", test_once);
    g_test_add_func("/question-elsewhere/mutual", test_mutual);
    g_test_add_func("/question-elsewhere/random", test_random);
    return g_test_run();
}
