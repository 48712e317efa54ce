/* histories.c: random lives of a book, held against a slow model that knows no tables, and against
 * rebuilding.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "records/kinds.h"
#include "records/measure.h"
#include "views/question.h"

typedef struct {
    gint64 amends;      /* -1: none */
    gint64 first, last; /* of an undo, first -1: no undo */
    Record *record;     /* NULL: an undo */
} Event;

typedef struct {
    GRand *rand;
    Db *db;
    Book *book;
    GArray *events; /* (element-type Event); index is the entry */
    bool *holds;
} Life;

static Event *
event_at(const Life *life, gint64 entry)
{
    return &g_array_index(life->events, Event, entry);
}

static void
event_clear(gpointer data)
{
    record_free(((Event *)data)->record);
}

static void
add_event(Life *life, gint64 entry, Event event)
{
    g_assert_cmpint(entry, ==, life->events->len);
    g_array_append_val(life->events, event);
}

/* Which entries have effect: from the newest down. */
static void
settle(Life *life)
{
    guint count = life->events->len;
    g_free(life->holds);
    life->holds = g_new(bool, count);
    memset(life->holds, true, count);
    for (gint64 i = (gint64)count - 1; i >= 0; i--) {
        const Event *event = event_at(life, i);
        for (gint64 j = event->first; event->first >= 0 && life->holds[i] && j <= event->last; j++)
            life->holds[j] = false;
    }
}

static bool
is_first(const Life *life, gint64 entry)
{
    const Event *event = event_at(life, entry);
    return event->record && event->amends < 0 && kind_is_writable(event->record->kind);
}

/* The record as it counts now, NULL when it has no effect. */
static const Record *
effective(const Life *life, gint64 first)
{
    const Event *event = event_at(life, first);
    if (!life->holds[first])
        return NULL;
    for (gint64 i = (gint64)life->events->len - 1; i > first; i--) {
        const Event *newer = event_at(life, i);
        if (newer->amends == first && life->holds[i] && newer->record->kind == event->record->kind)
            return newer->record;
    }
    return event->record;
}

static void
step_add(Life *life)
{
    const Kind *kind = NULL;
    while (!kind || !kind_is_writable(kind))
        kind = kinds[g_rand_int_range(life->rand, 0, (gint32)kinds_count)];
    Record *record = desk_random(life->rand, kind);
    gint64 time = 1577836800 + (gint64)life->events->len * 3600;
    record->book = life->book->book;
    record->time = time;
    record->entry = desk_write(life->db, life->book, record, -1, time);
    add_event(life, record->entry, (Event){-1, -1, -1, record});
}

/* Any entry may be named, also ones that cannot be amended: those amendments have no effect. */
static void
step_amend(Life *life)
{
    gint64 amends = g_rand_int_range(life->rand, 0, (gint32)life->events->len);
    const Event *event = event_at(life, amends);
    const Kind *kind = event->record && g_rand_int_range(life->rand, 0, 10) > 0
                           ? event->record->kind
                           : kind_get("visit");
    if (!kind_is_writable(kind))
        return;
    Record *record = desk_random(life->rand, kind);
    gint64 time = 1577836800 + (gint64)life->events->len * 3600;
    record->book = life->book->book;
    record->entry = amends;
    record->time = time;
    gint64 entry = desk_write(life->db, life->book, record, amends, time);
    add_event(life, entry, (Event){is_first(life, amends) ? amends : G_MAXINT64, -1, -1, record});
}

static void
undo(Life *life, gint64 first, gint64 last)
{
    gint64 entry =
        desk_undo(life->db, life->book, first, last, 1577836800 + (gint64)life->events->len * 3600);
    add_event(life, entry, (Event){-1, first, last, NULL});
}

static void
step_undo(Life *life)
{
    gint64 length =
        g_rand_int_range(life->rand, 0, 4) == 0 ? g_rand_int_range(life->rand, 1, 30) : 1;
    gint64 first = g_rand_int_range(life->rand, 1, (gint32)life->events->len);
    undo(life, first, MIN(first + length, (gint64)life->events->len) - 1);
}

static void
step_undo_undo(Life *life)
{
    for (int tries = 0; tries < 50; tries++) {
        gint64 entry = g_rand_int_range(life->rand, 1, (gint32)life->events->len);
        if (event_at(life, entry)->first >= 0) {
            undo(life, entry, entry);
            return;
        }
    }
}

static void
strike(Life *life, gint64 entry, int field)
{
    g_autoptr(GError) error = NULL;
    Record *record = event_at(life, entry)->record;
    bool done = book_strike_line(life->db, life->book->book, entry,
                                 record->kind->fields[field].name, &error) &&
                views_refresh(life->db, life->book, entry, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    record_strike(record, field);
}

static void
step_erase(Life *life)
{
    gint64 first = g_rand_int_range(life->rand, 1, (gint32)life->events->len);
    if (!is_first(life, first))
        return;
    const Kind *kind = event_at(life, first)->record->kind;
    for (gsize field = 0; field < kind->field_count; field++) {
        if (kind->fields[field].class == CLASS_NONE ||
            record_is_struck(event_at(life, first)->record, (int)field))
            continue;
        strike(life, first, (int)field);
        for (gint64 i = first + 1; i < (gint64)life->events->len; i++)
            if (event_at(life, i)->amends == first && event_at(life, i)->record->kind == kind)
                strike(life, i, (int)field);
        return;
    }
}

static void
take_step(Life *life)
{
    int chance = g_rand_int_range(life->rand, 0, 100);
    if (chance < 55 || life->events->len < 10)
        step_add(life);
    else if (chance < 75)
        step_amend(life);
    else if (chance < 87)
        step_undo(life);
    else if (chance < 95)
        step_undo_undo(life);
    else
        step_erase(life);
}

typedef struct {
    const char *cut, *key;
    bool found;
} Looked;

static void
match_slice(void *context, const char *cut, const char *key)
{
    Looked *slice = context;
    slice->found = slice->found ||
                   (g_str_equal(cut, slice->cut) && (!slice->key || g_str_equal(key, slice->key)));
}

static void
check_question(Life *life, const Question *question)
{
    g_autoptr(GError) error = NULL;
    Money sum = {0};
    gint64 count = 0;
    for (gint64 i = 0; i < (gint64)life->events->len; i++) {
        const Record *record = is_first(life, i) ? effective(life, i) : NULL;
        Money addend = {0};
        if (!record || record_dated(record) < question->period.from ||
            record_dated(record) > question->period.to ||
            !measure_addend(question->measure, record, book_is_chapter(life->book), &addend))
            continue;
        Looked slice = {question->cut, question->key, false};
        if (question->cut)
            measure_cuts(record, match_slice, &slice);
        if (question->cut && !slice.found)
            continue;
        count++;
        g_assert_true(money_add(&sum, addend));
    }
    Figure figure = {0};
    bool done = question_answer(life->db, question, &figure, &error);
    g_assert_no_error(error);
    g_assert_true(done);
    g_assert_cmpint(figure.entries, ==, count);
    g_assert_cmpint(figure.sum.vnd, ==, sum.vnd);
    g_assert_true(figure.known && !figure.stated);
    if (count > 0) {
        g_assert_cmpint(figure.sum.step, ==, sum.step);
        g_assert_cmpint(figure.sum.qualifier, ==, sum.qualifier);
    }
    g_autoptr(GPtrArray) entries = question_entries(life->db, question, 0, 0, &error);
    g_assert_no_error(error);
    g_assert_cmpint(entries->len, ==, count);
}

/* Every slice of every cut of the kinds of a measure. */
static void
check_slices(Life *life, const Question *question)
{
    g_autoptr(GError) error = NULL;
    static const char *const cuts[] = {"field", "campaign", "reporter", "occasion"};
    for (gsize i = 0; i < G_N_ELEMENTS(cuts); i++) {
        Question cut = *question;
        cut.cut = cuts[i];
        check_question(life, &cut);
        g_autoptr(GPtrArray) slices = question_slices(life->db, &cut, &error);
        g_assert_no_error(error);
        for (guint j = 0; j < slices->len && j < 5; j++) {
            const QuestionSlice *slice = slices->pdata[j];
            cut.key = slice->key;
            check_question(life, &cut);
        }
    }
}

static void
check_totals(Life *life)
{
    settle(life);
    gint64 books[] = {life->book->book};
    for (gsize i = 0; i < measures_count; i++) {
        Question question = {.measure = &measures[i], .books = books, .book_count = 1};
        question.period = (Period){day_of(2019, 1, 1), day_of(2022, 1, 1)};
        check_question(life, &question);
        question.period = (Period){day_of(2020, 1, 3), day_of(2020, 1, 12)};
        check_question(life, &question);
        if (i % 4 == 0)
            check_slices(life, &question);
    }
}

static void
name_difference(void *context, const char *table, const char *key)
{
    g_error("%s %s differs", table, key);
}

static void
check_rebuilt(Desk *desk)
{
    g_autoptr(GError) error = NULL;
    Db *db = desk_read(desk);
    g_autofree char *live = desk_dump(db);
    db_free(db);
    bool compared = views_compare(desk->store, name_difference, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(compared);
    bool rebuilt = views_rebuild(desk->store, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(rebuilt);
    db = desk_read(desk);
    g_autofree char *made = desk_dump(db);
    db_free(db);
    g_assert_cmpstr(live, ==, made);
}

static void
live_once(guint32 seed, int steps)
{
    Desk desk = {0};
    desk_open(&desk);
    g_test_message("seed %u", seed);
    Life life = {.rand = g_rand_new_with_seed(seed),
                 .events = g_array_new(false, true, sizeof(Event))};
    g_array_set_clear_func(life.events, event_clear);
    life.db = desk_begin(&desk);
    life.book = desk_book(life.db, "KG", "chapter", true);
    add_event(&life, 0, (Event){-1, -1, -1, record_new(kind_get("book"))});
    for (int i = 1; i <= steps; i++) {
        take_step(&life);
        if (i % 250 != 0)
            continue;
        check_totals(&life);
        desk_commit(life.db);
        check_rebuilt(&desk);
        life.db = desk_begin(&desk);
    }
    desk_commit(life.db);
    check_rebuilt(&desk);
    g_rand_free(life.rand);
    g_array_unref(life.events);
    g_free(life.holds);
    book_free(life.book);
    desk_close(&desk);
}

static void
test_random_lives(void)
{
    live_once(1, 1500);
    live_once(2, 1000);
    live_once(g_test_rand_int_range(3, 1000000), 500);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/views/histories/random-lives", test_random_lives);
    return g_test_run();
}
