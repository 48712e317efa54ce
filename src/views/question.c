/* question.c: figures from the totals table, by the rules by which money is added.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question.h"

#include "base/error.h"
#include "records/choices.h"
#include "views/undone.h"

/* Rows are added one by one: money adds up to the same in any order, and a few hundred rows are read
 * sooner than the engine sorts them into groups. */
static bool
add_rows(Query *q, int step_column, Figure *figure, GError **error)
{
    Money addend = {query_int(q, step_column + 3), query_int(q, step_column),
                    (Qualifier)query_int(q, step_column + 1)};
    figure->entries += query_int(q, step_column + 2);
    if (!money_add(&figure->sum, addend))
        return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    return true;
}

static void
figure_close(Figure *figure)
{
    if (figure->sum.qualifier == QUALIFIER_UNSET)
        figure->sum = (Money){figure->sum.vnd, 1, QUALIFIER_EQ};
}

/* The newest number the owner stated under this name for exactly this period. */
static bool
add_stated(Db *db, const Question *question, gint64 book, const char *name, Figure *figure,
           bool *ret_found, GError **error)
{
    g_autoptr(Query) q = db_query(
        db, "SELECT entry, n FROM statement WHERE book = ? AND measure = ? AND first_day = ? "
            "AND last_day = ? ORDER BY entry DESC");
    query_bind(q, "isii", book, name, (gint64)question->period.from, (gint64)question->period.to);
    bool found = false;
    while (!found && query_next(q)) {
        bool undone = false;
        if (!undone_entry(db, book, query_int(q, 0), &undone, error))
            return false;
        Money stated = {query_int(q, 1), 1, QUALIFIER_EQ};
        if (!undone && !money_add(&figure->sum, stated))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
        found = !undone;
    }
    *ret_found = found;
    return query_end(q, error);
}

static bool
add_statement(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    bool found = false;
    if (!add_stated(db, question, book, question->measure->name, figure, &found, error))
        return false;
    figure->known = figure->known && found;
    figure->stated = figure->stated || found;
    return true;
}

/* What a partner's private records add to an open measure: the number it stated, or nothing. A statement is cut
 * by the field of work alone; of another cut nobody knows how much lies in a slice. */
static bool
add_private_part(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    const char *part = question->measure->private_part;
    g_autoptr(Book) asked = part != NULL ? book_get(db, book, error) : NULL;
    if (part == NULL || (asked != NULL && asked->own))
        return true;
    if (asked == NULL)
        return false;
    bool whole = question->cut == NULL || *question->cut == '\0', found = false;
    bool by_field = g_strcmp0(question->cut, "field") == 0;
    Figure stated = {0};
    g_autofree char *name =
        measure_stated_name(measure_find(part), by_field ? question->key : NULL);
    if ((by_field && question->outside) || !book_is_chapter(asked))
        return true;
    if (!add_stated(db, question, book, name, &stated, &found, error))
        return false;
    if (!whole && !by_field)
        figure->known = figure->known && stated.sum.vnd == 0;
    else if (found && !money_add(&figure->sum, stated.sum))
        return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    else
        figure->stated = figure->stated || found;
    return true;
}

/* Records in any slice of a cut whose slices add up. */
static bool
add_slices(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = ? AND day >= ? AND day <= ?");
    query_bind(q, "issii", book, question->measure->name, question->cut,
               (gint64)question->period.from, (gint64)question->period.to);
    while (query_next(q))
        if (!add_rows(q, 0, figure, error))
            return false;
    return query_end(q, error);
}

/* What is in no slice: the whole without what is in any, row kind by row kind, so that it is known as finely as
 * its own entries. */
static bool
add_outside(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    bool overlaps = measure_cut_overlaps(question->cut);
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, SUM(n), SUM(sum) FROM ("
                     "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = '' AND key = '' AND day >= ? AND day <= ? UNION ALL "
                     "SELECT step, qualifier, -n, -sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = ? AND (key = '') = (? = 1) AND day >= ? AND day <= ?) AS apart "
                     "GROUP BY step, qualifier HAVING SUM(n) <> 0");
    query_bind(q, "isiiissiii", book, question->measure->name, (gint64)question->period.from,
               (gint64)question->period.to, book, question->measure->name, question->cut,
               (gint64)overlaps, (gint64)question->period.from, (gint64)question->period.to);
    while (query_next(q))
        if (!add_rows(q, 0, figure, error))
            return false;
    return query_end(q, error);
}

static bool
add_book(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    if (question->outside)
        return add_outside(db, question, book, figure, error);
    if (question->cut && *question->cut && !question->key && !measure_cut_overlaps(question->cut))
        return add_slices(db, question, book, figure, error);
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = ? AND key = ? AND day >= ? AND day <= ?");
    query_bind(q, "isssii", book, question->measure->name, question->cut ? question->cut : "",
               question->cut && question->key ? question->key : "", (gint64)question->period.from,
               (gint64)question->period.to);
    while (query_next(q))
        if (!add_rows(q, 0, figure, error))
            return false;
    return query_end(q, error);
}

bool
question_is_stated(Db *db, const Question *question, gint64 book, bool *ret_stated, GError **error)
{
    *ret_stated = false;
    if (!measure_is_private(question->measure))
        return true;
    g_autoptr(Book) asked = book_get(db, book, error);
    if (!asked)
        return false;
    *ret_stated = !asked->own && (!question->measure->chapters || book_is_chapter(asked));
    return true;
}

bool
question_answer(Db *db, const Question *question, Figure *ret_figure, GError **error)
{
    Figure figure = {.known = true};
    bool whole = !question->cut || *question->cut == '\0';
    for (gsize i = 0; i < question->book_count; i++) {
        bool stated = false;
        if (!question_is_stated(db, question, question->books[i], &stated, error))
            return false;
        if (stated && !whole)
            figure.known = false;
        else if (stated ? !add_statement(db, question, question->books[i], &figure, error)
                        : !add_book(db, question, question->books[i], &figure, error) ||
                              !add_private_part(db, question, question->books[i], &figure, error))
            return false;
    }
    figure_close(&figure);
    *ret_figure = figure;
    return true;
}

static void
slice_free(gpointer data)
{
    QuestionSlice *slice = data;
    g_free(slice->key);
    g_free(slice);
}

static gint
compare_slices(gconstpointer a, gconstpointer b)
{
    const QuestionSlice *one = *(QuestionSlice *const *)a, *two = *(QuestionSlice *const *)b;
    return strcmp(one->key, two->key);
}

/* The figure of a key, made when it is new. */
static Figure *
slice_figure(GPtrArray *slices, const char *key)
{
    for (guint i = slices->len; i > 0; i--) {
        QuestionSlice *slice = slices->pdata[i - 1];
        if (g_str_equal(slice->key, key))
            return &slice->figure;
    }
    QuestionSlice *slice = g_new0(QuestionSlice, 1);
    slice->key = g_strdup(key);
    slice->figure.known = true;
    g_ptr_array_add(slices, slice);
    return &slice->figure;
}

/* The private part of each of the seven fields. */
static bool
add_private_slices(Db *db, const Question *question, gint64 book, GPtrArray *slices, GError **error)
{
    if (g_strcmp0(question->cut, "field") != 0 || question->measure->private_part == NULL)
        return true;
    for (const Choice *field = choices_fields_of_work; field->code != NULL; field++) {
        Question part = *question;
        Figure figure = {.known = true};
        part.key = field->code;
        if (question->key != NULL && !g_str_equal(question->key, field->code))
            continue;
        if (!add_private_part(db, &part, book, &figure, error))
            return false;
        if (figure.sum.vnd == 0)
            continue;
        Figure *slice = slice_figure(slices, field->code);
        slice->stated = true;
        if (!money_add(&slice->sum, figure.sum))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    }
    return true;
}

GPtrArray *
question_slices(Db *db, const Question *question, GError **error)
{
    g_autoptr(GPtrArray) slices = g_ptr_array_new_with_free_func(slice_free);
    bool known = true;
    g_autoptr(Query) q =
        db_query(db, "SELECT key, step, qualifier, SUM(n), SUM(sum) FROM total WHERE book = ? "
                     "AND measure = ? AND cut = ? AND key <> '' AND day >= ? AND day <= ? "
                     "GROUP BY key, step, qualifier ORDER BY key");
    for (gsize i = 0; i < question->book_count; i++) {
        bool stated = false;
        if (!question_is_stated(db, question, question->books[i], &stated, error))
            return NULL;
        known = known && !stated;
        query_bind(q, "issii", question->books[i], question->measure->name,
                   question->cut ? question->cut : "", (gint64)question->period.from,
                   (gint64)question->period.to);
        while (query_next(q)) {
            const char *key = query_text(q, 0);
            if (question->key && !g_str_equal(question->key, key))
                continue;
            if (!add_rows(q, 1, slice_figure(slices, key), error))
                return NULL;
        }
        if (!query_end(q, error) ||
            !add_private_slices(db, question, question->books[i], slices, error))
            return NULL;
    }
    for (guint i = 0; i < slices->len; i++) {
        Figure *figure = &((QuestionSlice *)slices->pdata[i])->figure;
        figure_close(figure);
        figure->known = known;
    }
    g_ptr_array_sort(slices, compare_slices);
    return g_steal_pointer(&slices);
}

/* The last day of the month a day lies in. */
static Day
month_end(Day day)
{
    int year = 0, month = 0, of_month = 0;
    day_parts(day, &year, &month, &of_month);
    return month == 12 ? day_of(year, 12, 31) : day_of(year, month + 1, 1) - 1;
}

GPtrArray *
question_months(Db *db, const Question *question, GError **error)
{
    g_autoptr(GPtrArray) months = g_ptr_array_new_with_free_func(slice_free);
    for (Day from = question->period.from; from <= question->period.to;
         from = month_end(from) + 1) {
        Question part = *question;
        part.period = (Period){from, MIN(month_end(from), question->period.to)};
        int year = 0, month = 0, of_month = 0;
        day_parts(from, &year, &month, &of_month);
        QuestionSlice *slice = g_new0(QuestionSlice, 1);
        slice->key = g_strdup_printf("%04d-%02d", year, month);
        g_ptr_array_add(months, slice);
        if (!question_answer(db, &part, &slice->figure, error))
            return NULL;
    }
    return g_steal_pointer(&months);
}
