/* rest.h: "of which": the parts of a whole along one cut, and what they leave. Wherever a report lists parts, it closes
 * them with this, so that what is shown makes the whole: parts + rest - repeated = whole.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "reports/scene.h"

typedef struct {
    Answer *rest;    /* what stands in no part; opens to its entries */
    gint64 repeated; /* how much is said in more than one part; 0: the parts and the rest add up */
} Rest;

/* For one house or (NULL) all. */
bool rest_ask(const Scene *scene, const char *measure, const House *house, const char *cut,
              Rest *ret_rest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void rest_clear(Rest *rest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rest, rest_clear)

/* A row below the parts with what they leave in each house and together, after two cells of text; none where nothing
 * is left anywhere. */
bool rest_row(DocBlock *table, const Scene *scene, const char *measure, const char *cut,
              const char *first, const char *second, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A paragraph that says how much of the value stands in several parts; none where nothing does. */
bool rest_repeated(Doc *doc, const Scene *scene, const char *cut,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
