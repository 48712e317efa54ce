/* ways.h: pages of their own that a kind's list leads to.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/kind.h"
#include "web/page.h"

/* Buttons to what goes beyond the list of this kind, as far as the person may open it. */
void ways_write(Markup *m, Request *req, const Kind *kind);
