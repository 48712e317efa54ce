/* login_form.h: the form to log in with, also when a session ran out while somebody typed.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* In front of the names of a form that is kept through the login. */
#define LOGIN_KEPT "kept."

/* `next` is where to go, NULL: home. `wrong` is a sentence or NULL. Kept inputs of the request go
 * along. */
void login_show(Request *req, Reply *reply, const char *next, const char *wrong);
/* Instead of the page whose form came without a session: log in, then see the form filled. */
void login_show_resume(Request *req, Reply *reply);
/* Only paths of this program: "/u/KG?x=1". NULL otherwise. Yours to free. */
char *login_next(const char *given);
