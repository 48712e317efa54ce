/* emulation.c: how an emulation compact stands.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/emulation.h"

#include "base/error.h"
#include "base/points.h"
#include "records/kinds.h"
#include "views/list.h"
#include "views/question.h"
#include <string.h>

/* Parts of an item of criterion.items. */
enum { GROUP, WHAT, SORT, MAXIMUM, MEASURE, RULE, TARGET };

static void
criterion_free(gpointer data)
{
    Criterion *criterion = data;
    g_free(criterion->group);
    g_free(criterion->what);
    g_free(criterion->rule);
    g_free(criterion);
}

static void
scored_free(gpointer data)
{
    Scored *scored = data;
    if (scored == NULL)
        return;
    g_free(scored->by);
    g_free(scored->reason);
    g_free(scored);
}

static void
points_free(gpointer data)
{
    EmulationPoints *points = data;
    g_free(points->address);
    scored_free(points->own);
    g_ptr_array_unref(points->others);
    g_free(points);
}

static void
unit_free(gpointer data)
{
    EmulationUnit *unit = data;
    g_free(unit->code);
    g_free(unit->name);
    g_ptr_array_unref(unit->points);
    g_free(unit);
}

void
emulation_free(Emulation *emulation)
{
    if (emulation == NULL)
        return;
    agreement_free(emulation->table);
    g_ptr_array_unref(emulation->criteria);
    g_ptr_array_unref(emulation->units);
    g_free(emulation);
}

gint64
criterion_points(const char *rule, gint64 maximum, gint64 amount, gint64 target)
{
    if (g_str_equal(rule, "reached"))
        return amount >= target ? maximum : 0;
    if (g_str_equal(rule, "each"))
        return MIN(amount / target, maximum / 100) * 100;
    return points_share(maximum, amount, target);
}

EmulationUnit *
emulation_unit(const Emulation *emulation, const char *code)
{
    for (guint i = 0; i < emulation->units->len; i++) {
        EmulationUnit *unit = g_ptr_array_index(emulation->units, i);
        if (g_str_equal(unit->code, code))
            return unit;
    }
    return NULL;
}

static void
read_criteria(Emulation *emulation)
{
    const Record *table = emulation->table->record;
    int items = kind_field(table->kind, "items");
    for (gsize i = 0; i < record_items(table, items); i++) {
        g_autofree char *sort = record_part(table, items, i, SORT),
                        *maximum = record_part(table, items, i, MAXIMUM),
                        *measure = record_part(table, items, i, MEASURE),
                        *target = record_part(table, items, i, TARGET);
        Criterion *criterion = g_new0(Criterion, 1);
        criterion->number = (int)i + 1;
        criterion->group = record_part(table, items, i, GROUP);
        criterion->what = record_part(table, items, i, WHAT);
        criterion->rule = record_part(table, items, i, RULE);
        criterion->minus = g_str_equal(sort, "minus");
        if (!points_read(maximum, &criterion->maximum))
            criterion->maximum = 0;
        criterion->target = g_ascii_strtoll(target, NULL, 10);
        criterion->measure = criterion->target > 0 ? measure_find(measure) : NULL;
        g_ptr_array_add(emulation->criteria, criterion);
    }
}

static void
add_unit(Emulation *emulation, const AgreementParty *party)
{
    EmulationUnit *unit = g_new0(EmulationUnit, 1);
    *unit = (EmulationUnit){.code = g_strdup(party->code),
                            .name = g_strdup(party->name),
                            .book = party->book,
                            .points = g_ptr_array_new_with_free_func(points_free)};
    for (guint i = 0; i < emulation->criteria->len; i++) {
        EmulationPoints *points = g_new0(EmulationPoints, 1);
        points->others = g_ptr_array_new_with_free_func(scored_free);
        g_ptr_array_add(unit->points, points);
    }
    g_ptr_array_add(emulation->units, unit);
}

/* What the unit's own book counts, for each criterion that a book can count. */
static bool
count_unit(Db *db, const Emulation *emulation, EmulationUnit *unit, GError **error)
{
    for (guint i = 0; unit->book > 0 && i < emulation->criteria->len; i++) {
        const Criterion *criterion = g_ptr_array_index(emulation->criteria, i);
        EmulationPoints *points = g_ptr_array_index(unit->points, i);
        Figure figure = {0};
        if (criterion->measure == NULL)
            continue;
        Question question = {.measure = criterion->measure,
                             .books = &unit->book,
                             .book_count = 1,
                             .period = emulation->period};
        if (!question_answer(db, &question, &figure, error))
            return false;
        points->is_counted = figure.known;
        if (!figure.known)
            continue;
        points->counted = criterion_points(criterion->rule, criterion->maximum, figure.sum.vnd,
                                           criterion->target);
        points->address = question_address(db, &question);
    }
    return true;
}

/* Lays one score of a book over what an older one of it said. */
static void
take_score(Emulation *emulation, const char *by, const Record *score)
{
    const Kind *kind = score->kind;
    int list = kind_field(kind, "points");
    EmulationUnit *unit = emulation_unit(emulation, record_value(score, kind_field(kind, "of")));
    for (gsize i = 0; unit != NULL && i < record_items(score, list); i++) {
        g_autofree char *number = record_part(score, list, i, 0),
                        *typed = record_part(score, list, i, 1);
        gint64 at = g_ascii_strtoll(number, NULL, 10), hundredths;
        if (at < 1 || at > (gint64)unit->points->len || !points_read(typed, &hundredths))
            continue;
        EmulationPoints *points = g_ptr_array_index(unit->points, (guint)at - 1);
        const Criterion *criterion = g_ptr_array_index(emulation->criteria, (guint)at - 1);
        Scored *scored = g_new0(Scored, 1);
        *scored = (Scored){g_strdup(by), hundredths, record_part(score, list, i, 2)};
        points->is_over = points->is_over || hundredths > criterion->maximum;
        if (g_str_equal(by, unit->code)) {
            scored_free(points->own);
            points->own = scored;
        } else {
            g_ptr_array_add(points->others, scored);
        }
    }
}

bool
emulation_score(Db *db, const Book *book, const char *body_hash, const char *of, Record **ret_score,
                GError **error)
{
    ListEqual of_equal = {"of", of}, criteria_equal = {"criteria", body_hash};
    g_autoptr(GPtrArray) equals = g_ptr_array_new();
    g_ptr_array_add(equals, &of_equal);
    g_ptr_array_add(equals, &criteria_equal);
    ListQuery query = {.kind = kind_get("score"),
                       .books = (gint64 *)&book->book,
                       .book_count = 1,
                       .from = DAY_UNSET,
                       .to = DAY_UNSET,
                       .equals = equals,
                       .limit = 1};
    g_autoptr(ListPage) page = list_run(db, &query, false, error);
    if (page == NULL)
        return false;
    *ret_score = page->records->len > 0 ? record_copy(g_ptr_array_index(page->records, 0)) : NULL;
    return true;
}

static bool
read_scores(Db *db, Emulation *emulation, GError **error)
{
    for (guint i = 0; i < emulation->table->parties->len; i++) {
        const AgreementParty *by = g_ptr_array_index(emulation->table->parties, i);
        g_autoptr(Book) book = by->book > 0 ? book_get(db, by->book, error) : NULL;
        if (by->book > 0 && book == NULL)
            return false;
        for (guint u = 0; book != NULL && u < emulation->units->len; u++) {
            const EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
            g_autoptr(Record) score = NULL;
            if (!emulation_score(db, book, emulation->table->body_hash, unit->code, &score, error))
                return false;
            if (score != NULL)
                take_score(emulation, by->code, score);
        }
    }
    return true;
}

/* All that were given to a unit under one criterion: how many, their sum, the lowest. */
static guint
gather(const EmulationPoints *points, gint64 *ret_sum, gint64 *ret_lowest)
{
    gint64 sum = points->own != NULL ? points->own->points : 0;
    gint64 lowest = points->own != NULL ? points->own->points : G_MAXINT64;
    for (guint i = 0; i < points->others->len; i++) {
        const Scored *scored = g_ptr_array_index(points->others, i);
        sum += scored->points;
        lowest = MIN(lowest, scored->points);
    }
    *ret_sum = sum;
    *ret_lowest = lowest;
    return points->others->len + (points->own != NULL);
}

static void
settle(const Record *table, EmulationPoints *points)
{
    const char *way = record_value(table, kind_field(table->kind, "settled"));
    gint64 sum, lowest;
    guint count = gather(points, &sum, &lowest);
    bool by_self = g_str_equal(way, "self");
    if (count == 0 || (by_self && points->own == NULL)) {
        points->is_settled = points->is_counted;
        points->agreed = points->counted;
        return;
    }
    points->is_settled = true;
    points->agreed = by_self                      ? points->own->points
                     : g_str_equal(way, "lowest") ? lowest
                                                  : (sum * 2 + count) / (2 * (gint64)count);
}

static gint
by_total(gconstpointer a, gconstpointer b)
{
    const EmulationUnit *one = *(EmulationUnit *const *)a, *two = *(EmulationUnit *const *)b;
    if (one->total != two->total)
        return one->total > two->total ? -1 : 1;
    return strcmp(one->code, two->code);
}

static void
rank(Emulation *emulation)
{
    for (guint u = 0; u < emulation->units->len; u++) {
        EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        unit->is_complete = true;
        for (guint i = 0; i < unit->points->len; i++) {
            const Criterion *criterion = g_ptr_array_index(emulation->criteria, i);
            EmulationPoints *points = g_ptr_array_index(unit->points, i);
            settle(emulation->table->record, points);
            unit->is_complete = unit->is_complete && points->is_settled;
            unit->total += criterion->minus ? -points->agreed : points->agreed;
        }
    }
    g_ptr_array_sort(emulation->units, by_total);
    for (guint u = 0; u < emulation->units->len; u++) {
        EmulationUnit *unit = g_ptr_array_index(emulation->units, u);
        const EmulationUnit *before = u > 0 ? g_ptr_array_index(emulation->units, u - 1) : NULL;
        unit->place = before != NULL && before->total == unit->total ? before->place : u + 1;
    }
}

Emulation *
emulation_load(Db *db, const char *body_hash, Day today, GError **error)
{
    g_autoptr(Emulation) emulation = g_new0(Emulation, 1);
    emulation->criteria = g_ptr_array_new_with_free_func(criterion_free);
    emulation->units = g_ptr_array_new_with_free_func(unit_free);
    if (!agreement_find(db, body_hash, today, &emulation->table, error))
        return NULL;
    const Agreement *table = emulation->table;
    if (table == NULL || !g_str_equal(table->kind->name, "criterion"))
        return fail_null(error, KN_MISSING, N_("There is no such table of criteria here."));
    if (!period_parse(record_value(table->record, kind_field(table->kind, "period")),
                      &emulation->period))
        return fail_null(error, KN_INVALID, N_("The table of criteria does not say its period."));
    read_criteria(emulation);
    for (guint i = 0; i < table->parties->len; i++)
        add_unit(emulation, g_ptr_array_index(table->parties, i));
    for (guint u = 0; u < emulation->units->len; u++)
        if (!count_unit(db, emulation, g_ptr_array_index(emulation->units, u), error))
            return NULL;
    if (!read_scores(db, emulation, error))
        return NULL;
    rank(emulation);
    return g_steal_pointer(&emulation);
}
