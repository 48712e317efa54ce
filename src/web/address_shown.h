/* address_shown.h: how a humanitarian address stands, on top of its record.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* Nothing for records of other kinds. */
bool address_shown(Markup *m, Request *req, const Record *record,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
