/* plans_part.c: plans beside what was done and the same period of the year before.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "base/percent.h"
#include "records/codec.h"
#include "reports/paper.h"
#include "standing/plan.h"

/* "Blood donors planned (people), under “Hành trình đỏ”". */
static char *
row_label(const Scene *scene, const Book *book, const PlanStanding *standing)
{
    const Measure *measure = standing->done.measure;
    g_autoptr(GString) label = g_string_new(tr(scene->lang, measure->label));
    if (measure->unit != NULL)
        g_string_append_printf(label, " (%s)", tr(scene->lang, measure->unit));
    if (standing->done.key != NULL) {
        g_autofree char *campaign =
            record_ref_title(scene->db, book, "campaign", standing->done.key);
        g_string_append_printf(label, " – “%s”", campaign);
    }
    return g_string_free(g_steal_pointer(&label), FALSE);
}

static char *
target_text(const PlanStanding *standing, Lang lang)
{
    return standing->done.measure->type == MEASURE_MONEY ? money_print(standing->target, lang)
                                                         : count_print(standing->target.vnd, lang);
}

static void
cell_answer(DocRow *row, const Answer *answer)
{
    row_number(row, answer->figure.sum.vnd, answer->text, answer->address);
}

static json_t *
row_json(const PlanStanding *standing, const Book *book, const Answer *done, const Answer *before,
         const char *share, const char *grown)
{
    g_autofree char *target = target_text(standing, lang_current());
    json_t *json =
        json_pack("{s:s, s:s, s:s, s:o, s:o, s:s*, s:s, s:s}", "unit", book->code, "measure",
                  standing->done.measure->name, "period", text_of(standing->plan, "period"), "plan",
                  money_to_json(standing->target, target), "done", answer_json(done), "percent",
                  share, "basis", text_of(standing->plan, "basis"), "assigned_by",
                  text_of(standing->plan, "assigned_by"));
    if (before != NULL)
        json_object_set_new(json, "before", answer_json(before));
    if (grown != NULL)
        json_object_set_new(json, "percent_before", json_string(grown));
    return json;
}

static bool
add_row(DocBlock *table, const Scene *scene, const Book *book, const PlanStanding *standing,
        json_t *rows, GError **error)
{
    g_autoptr(Answer) done = answer_question(scene->db, &standing->done, scene->lang, error);
    g_autoptr(Answer) before = NULL;
    if (done == NULL)
        return false;
    if (standing->has_before) {
        before = answer_question(scene->db, &standing->before, scene->lang, error);
        if (before == NULL)
            return false;
    }
    g_autofree char *label = row_label(scene, book, standing),
                    *target = target_text(standing, scene->lang);
    g_autofree char *share = percent_print_known(
        done->figure.sum, (Money){standing->target.vnd, 1, QUALIFIER_EQ}, scene->lang);
    g_autofree char *grown =
        before != NULL ? percent_print_known(done->figure.sum, before->figure.sum, scene->lang)
                       : NULL;
    DocRow *row = table_row(table, false);
    g_autofree char *number = g_strdup_printf("%u", table->rows->len);
    row_text(row, number);
    row_text(row, label);
    row_number(row, standing->target.vnd, target, NULL);
    cell_answer(row, done);
    row_text(row, share != NULL ? share : "");
    if (before != NULL)
        cell_answer(row, before);
    else
        row_text(row, "–");
    row_text(row, grown != NULL ? grown : "");
    json_array_append_new(rows, row_json(standing, book, done, before, share, grown));
    return true;
}

static DocBlock *
plan_table(Doc *doc, Lang lang)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(lang, N_("What is counted")), DOC_LEFT, 24, false);
    table_column(table, tr(lang, N_("Plan")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Done")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Share of the plan")), DOC_RIGHT, 12, false);
    table_column(table, tr(lang, N_("Same period")), DOC_RIGHT, 16, true);
    table_column(table, tr(lang, N_("Share of the same period")), DOC_RIGHT, 11, false);
    return table;
}

static bool
book_plans(Doc *doc, const Scene *scene, gint64 number, json_t *rows, bool *ret_any, GError **error)
{
    g_autoptr(Book) book = book_get(scene->db, number, error);
    g_autoptr(GPtrArray) standings =
        book != NULL ? plans_standing(scene->db, book, scene->ask->period, error) : NULL;
    if (standings == NULL)
        return false;
    if (standings->len == 0)
        return true;
    g_autofree char *name = short_name(scene->db, book, scene->ask->period.to);
    const Part parts[] = {{"unit", name, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(scene->lang, N_("What {unit} has done of its plans:")), parts);
    DocBlock *table = plan_table(doc, scene->lang);
    for (guint i = 0; i < standings->len; i++)
        if (!add_row(table, scene, book, g_ptr_array_index(standings, i), rows, error))
            return false;
    *ret_any = true;
    return true;
}

bool
plans_part(Doc *doc, const Scene *scene, json_t *data, bool *ret_any, GError **error)
{
    json_t *rows = json_array();
    bool done = true;
    *ret_any = false;
    for (guint i = 0; i < scene->books->len && done; i++)
        done = book_plans(doc, scene, g_array_index(scene->books, gint64, i), rows, ret_any, error);
    if (data != NULL && *ret_any)
        json_object_set(data, "plans", rows);
    json_decref(rows);
    return done;
}
