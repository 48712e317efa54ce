/* period.c: the report of one house for any period: chapter and unions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"

static bool
has_chapter(const Scene *scene, GError **error, bool *ret_has)
{
    *ret_has = false;
    for (guint i = 0; i < scene->books->len; i++) {
        g_autoptr(Book) book = book_get(scene->db, g_array_index(scene->books, gint64, i), error);
        if (book == NULL)
            return false;
        *ret_has = *ret_has || book_is_chapter(book);
    }
    return true;
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autofree char *codes = ask->of != NULL ? g_strdup(ask->of) : scene_own_house(db, ask, error);
    g_autoptr(Doc) doc = doc_new(ask->lang);
    bool chapter, plans;
    if (codes == NULL || !scene_init(&scene, db, ask, codes, error) ||
        !has_chapter(&scene, error, &chapter) ||
        !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    g_autofree char *period = period_label(ask->period, ask->lang), *names = scene_names(&scene);
    doc->type = g_strdup(tr(ask->lang, N_("REPORT")));
    doc->subject =
        chapter ? g_strdup_printf(
                      tr(ask->lang,
                         N_("Results of the Society's work and the Red Cross movement in %s")),
                      period)
                : g_strdup_printf(tr(ask->lang, N_("Results of union activity in %s")), period);
    doc->data = scene_json(&scene, error);
    if (doc->data == NULL)
        return NULL;
    const Part parts[] = {{"names", names, NULL}, {"period", period, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(ask->lang, N_("{names} reports the results of {period}:")), parts);
    if (chapter) {
        doc_heading(doc, 1, tr(ask->lang, N_("I. Results along the seven fields of work")));
        if (!fields_part(doc, &scene, error) || !counts_part(doc, &scene, error) ||
            !plans_part(doc, &scene, doc->data, &plans, error))
            return NULL;
        doc_heading(doc, 1, tr(ask->lang, N_("II. Movements, drives and programmes")));
        if (!campaigns_part(doc, &scene, error))
            return NULL;
    }
    doc_heading(doc, 1,
                chapter ? tr(ask->lang, N_("III. Union activity"))
                        : tr(ask->lang, N_("I. Union activity")));
    if (!union_part(doc, &scene, error) ||
        (!chapter && !plans_part(doc, &scene, doc->data, &plans, error)))
        return NULL;
    doc_paragraph(doc, tr(ask->lang, N_("The unit respectfully reports")))->closing = true;
    if (!paper_signer(doc, db, ask->own, ask->today, error) ||
        !grounds_part(doc, &scene, doc->data, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_period = {
    .name = "period",
    .title = N_("Period report"),
    .about = N_("results of one chapter with its unions, or of one union, for any period"),
    .build = build,
};
