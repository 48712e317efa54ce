/* plan_cards.h: how the unit stands against its plans of the year in view, a card each.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/request.h"
#include "base/markup.h"

/* Nothing where no plan stands. */
bool plan_cards(Markup *m, Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
