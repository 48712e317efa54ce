/* campaign_tables.c: the tables of the campaign report. Counts of different units stand in rows of their own and are
 * never added to each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/campaign_part.h"

#include "base/percent.h"
#include "records/field.h"
#include "records/kinds.h"
#include "standing/labour.h"

static const char *const shown[] = {
    "value_pledged",
    "value_raised",
    "value_allocated",
    "value",
    "cash",
    "goods",
    "activities",
    "people",
    "known_of",
    "female",
    "children_helped",
    "elderly_helped",
    "times",
    "households",
    "gifts",
    "addresses_helped",
    "labour_days",
    "blood_drives",
    "blood_registered",
    "blood_donors",
    "bags_250",
    "bags_350",
    "bags_450",
};

/* States of one value, told apart by name where the measure's own label speaks of the total. */
static const char *
row_label(const Measure *measure)
{
    return g_str_equal(measure->name, "value") ? N_("Value delivered") : measure->label;
}

static bool
is_empty(const Answer *const *answers)
{
    for (guint i = 0; i < SEASONS; i++)
        if (answers[i]->figure.entries > 0)
            return false;
    return true;
}

static void
add_share(DocRow *row, Money now, Money before, Lang lang)
{
    g_autofree char *share = percent_print_known(now, before, lang);
    row_text(row, share != NULL ? share : "");
}

/* "Gifts given (gifts)"; a unit that only says the label again is left out. */
static char *
label_with_unit(const Measure *measure, Lang lang)
{
    const char *label = tr(lang, row_label(measure));
    const char *unit = measure->unit != NULL ? tr(lang, measure->unit) : tr(lang, N_("đồng"));
    g_autofree char *one = g_utf8_casefold(label, -1), *other = g_utf8_casefold(unit, -1);
    return g_str_equal(one, other) ? g_strdup(label) : g_strdup_printf("%s (%s)", label, unit);
}

static void
add_row(DocBlock *table, const Measure *measure, const Answer *const *answers, Lang lang)
{
    DocRow *row = table_row(table, g_str_equal(measure->name, "value"));
    g_autofree char *label = label_with_unit(measure, lang);
    row_text(row, label);
    for (guint i = 0; i < SEASONS; i++)
        row_answer(row, answers[i], lang);
    add_share(row, answers[SEASONS - 1]->figure.sum, answers[SEASONS - 2]->figure.sum, lang);
}

static bool
measure_row(DocBlock *table, const Held *held, const Measure *measure, json_t *data, GError **error)
{
    g_autoptr(GPtrArray) answers = g_ptr_array_new_with_free_func((GDestroyNotify)answer_free);
    for (guint i = 0; i < SEASONS; i++) {
        Answer *answer = held_answer(held, measure->name, i, error);
        if (answer == NULL)
            return false;
        g_ptr_array_add(answers, answer);
        json_object_set_new(json_object_get(json_array_get(data, i), "measures"), measure->name,
                            answer_json(answer));
    }
    const Answer *const *row = (const Answer *const *)answers->pdata;
    if (!is_empty(row))
        add_row(table, measure, row, held->scene->lang);
    return true;
}

/* What the days of labour are worth at the unit's own rates; the row says that it is in no total. */
static bool
labour_row(DocBlock *table, const Held *held, GError **error)
{
    Lang lang = held->scene->lang;
    Money worth[SEASONS];
    gint64 days, rated = 0;
    for (guint i = 0; i < SEASONS; i++) {
        Question question = held_question(held, "labour_days", i);
        if (!labour_worth(held->scene->db, held->book, &question, &worth[i], &days, error))
            return false;
        rated += days;
    }
    if (rated == 0)
        return true;
    DocRow *row = table_row(table, false);
    row_text(row, tr(lang, N_("worth of the labour days at the unit's rate, in no total (đồng)")));
    for (guint i = 0; i < SEASONS; i++) {
        Question question = held_question(held, "labour_days", i);
        g_autofree char *digits = count_print(worth[i].vnd, lang),
                        *address = question_address(held->scene->db, &question);
        row_number(row, worth[i].vnd, digits, address);
    }
    add_share(row, worth[SEASONS - 1], worth[SEASONS - 2], lang);
    return true;
}

bool
campaign_seasons(Doc *doc, const Held *held, json_t *data, GError **error)
{
    Lang lang = held->scene->lang;
    doc_paragraph(doc, tr(lang, N_("Season beside season:")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("What is counted")), DOC_LEFT, 34, false);
    for (guint i = 0; i < SEASONS; i++) {
        g_autofree char *label = season_label(held->seasons[i]),
                        *from = day_iso(held->seasons[i].from), *to = day_iso(held->seasons[i].to);
        table_column(table, label, DOC_RIGHT, 18, true);
        json_array_append_new(data, json_pack("{s:s, s:s, s:s, s:{}}", "label", label, "from", from,
                                              "to", to, "measures"));
    }
    table_column(table, tr(lang, N_("In percent of the season before")), DOC_RIGHT, 12, false);
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++) {
        const Measure *measure = measure_find(shown[i]);
        if (!measure_row(table, held, measure, data, error) ||
            (g_str_equal(shown[i], "labour_days") && !labour_row(table, held, error)))
            return false;
    }
    return true;
}

static const char *const along[] = {"activities", "people", "gifts", "value"};

static const QuestionSlice *
slice_of(const GPtrArray *slices, const char *key)
{
    for (guint i = 0; i < slices->len; i++) {
        const QuestionSlice *slice = slices->pdata[i];
        if (g_str_equal(slice->key, key))
            return slice;
    }
    return NULL;
}

/* The season as a question over the cut, within the campaign. */
static Question
within(const Held *held, const char *measure, const char *cut, const char *key)
{
    Question question = held_question(held, measure, SEASONS - 1);
    question.within = question.cut;
    question.within_key = question.key;
    question.cut = cut;
    question.key = key;
    return question;
}

static void
add_cell(DocRow *row, const Held *held, const Question *question, const Figure *figure)
{
    g_autofree char *digits = count_print(figure->sum.vnd, held->scene->lang),
                    *address = question_address(held->scene->db, question);
    row_number(row, figure->sum.vnd, digits, address);
}

/* What a key of the cut is called: a choice by its label, a commune by its name. */
static const char *
key_label(const char *cut, const char *key, Lang lang)
{
    const Kind *activity = kind_get("activity");
    const Field *field = &activity->fields[kind_field(activity, cut)];
    return field->type == FIELD_CHOICE ? tr(lang, field_choice_label(field, key)) : key;
}

static void
along_row(DocBlock *table, const Held *held, const char *cut, const char *key,
          GPtrArray *const *slices)
{
    static const Figure none = {.sum = {0, 1, QUALIFIER_EQ}, .known = true};
    DocRow *row = table_row(table, false);
    row_text(row, key_label(cut, key, held->scene->lang));
    for (gsize i = 0; i < G_N_ELEMENTS(along); i++) {
        const QuestionSlice *slice = slice_of(slices[i], key);
        Question question = within(held, along[i], cut, key);
        add_cell(row, held, &question, slice != NULL ? &slice->figure : &none);
    }
}

static bool
sum_row(DocBlock *table, const Held *held, const char *cut, const char *label, bool total,
        GError **error)
{
    DocRow *row = table_row(table, total);
    row_text(row, label);
    for (gsize i = 0; i < G_N_ELEMENTS(along); i++) {
        Question question =
            total ? held_question(held, along[i], SEASONS - 1) : within(held, along[i], cut, NULL);
        question.outside = !total;
        Figure figure;
        if (!question_answer(held->scene->db, &question, &figure, error))
            return false;
        add_cell(row, held, &question, &figure);
    }
    return true;
}

/* Whether anything in the season is in no slice of the cut; slices of these cuts do not overlap. */
static bool
has_rest(const Held *held, const GPtrArray *activities, bool *ret_has, GError **error)
{
    Question question = held_question(held, "activities", SEASONS - 1);
    gint64 sliced = 0;
    Figure figure;
    if (!question_answer(held->scene->db, &question, &figure, error))
        return false;
    for (guint i = 0; i < activities->len; i++)
        sliced += ((const QuestionSlice *)activities->pdata[i])->figure.entries;
    *ret_has = figure.entries > sliced;
    return true;
}

static DocBlock *
along_table(Doc *doc, const Held *held, const char *title)
{
    Lang lang = held->scene->lang;
    g_autofree char *season = season_label(held->seasons[SEASONS - 1]);
    const Part parts[] = {{"what", tr(lang, title), NULL}, {"season", season, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH), tr(lang, N_("{what}, season {season}:")), parts);
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, title), DOC_LEFT, 36, false);
    table_column(table, tr(lang, N_("Activities")), DOC_RIGHT, 12, true);
    table_column(table, tr(lang, N_("People helped")), DOC_RIGHT, 14, true);
    table_column(table, tr(lang, N_("Gifts given")), DOC_RIGHT, 14, true);
    table_column(table, tr(lang, N_("Value delivered (đồng)")), DOC_RIGHT, 24, true);
    return table;
}

bool
campaign_along(Doc *doc, const Held *held, const char *cut, const char *title, GError **error)
{
    Lang lang = held->scene->lang;
    GPtrArray *slices[G_N_ELEMENTS(along)] = {NULL};
    bool done = true, rest = false;
    /* Where no activity says it, nothing is in any slice. */
    for (gsize i = 0;
         done && i < (slices[0] != NULL && slices[0]->len == 0 ? 1 : G_N_ELEMENTS(along)); i++) {
        Question question = within(held, along[i], cut, NULL);
        slices[i] = question_slices(held->scene->db, &question, error);
        done = slices[i] != NULL;
    }
    if (done && slices[0]->len > 0) {
        DocBlock *table = along_table(doc, held, title);
        for (guint i = 0; i < slices[0]->len; i++)
            along_row(table, held, cut, ((QuestionSlice *)slices[0]->pdata[i])->key, slices);
        done = has_rest(held, slices[0], &rest, error) &&
               (!rest || sum_row(table, held, cut, tr(lang, N_("not said")), false, error)) &&
               sum_row(table, held, cut, tr(lang, N_("Together")), true, error);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(along); i++)
        g_clear_pointer(&slices[i], g_ptr_array_unref);
    return done;
}
