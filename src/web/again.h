/* again.h: whoever sits down at somebody's open screen must not be able to do what cannot be taken
 * back: the password, and the code of the app where there is one, are asked again.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* The inputs in a form, named "password.old" and "code"; nothing where the account has no password
 * or came by a login link a moment ago. */
void again_ask(Markup *m, const Request *req);
/* Whether what was typed fits. The caller has no transaction open. */
bool again_fits(Request *req, bool *ret_fits, GError **error) G_GNUC_WARN_UNUSED_RESULT;
