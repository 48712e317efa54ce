/* scene.h: what a report over houses speaks of: the houses, their books, the period, the language.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/figures.h"
#include "reports/report.h"

typedef struct {
    Db *db;
    const ReportAsk *ask;
    GPtrArray *houses; /* (element-type House) */
    GArray *books;     /* (element-type gint64) of all houses */
    Lang lang;
    GPtrArray *elsewhere; /* (element-type Record) gifts of one book that another one here counts */
} Scene;

/* The houses of `codes` ("KG,HG"), or of the covenants in force that name the own book, or all. */
bool scene_init(Scene *scene, Db *db, const ReportAsk *ask, const char *codes,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The code of the house that issues: the own book's chapter, with its unions; a union alone reports on itself. Yours to
 * free. */
char *scene_own_house(Db *db, const ReportAsk *ask, GError **error);
void scene_clear(Scene *scene);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scene, scene_clear)

/* The short name of a house's head, as prose uses it. Yours to free. */
char *house_short_name(const Scene *scene, const House *house);
const House *scene_house(const Scene *scene, guint i);
/* "Hậu Giang, Kiên Giang": short names of the houses' heads. Yours to free. */
char *scene_names(const Scene *scene);
/* One measure over some books of the scene; cut, key and outside as in Question. The same gift in two books is counted
 * once, in the books alone as in all together. The question borrows from the scene. */
Question scene_question(const Scene *scene, const char *measure, const GArray *books,
                        const char *cut, const char *key);
/* One measure over one house or (NULL) all. */
Answer *scene_answer(const Scene *scene, const char *measure, const House *house, const char *cut,
                     const char *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Parts that reports share; each adds blocks to the document. */
bool union_part(Doc *doc, const Scene *scene,
                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* what the unions did */
bool campaigns_part(Doc *doc, const Scene *scene,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT; /* under which banners */
bool total_part(Doc *doc, const Scene *scene,
                GError **error) G_GNUC_WARN_UNUSED_RESULT; /* value together, in one sentence */
bool fields_part(Doc *doc, const Scene *scene,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT; /* and along the seven fields */
bool counts_part(Doc *doc, const Scene *scene,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT; /* counts, never mixed */
/* What was planned, done, and done a year before; nothing where no plan stands. *ret_any: whether one does. The rows
 * go to `data` too (may be NULL). */
bool plans_part(Doc *doc, const Scene *scene, json_t *data, bool *ret_any,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Notes: whose figures are counted for a unit because it goes on from them, and which cannot be. */
bool lineage_part(Doc *doc, const Scene *scene, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Notes and JSON: states of the books, checks that the figures agree with themselves. */
bool grounds_part(Doc *doc, const Scene *scene, json_t *data,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *scene_json(const Scene *scene,
                   GError **error); /* period, total, units with totals and fields */
