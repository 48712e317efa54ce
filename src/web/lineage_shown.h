/* lineage_shown.h: pages say which unit goes on as which.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/lineage.h"
#include "web/page.h"

/* "Goes on as ...", "Goes on from ...", "Dissolved ...": a paragraph each, nothing while the unit has no past or future but
 * itself. */
bool lineage_show(Markup *m, Request *req, gint64 book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one sentence of a closed book. Yours to free. */
char *closing_sentence(const Closing *closing);
