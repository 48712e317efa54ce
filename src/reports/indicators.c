/* indicators.c: every measure over a period, unit by unit: the whole table behind all other reports.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "records/measure.h"

static void
add_columns(DocBlock *table, const Scene *scene)
{
    int each = 50 / (int)MAX(scene->houses->len + 1, 2);
    table_column(table, tr(scene->lang, N_("Measure")), DOC_LEFT, 35, false);
    table_column(table, tr(scene->lang, N_("Unit of count")), DOC_LEFT, 15, false);
    for (guint i = 0; i < scene->houses->len; i++)
        table_column(table, scene_house(scene, i)->name, DOC_RIGHT, each, true);
    if (scene->houses->len > 1)
        table_column(table, tr(scene->lang, N_("Total")), DOC_RIGHT, each, true);
}

/* Takes the answer into the row and into the JSON object under `key`. */
static bool
add_answer(DocRow *row, json_t *json, const char *key, const Scene *scene, const Measure *measure,
           const House *house, GError **error)
{
    g_autoptr(Answer) answer = scene_answer(scene, measure->name, house, NULL, NULL, error);
    if (answer == NULL)
        return false;
    row_answer(row, answer, scene->lang);
    json_object_set_new(json, key, answer_json(answer));
    return true;
}

static bool
add_measure(DocBlock *table, json_t *data, const Scene *scene, const Measure *measure,
            GError **error)
{
    DocRow *row = table_row(table, /* total= */ false);
    json_t *json = json_object(), *units = json_object();
    json_object_set_new(data, measure->name, json);
    json_object_set_new(json, "units", units);
    row_text(row, tr(scene->lang, measure->label));
    row_text(row,
             measure->unit != NULL ? tr(scene->lang, measure->unit) : tr(scene->lang, N_("VND")));
    for (guint i = 0; i < scene->houses->len; i++) {
        const House *house = scene_house(scene, i);
        if (!add_answer(row, units, house->code, scene, measure, house, error))
            return false;
    }
    return scene->houses->len < 2 || add_answer(row, json, "total", scene, measure, NULL, error);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    if (!scene_init(&scene, db, ask, ask->of != NULL ? ask->of : ask->own->code, error))
        return NULL;
    g_autoptr(Doc) doc = doc_new(ask->lang);
    g_autofree char *label = period_label(ask->period, ask->lang);
    g_autofree char *period = period_iso(ask->period);
    json_t *data = json_object();
    doc->plain = true;
    doc->type = g_strdup(tr(ask->lang, N_("ALL MEASURES")));
    doc->subject = g_strdup(label);
    doc->data = json_pack("{s:s, s:o}", "period", period, "measures", data);
    DocBlock *table = doc_table(doc);
    add_columns(table, &scene);
    for (gsize i = 0; i < measures_count; i++)
        if (!add_measure(table, data, &scene, &measures[i], error))
            return NULL;
    return g_steal_pointer(&doc);
}

const Report report_indicators = {
    .name = "indicators",
    .title = N_("All measures"),
    .about = N_("every measure over a period, unit by unit, each opening to its entries"),
    .build = build,
};
