/* layout.h: what stands around every page: the unit and the year in view, the rail, search,
 * language, notices. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* Puts the whole document into the reply's body. */
void layout_write(Request *req, Reply *reply);
/* Fills the reply with a page that says what is wrong and what can be done. */
void layout_error(Request *req, Reply *reply, const GError *error);

/* Parts of the rail, in order: the distinct groups of the kinds. Borrowed msgids. (element-type
 * utf8) */
GPtrArray *layout_groups(void);
