/* plan.c: how the units of a house stand against their plans, with what each plan rests on.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"
#include "base/percent.h"
#include "standing/plan.h"

/* "Blood donors: reached 98.7% of the plan for year 2020; 146% of the same period of the year before." */
static void
say_standing(Doc *doc, const Scene *scene, const PlanStanding *standing)
{
    const Lang lang = scene->lang;
    Period period;
    if (!period_parse(text_of(standing->plan, "period"), &period))
        return;
    Money done = standing->done_figure.sum;
    g_autofree char *label = period_label(period, lang),
                    *of_plan = percent_of_plan(done, standing->target.vnd, lang),
                    *of_before = standing->has_before
                                     ? percent_of_before(done, standing->before_figure.sum, lang)
                                     : NULL;
    const char *unknown = tr(lang, N_("no figures of the same period"));
    const Part parts[] = {
        {"what", tr(lang, standing->done.measure->label), NULL},
        {"share", of_plan != NULL ? of_plan : "", NULL},
        {"period", label, NULL},
        {"before", of_before != NULL ? of_before : unknown, NULL},
        {NULL},
    };
    DocBlock *item = doc_add(doc, DOC_ITEM);
    block_fill(item, tr(lang, N_("{what}: {share} of {period}; {before}.")), parts);
    const Part grounds[] = {
        {"basis", text_of(standing->plan, "basis"), NULL},
        {"by", text_of(standing->plan, "assigned_by"), NULL},
        {NULL},
    };
    if (*grounds[0].text != '\0')
        block_fill(item, tr(lang, N_(" Basis: {basis}.")), grounds);
    if (*grounds[1].text != '\0')
        block_fill(item, tr(lang, N_(" Assigned by {by}.")), grounds);
}

static bool
say_all(Doc *doc, const Scene *scene, GError **error)
{
    doc_heading(doc, 1, tr(scene->lang, N_("II. In words, with what each plan rests on")));
    for (guint i = 0; i < scene->books->len; i++) {
        g_autoptr(Book) book = book_get(scene->db, g_array_index(scene->books, gint64, i), error);
        g_autoptr(GPtrArray) standings =
            book != NULL ? plans_standing(scene->db, book, scene->ask->period, error) : NULL;
        if (standings == NULL)
            return false;
        for (guint s = 0; s < standings->len; s++)
            say_standing(doc, scene, g_ptr_array_index(standings, s));
    }
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autofree char *codes = ask->of != NULL ? g_strdup(ask->of) : scene_own_house(db, ask, error);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    bool any;
    if (codes == NULL || !scene_init(&scene, db, ask, codes, error) ||
        !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *period = period_label(ask->period, ask->lang);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject =
        g_strdup_printf(tr(ask->lang, N_("What has been done of the plans in %s")), period);
    doc->data = scene_json(&scene, error);
    if (doc->data == NULL)
        return NULL;
    doc_heading(doc, 1, tr(ask->lang, N_("I. Plan, done, and the same period")));
    if (!plans_part(doc, &scene, doc->data, &any, error))
        return NULL;
    if (!any)
        doc_paragraph(doc, tr(ask->lang, N_("No plan stands for this period.")));
    if (any && !say_all(doc, &scene, error))
        return NULL;
    doc_paragraph(doc, tr(ask->lang, N_("The unit respectfully reports")))->closing = true;
    if (!paper_signer(doc, db, ask->own, ask->today, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_plan = {
    .name = "plan",
    .title = N_("Plans"),
    .about = N_("what was planned, what was done, and the same period of the year before"),
    .build = build,
};
