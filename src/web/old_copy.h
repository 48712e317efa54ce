/* old_copy.h: pages say it when the file at hand is an old copy.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

/* The sentence that says why the book at hand signs nothing; NULL when it is no old copy. Yours to
 * free. */
bool old_copy_find(Request *req, char **ret_sentence, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A notice that leads to what to do; nothing when it is no old copy. */
bool old_copy_write(Markup *m, Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
