/* fields_part.c: the total along the seven fields of work, once, a column a house.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/rest.h"

#include "records/kinds.h"

static bool
number_cells(DocRow *row, const Scene *scene, const char *key, GError **error)
{
    for (guint h = 0; h <= scene->houses->len; h++) {
        bool all = h == scene->houses->len;
        if (all && scene->houses->len == 1)
            break;
        g_autoptr(Answer) answer = scene_answer(scene, "value", all ? NULL : scene_house(scene, h),
                                                key != NULL ? "field" : NULL, key, error);
        if (answer == NULL)
            return false;
        row_answer(row, answer, scene->lang);
    }
    return true;
}

static DocBlock *
value_table(Doc *doc, const Scene *scene)
{
    DocBlock *table = doc_table(doc);
    table_column(table, tr(scene->lang, N_("No.")), DOC_CENTRE, 5, false);
    table_column(table, tr(scene->lang, N_("Field of work")), DOC_LEFT, 33, false);
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autofree char *name = house_short_name(scene, scene_house(scene, h));
        table_column(table, name, DOC_RIGHT,
                     62 / (int)(scene->houses->len + (scene->houses->len > 1)), true);
    }
    if (scene->houses->len > 1)
        table_column(table, tr(scene->lang, N_("Together")), DOC_RIGHT,
                     62 / (int)(scene->houses->len + 1), true);
    return table;
}

/* "Kiên Giang 71,2 tỷ đồng; Hậu Giang 60 tỷ 383 triệu đồng" as runs. */
static bool
shares(DocBlock *block, const Scene *scene, GError **error)
{
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autoptr(Answer) answer =
            scene_answer(scene, "value", scene_house(scene, h), NULL, NULL, error);
        g_autofree char *name = house_short_name(scene, scene_house(scene, h));
        g_autofree char *opening = g_strdup_printf("%s%s ", h > 0 ? "; " : " (", name);
        if (answer == NULL)
            return false;
        block_text(block, opening);
        block_figure(block, answer->text, answer->address);
    }
    block_text(block, ")");
    return true;
}

bool
total_part(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(Answer) total = scene_answer(scene, "value", NULL, NULL, NULL, error);
    g_autofree char *names = scene_names(scene),
                    *period = period_label(scene->ask->period, scene->lang);
    if (total == NULL)
        return false;
    DocBlock *sentence = doc_add(doc, DOC_PARAGRAPH);
    const Part parts[] = {
        {"names", names, NULL}, {"period", period, NULL}, {"total", NULL, total}, {NULL}};
    block_fill(
        sentence,
        tr(scene->lang,
           N_("The total value of humanitarian activity of {names} in {period} reached {total}")),
        parts);
    if (scene->houses->len > 1 && !shares(sentence, scene, error))
        return false;
    block_text(
        sentence,
        tr(scene->lang,
           N_(", a positive contribution to the social security policies of the localities.")));
    return true;
}

bool
fields_part(Doc *doc, const Scene *scene, GError **error)
{
    if (!total_part(doc, scene, error))
        return false;
    doc_paragraph(doc, tr(scene->lang, N_("Value along the seven fields of work (đồng):")));
    DocBlock *table = value_table(doc, scene);
    const Kind *activity = kind_get("activity");
    for (const Choice *field = activity->fields[kind_field(activity, "field")].choices;
         field->code != NULL; field++) {
        DocRow *row = table_row(table, false);
        row_text(row, field->code);
        row_text(row, tr(scene->lang, field->label));
        if (!number_cells(row, scene, field->code, error))
            return false;
    }
    if (!rest_row(table, scene, "value", "field", "", tr(scene->lang, N_("Other activities")),
                  error))
        return false;
    DocRow *row = table_row(table, true);
    row_text(row, "");
    row_text(row, tr(scene->lang, N_("Total")));
    return number_cells(row, scene, NULL, error);
}
