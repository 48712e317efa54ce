/* lineage_part.c: whose figures a report counts as a unit's own because it goes on from them, and which it cannot.
 * SPDX-License-Identifier: Apache-2.0 */
#include "reports/scene.h"

#include "reports/paper.h"
#include "views/lineage.h"

static char *
named_on(const Scene *scene, gint64 number, Day day)
{
    g_autoptr(Book) book = book_get(scene->db, number, NULL);
    return book != NULL ? short_name(scene->db, book, day) : g_strdup("");
}

static void
add_note(Doc *doc, const Scene *scene, const char *template, const House *house, gint64 older,
         Day day, const char *document)
{
    g_autofree char *unit = house_short_name(scene, house), *was = named_on(scene, older, day - 1),
                    *since = day_print(day, scene->lang);
    const Part parts[] = {{"unit", unit, NULL},
                          {"older", was, NULL},
                          {"day", since, NULL},
                          {"document", document, NULL},
                          {NULL}};
    block_fill(doc_add(doc, DOC_NOTE), template, parts);
}

/* Chapters and unions that stand behind the house. */
static void
house_notes(Doc *doc, const Scene *scene, const Lineage *lineage, const House *house)
{
    for (guint i = house->present; i < house->books->len; i++) {
        gint64 older = g_array_index(house->books, gint64, i);
        const Closing *closing = lineage_closing(lineage, older);
        if (closing == NULL || closing->heirs->len != 1)
            continue;
        add_note(doc, scene,
                 tr(scene->lang, N_("{unit} goes on from {older} since {day} ({document}): what "
                                    "{older} did before is counted here.")),
                 house, older, closing->day, closing->document);
    }
}

static bool
is_heir(const Closing *closing, const House *house)
{
    for (guint i = 0; i < closing->heirs->len; i++)
        if (((const Heir *)closing->heirs->pdata[i])->book == house->head)
            return true;
    return false;
}

static void
split_notes(Doc *doc, const Scene *scene, const Lineage *lineage, const House *house)
{
    for (guint i = 0; i < lineage->closings->len; i++) {
        const Closing *closing = lineage->closings->pdata[i];
        if (closing->heirs->len < 2 || closing->day > scene->ask->period.to ||
            !is_heir(closing, house))
            continue;
        add_note(doc, scene,
                 tr(scene->lang, N_("{older} was divided on {day} ({document}): what it did before "
                                    "is not counted for {unit}; ask for {older} by itself.")),
                 house, closing->book, closing->day, closing->document);
    }
}

bool
lineage_part(Doc *doc, const Scene *scene, GError **error)
{
    g_autoptr(Lineage) lineage = lineage_read(scene->db, error);
    for (guint h = 0; lineage != NULL && h < scene->houses->len; h++) {
        house_notes(doc, scene, lineage, scene_house(scene, h));
        split_notes(doc, scene, lineage, scene_house(scene, h));
    }
    return lineage != NULL;
}
