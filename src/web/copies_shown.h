/* copies_shown.h: the locked copies that two units keep for each other, on a partner's page.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"
#include "web/page.h"

bool copies_shown(Markup *m, Request *req, const Partner *partner,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
