/* session_shown.h: what a session finds before it: directions of earlier sessions that are not done yet.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "views/agreements.h"
#include "web/page.h"

/* Nothing for records of other kinds, and for sessions of others' books. */
bool session_shown(Markup *m, Request *req, const Record *record,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The sessions under a covenant, and the next: by when, whose turn it is to be host. Nothing for other agreements. */
bool sessions_of_covenant_shown(Markup *m, Request *req, const Agreement *covenant,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
