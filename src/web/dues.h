/* dues.h: a list of what falls due. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/markup.h"
#include "standing/due.h"
#include "web/request.h"

/* What the person may know of it in the unit's book. (element-type Due) */
GPtrArray *dues_in_view(Request *req, Day from, Day to, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* `limit` of them from `first` on, each with its day, a word for what is late, and the way to its record. */
void dues_write(Markup *m, Request *req, const GPtrArray *dues, guint first, guint limit);
/* The first few, of one source no more than half, so that what is late in one part of the work does not hide the others.
 * (element-type Due, borrowed) */
GPtrArray *dues_mixed(const GPtrArray *dues, guint limit);
