/* consent_shown.h: what the person behind a record agreed to.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* For whoever writes consents: each use that somebody was asked about, as it stands today. Writes nothing about records
 * that no consent can name, or that nobody was asked about. */
bool consent_shown(Markup *m, Request *req, const Record *record,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
