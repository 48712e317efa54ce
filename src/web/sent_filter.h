/* sent_filter.h: lists of the unit's own records by how far they have come with a partner:
 * "?sent=HG:not". SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/list.h"
#include "web/page.h"

#define SENT_FILTER "sent"

/* Narrows the query by what the address asks; a partner or state that there is not: KN_INVALID. */
bool sent_filter_read(Request *req, ListQuery *query, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The choice, where the list is of own records and there are partners. */
bool sent_filter_write(Markup *m, Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
