/* comparison.c: a period beside the same days of the year before, unit by unit and together. A unit that goes on from others
 * counts what they did then as its own.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"
#include "base/percent.h"
#include "standing/plan.h"

static const char *const compared[] = {
    "value", "activities", "people", "times", "households", "gifts", "blood_drives", "blood_donors",
};

/* One measure over some books in one period. */
static Answer *
ask_over(const Scene *scene, const char *measure, const GArray *books, Period period,
         GError **error)
{
    Question question = scene_question(scene, measure, books, NULL, NULL);
    question.period = period;
    return answer_question(scene->db, &question, scene->lang, error);
}

static bool
add_row(DocBlock *table, const Scene *scene, const Measure *measure, const GArray *books,
        Period before, json_t *rows, GError **error)
{
    g_autoptr(Answer) now = ask_over(scene, measure->name, books, scene->ask->period, error);
    g_autoptr(Answer) then =
        now != NULL ? ask_over(scene, measure->name, books, before, error) : NULL;
    if (then == NULL)
        return false;
    if (now->figure.entries == 0 && then->figure.entries == 0)
        return true;
    g_autofree char *share = percent_print(now->figure.sum.vnd, then->figure.sum.vnd, scene->lang);
    DocRow *row = table_row(table, false);
    row_text(row, tr(scene->lang, measure->label));
    row_text(row,
             measure->unit != NULL ? tr(scene->lang, measure->unit) : tr(scene->lang, N_("đồng")));
    row_answer(row, now, scene->lang);
    row_answer(row, then, scene->lang);
    row_text(row, share != NULL ? share : "–");
    json_t *json = json_pack("{s:s, s:o, s:o}", "measure", measure->name, "now", answer_json(now),
                             "before", answer_json(then));
    if (share != NULL)
        json_object_set_new(json, "percent", json_string(share));
    json_array_append_new(rows, json);
    return true;
}

static bool
add_table(Doc *doc, const Scene *scene, const char *name, const GArray *books, Period before,
          json_t *rows, GError **error)
{
    Lang lang = scene->lang;
    g_autofree char *now = period_label(scene->ask->period, lang),
                    *then = period_label(before, lang);
    doc_heading(doc, 2, name);
    DocBlock *table = doc_table(doc);
    table_column(table, tr(lang, N_("What is counted")), DOC_LEFT, 34, false);
    table_column(table, tr(lang, N_("Unit of count")), DOC_LEFT, 12, false);
    table_column(table, now, DOC_RIGHT, 20, true);
    table_column(table, then, DOC_RIGHT, 20, true);
    table_column(table, tr(lang, N_("Share of the same period")), DOC_RIGHT, 14, false);
    for (gsize i = 0; i < G_N_ELEMENTS(compared); i++)
        if (!add_row(table, scene, measure_find(compared[i]), books, before, rows, error))
            return false;
    if (table->rows->len == 0)
        row_text(table_row(table, false), tr(lang, N_("Nothing was recorded in either period.")));
    return true;
}

static bool
add_houses(Doc *doc, const Scene *scene, Period before, GError **error)
{
    json_t *units = json_array();
    json_object_set_new(doc->data, "comparison", units);
    for (guint h = 0; h < scene->houses->len; h++) {
        const House *house = scene_house(scene, h);
        json_t *rows = json_array();
        json_array_append_new(units, json_pack("{s:s, s:s, s:o}", "code", house->code, "name",
                                               house->name, "rows", rows));
        if (!add_table(doc, scene, house->name, house->books, before, rows, error))
            return false;
    }
    if (scene->houses->len < 2)
        return true;
    json_t *rows = json_array();
    json_object_set_new(doc->data, "together", rows);
    return add_table(doc, scene, tr(scene->lang, N_("All of them together")), scene->books, before,
                     rows, error);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autoptr(Doc) doc = doc_new(ask->lang);
    Period before;
    if (!period_before(ask->period, &before))
        return fail_null(error, KN_INVALID,
                         "Only a period of at most a year has the same days in the year before.");
    if (!scene_init(&scene, db, ask, ask->of, error) ||
        !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *period = period_label(ask->period, ask->lang),
                    *then = period_label(before, ask->lang), *names = scene_names(&scene);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("Results of %s beside the same period before")), period);
    doc->data = scene_json(&scene, error);
    if (doc->data == NULL)
        return NULL;
    const Part parts[] = {
        {"names", names, NULL}, {"period", period, NULL}, {"before", then, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(ask->lang, N_("What the units of {names} did in {period}, beside {before}:")),
               parts);
    if (!add_houses(doc, &scene, before, error))
        return NULL;
    doc_paragraph(doc, tr(ask->lang, N_("The unit respectfully reports")))->closing = true;
    if (!paper_signer(doc, db, ask->own, ask->today, error) ||
        !grounds_part(doc, &scene, doc->data, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_comparison = {
    .name = "comparison",
    .title = N_("Comparison with the year before"),
    .about = N_("a period beside the same days of the year before; units that were merged count "
                "where they went on"),
    .build = build,
};
