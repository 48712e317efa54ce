/* question.c: figures from the totals table, by the rules by which money is added.
 * SPDX-License-Identifier: Apache-2.0 */
#include "views/question_part.h"

#include "base/error.h"
#include "records/choices.h"
#include "views/undone.h"

/* What a figure is made of, apart by how finely it is known, so that what is taken away leaves no trace. */
typedef struct {
    gint64 step, qualifier, n, sum;
} Share;

static void
share_add(GArray *shares, gint64 step, gint64 qualifier, gint64 n, gint64 sum)
{
    for (guint i = 0; i < shares->len; i++) {
        Share *share = &g_array_index(shares, Share, i);
        if (share->step != step || share->qualifier != qualifier)
            continue;
        share->n += n;
        /* More than can be counted stays more than money can be. */
        if (__builtin_add_overflow(share->sum, sum, &share->sum))
            share->sum = G_MAXINT64;
        return;
    }
    Share share = {step, qualifier, n, sum};
    g_array_append_val(shares, share);
}

static void
add_row(Query *q, int step_column, GArray *shares)
{
    share_add(shares, query_int(q, step_column), query_int(q, step_column + 1),
              query_int(q, step_column + 2), query_int(q, step_column + 3));
}

static bool
figure_add(Figure *figure, const GArray *shares, GError **error)
{
    for (guint i = 0; i < shares->len; i++) {
        const Share *share = &g_array_index(shares, Share, i);
        Money addend = {share->sum, share->step, (Qualifier)share->qualifier};
        figure->entries += share->n;
        if (share->n != 0 && !money_add(&figure->sum, addend))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
    }
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
    g_autoptr(Query) q = db_query(db, "SELECT entry, n, step, qualifier FROM statement WHERE book "
                                      "= ? AND measure = ? AND first_day = ? "
                                      "AND last_day = ? ORDER BY entry DESC");
    query_bind(q, "isii", book, name, (gint64)question->period.from, (gint64)question->period.to);
    bool found = false;
    while (!found && query_next(q)) {
        bool undone = false;
        if (!undone_entry(db, book, query_int(q, 0), &undone, error))
            return false;
        Money stated = {query_int(q, 1), query_int(q, 2), (Qualifier)query_int(q, 3)};
        if (!undone && !money_add(&figure->sum, stated))
            return fail(error, KN_LIMIT, N_("The amounts add up to more than can be counted."));
        found = !undone;
    }
    *ret_found = found;
    return query_end(q, error);
}

/* Whether its owner stated other numbers for exactly this period, and never this one: then it is nothing, for all that
 * is something is stated together. */
static bool
is_stated_as_nothing(Db *db, const Question *question, gint64 book, bool *ret_nothing,
                     GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT entry, measure FROM statement WHERE book = ? AND "
                                      "first_day = ? AND last_day = ? ORDER BY entry");
    query_bind(q, "iii", book, (gint64)question->period.from, (gint64)question->period.to);
    bool nothing = false, this_one = false;
    while (!this_one && query_next(q)) {
        bool undone = false;
        this_one = g_str_equal(query_text(q, 1), question->measure->name);
        if (!this_one && !nothing && !undone_entry(db, book, query_int(q, 0), &undone, error))
            return false;
        nothing = nothing || (!this_one && !undone);
    }
    *ret_nothing = nothing && !this_one;
    return query_end(q, error);
}

static bool
add_statement(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    bool found = false;
    if (!add_stated(db, question, book, question->measure->name, figure, &found, error) ||
        (!found && !is_stated_as_nothing(db, question, book, &found, error)))
        return false;
    figure->known = figure->known && found;
    figure->stated = figure->stated || found;
    return true;
}

bool
question_is_told(Db *db, const Question *question, bool *ret_told, GError **error)
{
    Figure now = {0}, stated = {0};
    bool found = false;
    if (!question_answer(db, question, &now, error) ||
        !add_stated(db, question, question->books[0], question->measure->name, &stated, &found,
                    error))
        return false;
    *ret_told = found ? stated.sum.vnd == now.sum.vnd && stated.sum.step == now.sum.step &&
                            stated.sum.qualifier == now.sum.qualifier
                      : now.entries == 0;
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
add_slices(Db *db, const Question *question, gint64 book, GArray *shares, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = ? AND day >= ? AND day <= ?");
    query_bind(q, "issii", book, question->measure->name, question->cut,
               (gint64)question->period.from, (gint64)question->period.to);
    while (query_next(q))
        add_row(q, 0, shares);
    return query_end(q, error);
}

/* What is in no slice: the whole without what is in any, row kind by row kind, so that it is known as finely as
 * its own entries. */
static bool
add_outside(Db *db, const Question *question, gint64 book, GArray *shares, GError **error)
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
        add_row(q, 0, shares);
    return query_end(q, error);
}

static bool
add_totals(Db *db, const Question *question, gint64 book, GArray *shares, GError **error)
{
    if (question->outside)
        return add_outside(db, question, book, shares, error);
    if (question->cut && *question->cut && !question->key && !measure_cut_overlaps(question->cut))
        return add_slices(db, question, book, shares, error);
    g_autoptr(Query) q =
        db_query(db, "SELECT step, qualifier, n, sum FROM total WHERE book = ? AND measure = ? "
                     "AND cut = ? AND key = ? AND day >= ? AND day <= ?");
    query_bind(q, "isssii", book, question->measure->name, question->cut ? question->cut : "",
               question->cut && question->key ? question->key : "", (gint64)question->period.from,
               (gint64)question->period.to);
    while (query_next(q))
        add_row(q, 0, shares);
    return query_end(q, error);
}

/* Takes away what another asked book counts. */
static bool
take_left_out(Db *db, const Question *question, gint64 number, GArray *shares, GError **error)
{
    g_autoptr(GPtrArray) records = question_left_out(db, question, number, error);
    g_autoptr(Book) book = records ? book_get(db, number, error) : NULL;
    for (guint i = 0; book && i < records->len; i++) {
        Money addend = {0};
        if (measure_addend(question->measure, records->pdata[i], book_is_chapter(book), &addend) &&
            question_in_slice(question, records->pdata[i]))
            share_add(shares, addend.step, addend.qualifier, -1, -addend.vnd);
    }
    return book != NULL;
}

static bool
add_book(Db *db, const Question *question, gint64 book, Figure *figure, GError **error)
{
    g_autoptr(GArray) shares = g_array_new(false, false, sizeof(Share));
    return add_totals(db, question, book, shares, error) &&
           take_left_out(db, question, book, shares, error) && figure_add(figure, shares, error);
}

static bool
add_entry(void *context, Record *record, Money addend, GError **error)
{
    share_add(context, addend.step, addend.qualifier, 1, addend.vnd);
    return true;
}

/* From the entries themselves, where the totals know no slice within a slice. */
static bool
answer_within(Db *db, const Question *question, Figure *figure, GError **error)
{
    g_autoptr(GArray) shares = g_array_new(false, false, sizeof(Share));
    return question_stream(db, question, add_entry, shares, error) &&
           figure_add(figure, shares, error);
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
    bool whole = (!question->cut || *question->cut == '\0') && !question->within;
    for (gsize i = 0; i < question->book_count; i++) {
        bool stated = false;
        if (!question_is_stated(db, question, question->books[i], &stated, error))
            return false;
        if (stated && !whole)
            figure.known = false;
        else if (question->within)
            continue;
        else if (stated ? !add_statement(db, question, question->books[i], &figure, error)
                        : !add_book(db, question, question->books[i], &figure, error) ||
                              !add_private_part(db, question, question->books[i], &figure, error))
            return false;
    }
    if (question->within && !answer_within(db, question, &figure, error))
        return false;
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

/* Slices while they are gathered: key -> (element-type Share). */
static GArray *
slice_shares(GHashTable *gathered, const char *key)
{
    GArray *shares = g_hash_table_lookup(gathered, key);
    if (!shares) {
        shares = g_array_new(false, false, sizeof(Share));
        g_hash_table_insert(gathered, g_strdup(key), shares);
    }
    return shares;
}

typedef struct {
    const Question *question;
    GHashTable *gathered;
    Money addend;
    int sign; /* -1: takes it away */
} Cutting;

static void
cut_one(void *context, const char *cut, const char *key)
{
    const Cutting *cutting = context;
    const Question *question = cutting->question;
    if (*key == '\0' || g_strcmp0(cut, question->cut) != 0 ||
        (question->key && !g_str_equal(question->key, key)))
        return;
    share_add(slice_shares(cutting->gathered, key), cutting->addend.step, cutting->addend.qualifier,
              cutting->sign, cutting->sign * cutting->addend.vnd);
}

static bool
cut_entry(void *context, Record *record, Money addend, GError **error)
{
    Cutting *cutting = context;
    cutting->addend = addend;
    measure_cuts(record, cut_one, cutting);
    return true;
}

static bool
gather_book(Db *db, const Question *question, gint64 number, GHashTable *gathered, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT key, step, qualifier, SUM(n), SUM(sum) FROM total WHERE book = ? "
                     "AND measure = ? AND cut = ? AND key <> '' AND day >= ? AND day <= ? "
                     "GROUP BY key, step, qualifier ORDER BY key");
    query_bind(q, "issii", number, question->measure->name, question->cut ? question->cut : "",
               (gint64)question->period.from, (gint64)question->period.to);
    while (query_next(q)) {
        const char *key = query_text(q, 0);
        if (!question->key || g_str_equal(question->key, key))
            add_row(q, 1, slice_shares(gathered, key));
    }
    if (!query_end(q, error))
        return false;
    g_autoptr(GPtrArray) records = question_left_out(db, question, number, error);
    g_autoptr(Book) book = records ? book_get(db, number, error) : NULL;
    Cutting cutting = {question, gathered, {0}, -1};
    for (guint i = 0; book && i < records->len; i++)
        if (measure_addend(question->measure, records->pdata[i], book_is_chapter(book),
                           &cutting.addend))
            measure_cuts(records->pdata[i], cut_one, &cutting);
    return book != NULL;
}

/* Those that have anything in them, by key. */
static GPtrArray *
slices_of(GHashTable *gathered, bool known, GError **error)
{
    g_autoptr(GPtrArray) slices = g_ptr_array_new_with_free_func(slice_free);
    GHashTableIter iter;
    gpointer key, shares;
    g_hash_table_iter_init(&iter, gathered);
    while (g_hash_table_iter_next(&iter, &key, &shares)) {
        g_autofree QuestionSlice *slice = g_new0(QuestionSlice, 1);
        slice->figure.known = known;
        if (!figure_add(&slice->figure, shares, error))
            return NULL;
        if (slice->figure.entries == 0)
            continue;
        figure_close(&slice->figure);
        slice->key = g_strdup(key);
        g_ptr_array_add(slices, g_steal_pointer(&slice));
    }
    g_ptr_array_sort(slices, compare_slices);
    return g_steal_pointer(&slices);
}

GPtrArray *
question_slices(Db *db, const Question *question, GError **error)
{
    g_autoptr(GHashTable) gathered =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    bool known = true;
    for (gsize i = 0; i < question->book_count; i++) {
        bool stated = false;
        if (!question_is_stated(db, question, question->books[i], &stated, error))
            return NULL;
        known = known && !stated;
        if (!question->within && !gather_book(db, question, question->books[i], gathered, error))
            return NULL;
    }
    Cutting cutting = {question, gathered, {0}, 1};
    if (question->within && !question_stream(db, question, cut_entry, &cutting, error))
        return NULL;
    return slices_of(gathered, known, error);
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
