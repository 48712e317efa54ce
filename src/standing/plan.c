/* plan.c: plans beside what was done and what was done a year before.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/plan.h"

#include "records/kinds.h"
#include "views/lineage.h"
#include "views/list.h"

static Day
year_before(Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    Day same = day_of(year - 1, month, of_month);
    return same != DAY_UNSET ? same : day_of(year - 1, month, of_month - 1);
}

bool
period_before(Period period, Period *ret_before)
{
    Day from = year_before(period.from), to = year_before(period.to);
    if (from == DAY_UNSET || to == DAY_UNSET)
        return false;
    /* The last day of February stays the last one. */
    int year, month, of_month;
    day_parts(period.to + 1, &year, &month, &of_month);
    if (month == 3 && of_month == 1)
        to = year_before(period.to + 1) - 1;
    if (to >= period.from)
        return false;
    *ret_before = (Period){from, to};
    return true;
}

static void
standing_free(gpointer data)
{
    PlanStanding *standing = data;
    record_free(standing->plan);
    question_clear(&standing->done);
    question_clear(&standing->before);
    g_free(standing);
}

typedef struct {
    GPtrArray *records;
} Gathering;

static bool
gather(void *context, const Record *record, GError **error)
{
    Gathering *gathering = context;
    (void)error;
    g_ptr_array_add(gathering->records, record_copy(record));
    return true;
}

static GPtrArray *
list_of(Db *db, const char *kind, gint64 book, Day from, GError **error)
{
    g_autoptr(GPtrArray) records = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    ListQuery query = {
        .kind = kind_get(kind), .books = &book, .book_count = 1, .from = from, .to = DAY_UNSET};
    Gathering gathering = {records};
    return list_each(db, &query, gather, &gathering, error) ? g_steal_pointer(&records) : NULL;
}

/* The book and those whose sums are its own now. *ret_all: none that it says it goes on from is missing. */
static GArray *
lineage_of(Db *db, const Book *book, Day day, bool *ret_all, GError **error)
{
    g_autoptr(GArray) books = g_array_new(FALSE, FALSE, sizeof(gint64));
    g_autoptr(Lineage) lineage = lineage_read(db, error);
    if (lineage == NULL)
        return NULL;
    g_array_append_val(books, book->book);
    lineage_before(lineage, book->book, day, books);
    *ret_all = true;
    for (guint i = 0; i < books->len; i++) {
        g_autoptr(GPtrArray) claims = lineage_claims(lineage, g_array_index(books, gint64, i));
        for (guint c = 0; c < claims->len; c++)
            *ret_all = *ret_all && books_have(books, ((const Succession *)claims->pdata[c])->from);
    }
    return g_steal_pointer(&books);
}

static Question
ask(const PlanStanding *standing, const gint64 *books, gsize count, Period period)
{
    const char *campaign =
        record_value(standing->plan, kind_field(standing->plan->kind, "campaign"));
    const char *measure = record_value(standing->plan, kind_field(standing->plan->kind, "measure"));
    return (Question){
        .measure = measure_find(measure),
        .books = g_memdup2(books, count * sizeof *books),
        .book_count = count,
        .period = period,
        .cut = *campaign != '\0' ? g_strdup("campaign") : NULL,
        .key = *campaign != '\0' ? g_strdup(campaign) : NULL,
    };
}

/* The campaigns of another book have other numbers: what was done there under this one cannot be told from the rest,
 * so where anything was done there, nothing is known. */
static bool
others_are_silent(Db *db, const PlanStanding *standing, const GArray *books, bool *ret_silent,
                  GError **error)
{
    Question others = {.measure = standing->before.measure,
                       .books = (gint64 *)(void *)books->data + 1,
                       .book_count = books->len - 1,
                       .period = standing->before.period};
    Figure figure = {0};
    if (books->len > 1 && !question_answer(db, &others, &figure, error))
        return false;
    *ret_silent = figure.entries == 0;
    return true;
}

static bool
look_back(Db *db, PlanStanding *standing, const GArray *books, bool all, GError **error)
{
    Period before;
    bool silent = true, by_campaign = standing->done.cut != NULL;
    if (!period_before(standing->done.period, &before))
        return true;
    const gint64 *numbers = (const gint64 *)(const void *)books->data;
    standing->before = ask(standing, numbers, by_campaign ? 1 : books->len, before);
    if (!question_answer(db, &standing->before, &standing->before_figure, error) ||
        (by_campaign && !others_are_silent(db, standing, books, &silent, error)))
        return false;
    const Figure *figure = &standing->before_figure;
    standing->has_before =
        all && silent && figure->known && (figure->entries > 0 || figure->stated);
    return true;
}

static bool
add_standing(Db *db, GPtrArray *standings, const Record *plan, Period asked, const GArray *books,
             bool all, GError **error)
{
    const Measure *measure = measure_find(record_value(plan, kind_field(plan->kind, "measure")));
    Period period;
    if (measure == NULL ||
        !period_parse(record_value(plan, kind_field(plan->kind, "period")), &period) ||
        period.from > asked.to || period.to < asked.from)
        return true;
    PlanStanding *standing = g_new0(PlanStanding, 1);
    g_ptr_array_add(standings, standing);
    standing->plan = record_copy(plan);
    standing->target =
        (Money){record_count(plan, kind_field(plan->kind, "count")), 1, QUALIFIER_EQ};
    if (measure->type == MEASURE_MONEY &&
        !record_money(plan, kind_field(plan->kind, "value"), &standing->target))
        standing->target = (Money){0, 1, QUALIFIER_EQ};
    period = (Period){MAX(period.from, asked.from), MIN(period.to, asked.to)};
    standing->done = ask(standing, (const gint64 *)(const void *)books->data, 1, period);
    return question_answer(db, &standing->done, &standing->done_figure, error) &&
           look_back(db, standing, books, all, error);
}

static gint
compare_standings(gconstpointer a, gconstpointer b)
{
    const PlanStanding *one = *(PlanStanding *const *)a, *two = *(PlanStanding *const *)b;
    if (one->done.measure != two->done.measure)
        return one->done.measure < two->done.measure ? -1 : 1;
    return (one->plan->entry > two->plan->entry) - (one->plan->entry < two->plan->entry);
}

GPtrArray *
plans_standing(Db *db, const Book *book, Period asked, GError **error)
{
    bool all;
    g_autoptr(GArray) books = lineage_of(db, book, asked.to, &all, error);
    g_autoptr(GPtrArray) plans =
        books != NULL ? list_of(db, "plan", book->book, asked.from, error) : NULL;
    g_autoptr(GPtrArray) standings = g_ptr_array_new_with_free_func(standing_free);
    for (guint i = 0; plans != NULL && i < plans->len; i++)
        if (!add_standing(db, standings, g_ptr_array_index(plans, i), asked, books, all, error))
            return NULL;
    if (plans == NULL)
        return NULL;
    g_ptr_array_sort(standings, compare_standings);
    return g_steal_pointer(&standings);
}
