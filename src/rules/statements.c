/* statements.c: what a unit states about its private kinds, as numbers only.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/write.h"

#include "records/choices.h"
#include "records/kinds.h"
#include "records/measure.h"
#include "rules/act.h"
#include "views/list.h"
#include "views/question.h"

typedef struct {
    char *measure, *period;
    gint64 entry; /* of the newest statement, -1: none */
    gint64 count, step;
    char *qualifier; /* its code */
} Stated;

static void
stated_clear(Stated *stated)
{
    g_free(stated->measure);
    g_free(stated->period);
    g_free(stated->qualifier);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stated, stated_clear)

static bool
look(void *context, const Record *record, GError **error)
{
    Stated *stated = context;
    const Kind *kind = record->kind;
    if (record->entry > stated->entry &&
        g_str_equal(record_value(record, kind_field(kind, "measure")), stated->measure) &&
        g_str_equal(record_value(record, kind_field(kind, "period")), stated->period)) {
        stated->entry = record->entry;
        stated->count = record_count(record, kind_field(kind, "count"));
        stated->step = record_count(record, kind_field(kind, "step"));
        g_free(stated->qualifier);
        stated->qualifier = g_strdup(record_value(record, kind_field(kind, "qualifier")));
    }
    return true;
}

static bool
find_stated(Act *act, Stated *stated, GError **error)
{
    gint64 book = act->book->book;
    ListQuery query = {.kind = kind_get("statement"),
                       .books = &book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET};
    return list_each(act->db, &query, look, stated, error);
}

/* Whether the number, and how it is known, is what was stated last. */
static bool
is_as_stated(const Stated *stated, Money sum)
{
    return stated->count == sum.vnd && stated->step == sum.step &&
           g_str_equal(stated->qualifier, qualifier_code(sum.qualifier));
}

/* States one measure, or one of the seven fields of it, when it has a number that was not stated yet; a number
 * that went away is stated as 0. */
static bool
state(Act *act, const Measure *measure, const char *key, Period period, gint64 *count,
      GError **error)
{
    g_auto(Stated) stated = {
        .measure = measure_stated_name(measure, key), .period = period_iso(period), .entry = -1};
    gint64 book = act->book->book;
    Question question = {.measure = measure,
                         .books = &book,
                         .book_count = 1,
                         .period = period,
                         .cut = key != NULL ? "field" : NULL,
                         .key = key};
    Figure figure = {0};
    if (!find_stated(act, &stated, error) || !question_answer(act->db, &question, &figure, error))
        return false;
    bool is_news = stated.entry >= 0 ? !is_as_stated(&stated, figure.sum) : figure.entries > 0;
    if (!is_news)
        return true;
    g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, figure.sum.vnd),
                    *step = g_strdup_printf("%" G_GINT64_FORMAT, figure.sum.step);
    g_autoptr(Record) statement = system_record(
        "statement", "period", stated.period, "measure", stated.measure, "count", number, "step",
        step, "qualifier", qualifier_code(figure.sum.qualifier), NULL);
    (*count)++;
    return act_add(act, statement, -1, error);
}

static bool
state_all(Act *act, const Measure *measure, Period period, gint64 *count, GError **error)
{
    if (!state(act, measure, NULL, period, count, error))
        return false;
    for (const Choice *field = choices_fields_of_work; measure->along_fields && field->code;
         field++)
        if (!state(act, measure, field->code, period, count, error))
            return false;
    return true;
}

bool
statements_write(Office *office, const char *unit, const Actor *actor, Period period,
                 gint64 *ret_count, GError **error)
{
    g_auto(Act) act = {0};
    gint64 count = 0;
    if (!act_begin(&act, office, unit, actor, ROLE_CHAIR | ROLE_RECORDER, error))
        return false;
    for (gsize i = 0; i < measures_count; i++)
        if (measure_is_private(&measures[i]) &&
            !state_all(&act, &measures[i], period, &count, error))
            return false;
    if (count > 0 && !act_end(&act, error))
        return false;
    *ret_count = count;
    return true;
}
