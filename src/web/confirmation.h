/* confirmation.h: whether a second person has confirmed a help, and the button to do so.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "web/page.h"

/* Nothing for records of other kinds. */
void confirmation_show(Markup *m, const Request *req, const Record *record, const char *id);
