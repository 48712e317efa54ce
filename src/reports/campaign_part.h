/* campaign_part.h: what the files of the campaign report share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/scene.h"

#define SEASONS 3

/* One unit's record of the campaign, with the seasons that are set beside each other, the newest last. */
typedef struct {
    const Scene *scene;
    Book *book;
    Record *record;
    char *ref; /* as the book names it */
    Period seasons[SEASONS];
} Held;
void held_free(Held *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Held, held_free)

/* One measure of a season under the campaign. */
Question held_question(const Held *held, const char *measure, guint season);
Answer *held_answer(const Held *held, const char *measure, guint season,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "2019-2020", "2020". Yours to free. */
char *season_label(Period season);

/* Measure by measure, a column a season; each season is added to `data` too. */
bool campaign_seasons(Doc *doc, const Held *held, json_t *data,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest season along a cut ("reporter", "group"), with what is said of none. */
bool campaign_along(Doc *doc, const Held *held, const char *cut, const char *title,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
