/* joint.c: the joint report of two or more houses: what the unions did, under which banners, the value together. One officer
 * presents it on behalf of all; each figure stays its owner's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/agreed.h"
#include "reports/paper.h"
#include "reports/scene.h"

#include "base/error.h"
#include "records/kinds.h"

static char *
count_of_units(const Scene *scene)
{
    return count_print_padded(scene->houses->len, scene->lang);
}

static void
title(Doc *doc, const Scene *scene)
{
    g_autofree char *period = period_label(scene->ask->period, scene->lang),
                    *count = count_of_units(scene);
    doc->type = g_strdup(tr(scene->lang, N_("REPORT")));
    doc->subject =
        g_strdup_printf(tr(scene->lang, N_("Results of the %s units in %s")), count, period);
}

/* Who presented it: the session of the own book after the period that names it, if one is held. */
static bool
opening(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(GPtrArray) sessions =
        records_of(scene->db, "session", (gint64 *)(void *)scene->books->data, scene->books->len,
                   (Period){scene->ask->period.to, DAY_UNSET}, error);
    if (sessions == NULL)
        return false;
    g_autofree char *names = scene_names(scene),
                    *period = period_label(scene->ask->period, scene->lang);
    for (guint i = 0; i < sessions->len; i++) {
        const Record *session = g_ptr_array_index(sessions, i);
        g_autofree char *presented = period_iso(scene->ask->period);
        if (!g_str_equal(text_of(session, "presented"), presented))
            continue;
        g_autoptr(Book) book = book_get(scene->db, session->book, error);
        if (book == NULL)
            return false;
        g_autofree char *presenter = officer_in_prose(
            scene->db, book, text_of(session, "presenter"), record_dated(session), scene->lang);
        g_autofree char *day = day_print(record_dated(session), scene->lang);
        if (*presenter == '\0')
            break;
        const Part parts[] = {
            {"presenter", presenter, NULL},
            {"names", names, NULL},
            {"period", period, NULL},
            {"day", day, NULL},
            {NULL},
        };
        block_fill(doc_add(doc, DOC_PARAGRAPH),
                   tr(scene->lang, N_("At the yearly exchange under the signed covenant on {day}, "
                                      "{presenter} presents on behalf of the units "
                                      "of {names} the results of {period}:")),
                   parts);
        return true;
    }
    const Part parts[] = {{"names", names, NULL}, {"period", period, NULL}, {NULL}};
    block_fill(doc_add(doc, DOC_PARAGRAPH),
               tr(scene->lang, N_("The units of {names} report the results of {period}:")), parts);
    return true;
}

/* The unions of the houses sign, the issuing one last (right); a house without a union signs itself. */
static bool
signers(Doc *doc, const Scene *scene, GError **error)
{
    bool own_signs = false;
    for (guint h = 0; h < scene->houses->len; h++) {
        const House *house = scene_house(scene, h);
        const GArray *books = house->books;
        gint64 number = g_array_index(books, gint64, house->present > 1 ? 1 : 0);
        bool ours = false;
        for (guint b = 0; b < house->present; b++)
            ours = ours || g_array_index(books, gint64, b) == scene->ask->own->book;
        own_signs = own_signs || ours;
        g_autoptr(Book) book = book_get(scene->db, number, error);
        if (book == NULL ||
            (!ours && !paper_signer(doc, scene->db, book, scene->ask->today, error)))
            return false;
    }
    return !own_signs || paper_signer(doc, scene->db, scene->ask->own, scene->ask->today, error);
}

static Doc *
build(Db *db, const ReportAsk *ask, GError **error)
{
    g_auto(Scene) scene = {0};
    g_autoptr(Doc) doc = doc_new(ask->lang);
    if (!scene_init(&scene, db, ask, ask->of, error) ||
        !paper_head(doc, db, ask->own, ask->today, "BC", error))
        return NULL;
    title(doc, &scene);
    doc->data = scene_json(&scene, error);
    if (doc->data == NULL || !opening(doc, &scene, error))
        return NULL;
    doc_heading(doc, 1, tr(ask->lang, N_("I. Union activity of the parties")));
    if (!union_part(doc, &scene, error))
        return NULL;
    doc_heading(doc, 1, tr(ask->lang, N_("II. Union members in their professional work")));
    if (!campaigns_part(doc, &scene, error))
        return NULL;
    doc_heading(doc, 1, tr(ask->lang, N_("III. Total value of humanitarian activity")));
    if (!fields_part(doc, &scene, error) || !counts_part(doc, &scene, error))
        return NULL;
    doc_paragraph(doc, tr(ask->lang, N_("The units respectfully report")))->closing = true;
    if (!signers(doc, &scene, error) || !grounds_part(doc, &scene, doc->data, error))
        return NULL;
    return g_steal_pointer(&doc);
}

const Report report_joint = {
    .name = "joint",
    .title = N_("Joint report"),
    .about = N_("results of twinned units together, each figure with its owner"),
    .text = joint_report_record,
    .build = build,
};
