/* log.h: whether a unit's log may be read by anyone.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/page.h"

bool log_is_published(Db *db, const Book *book, bool *ret_published,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool log_publish(Db *db, const Book *book, bool publish, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The own, published book of `:unit` for anybody; KN_MISSING otherwise. Yours to free. */
Book *log_book(Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
