/* preview_shown.h: what would leave for a partner, field by field, on the pages that send it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"
#include "web/page.h"

void preview_shown(Markup *m, const Preview *preview);
