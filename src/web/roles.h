/* roles.h: roles as whole sentences, shown and ticked.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

Role roles_of(const Account *account, gint64 book);
void roles_write(Markup *m, Role roles);        /* a sentence a line */
void roles_write_checks(Markup *m, Role roles); /* inputs `role.recorder` ... */
Role roles_read(const Request *req);
