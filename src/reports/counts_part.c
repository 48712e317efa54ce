/* counts_part.c: counts by their own unit, side by side and never added to each other.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

static const char *const shown[] = {
    "activities",   "people",           "times",        "households",
    "gifts",        "addresses_helped", "blood_drives", "blood_registered",
    "blood_donors", "bags_250",         "bags_350",     "bags_450",
};

static bool
add_row(DocBlock *table, const Scene *scene, const Measure *measure, GError **error)
{
    g_autoptr(Answer) total = scene_answer(scene, measure->name, NULL, NULL, NULL, error);
    if (total == NULL)
        return false;
    if (total->figure.entries == 0 && total->figure.sum.vnd == 0)
        return true;
    DocRow *row = table_row(table, false);
    row_text(row, tr(scene->lang, measure->label));
    row_text(row, tr(scene->lang, measure->unit));
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autoptr(Answer) answer =
            scene_answer(scene, measure->name, scene_house(scene, h), NULL, NULL, error);
        if (answer == NULL)
            return false;
        g_autofree char *text = count_print(answer->figure.sum.vnd, scene->lang);
        row_number(row, answer->figure.sum.vnd, text, answer->address);
    }
    if (scene->houses->len > 1) {
        g_autofree char *text = count_print(total->figure.sum.vnd, scene->lang);
        row_number(row, total->figure.sum.vnd, text, total->address);
    }
    return true;
}

bool
counts_part(Doc *doc, const Scene *scene, GError **error)
{
    doc_paragraph(doc, tr(scene->lang, N_("Counts, each in its own unit:")));
    DocBlock *table = doc_table(doc);
    table_column(table, tr(scene->lang, N_("What is counted")), DOC_LEFT, 40, false);
    table_column(table, tr(scene->lang, N_("Unit of count")), DOC_CENTRE, 14, false);
    int columns = (int)scene->houses->len + (scene->houses->len > 1);
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autofree char *name = house_short_name(scene, scene_house(scene, h));
        table_column(table, name, DOC_RIGHT, 46 / columns, true);
    }
    if (scene->houses->len > 1)
        table_column(table, tr(scene->lang, N_("Together")), DOC_RIGHT, 46 / columns, true);
    for (gsize i = 0; i < G_N_ELEMENTS(shown); i++)
        if (!add_row(table, scene, measure_find(shown[i]), error))
            return false;
    return true;
}
