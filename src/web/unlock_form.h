/* unlock_form.h: the passphrase over the keys of the office, asked for where something waits for it;
 * what was typed there is kept and seen again.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* In place of a page that found the keys locked. */
void unlock_show_resume(Request *req, Reply *reply);
/* The page of its own. `next` is where it goes on, NULL: the overview. */
void unlock_show(Request *req, Reply *reply, const char *next, const char *wrong);
/* A line on every page while they are locked. */
void unlock_notice(Markup *m, const Request *req);
