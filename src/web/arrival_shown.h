/* arrival_shown.h: the account of what came from a partner, by file or over the network.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"
#include "web/page.h"

/* What was found odd, what came in numbers, and the agreements to look at. */
void arrival_shown(Markup *m, const Request *req, const Arrival *arrival);
