/* counts_part.c: counts by their own unit, side by side and never added to each other; those of people and gifts with
 * for whom they were.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/rest.h"

#include "records/kinds.h"

static const char *const shown[] = {
    "activities",   "people",           "times",        "households",
    "gifts",        "addresses_helped", "blood_drives", "blood_registered",
    "blood_donors", "bags_250",         "bags_350",     "bags_450",
};

static bool
has_groups(const Scene *scene, const char *measure, bool *ret_has, GError **error)
{
    g_auto(Rest) rest = {0};
    g_autoptr(Answer) total = scene_answer(scene, measure, NULL, NULL, NULL, error);
    if (total == NULL || !rest_ask(scene, measure, NULL, "group", &rest, error))
        return false;
    *ret_has = total->figure.entries > rest.rest->figure.entries;
    return true;
}

static bool
number_cells(DocRow *row, const Scene *scene, const char *measure, const char *group,
             GError **error)
{
    for (guint h = 0; h < scene->houses->len; h++) {
        g_autoptr(Answer) answer = scene_answer(scene, measure, scene_house(scene, h),
                                                group != NULL ? "group" : NULL, group, error);
        if (answer == NULL)
            return false;
        row_answer(row, answer, scene->lang);
    }
    return true;
}

/* "of which" below a row: for whom, closed by those of whom it is not said. */
static bool
add_groups(DocBlock *table, const Scene *scene, const char *measure, GError **error)
{
    const Kind *activity = kind_get("activity");
    for (const Choice *group = activity->fields[kind_field(activity, "group")].choices;
         group->code != NULL; group++) {
        g_autoptr(Answer) part = scene_answer(scene, measure, NULL, "group", group->code, error);
        if (part == NULL)
            return false;
        if (part->figure.entries == 0)
            continue;
        g_autofree char *label = g_strdup_printf("– %s", tr(scene->lang, group->label));
        DocRow *row = table_row(table, false);
        row_text(row, label);
        row_text(row, "");
        if (!number_cells(row, scene, measure, group->code, error))
            return false;
        if (scene->houses->len > 1)
            row_answer(row, part, scene->lang);
    }
    g_autofree char *rest = g_strdup_printf("– %s", tr(scene->lang, N_("for whom is not said")));
    return rest_row(table, scene, measure, "group", rest, "", error);
}

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
    if (!number_cells(row, scene, measure->name, NULL, error))
        return false;
    if (scene->houses->len > 1)
        row_answer(row, total, scene->lang);
    bool groups = false;
    if (measure->along_fields && !has_groups(scene, measure->name, &groups, error))
        return false;
    return !groups || add_groups(table, scene, measure->name, error);
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
