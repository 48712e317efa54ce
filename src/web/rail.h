/* rail.h: the way around: which unit, which year, which part of the screen.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* The unit (with the others one may change to) and the year. */
void rail_write_where(Markup *m, Request *req);
void rail_write(Markup *m, Request *req, const Reply *reply);
