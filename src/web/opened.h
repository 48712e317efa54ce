/* opened.h: personal values of a record are shown after a press, which is written down (rules/reads.h).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/reads.h"
#include "web/page.h"

/* Whether the person may see all values now: nothing is closed in the record, or they opened it a short while ago. */
bool record_is_opened(Request *req, const Book *book, const Record *record, bool *ret_opened,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What stands in the place of a closed value. */
void closed_value(Markup *m);
/* The button that opens it; for whoever may. */
void open_button(Markup *m, Request *req, const char *id);
/* Back to the record, with the sentence that its values must be opened first. */
void open_first(Request *req, Reply *reply, const char *id);
