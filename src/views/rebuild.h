/* rebuild.h: derived rows of all books into one set of tables. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

typedef bool (*ViewsProgress)(void *context, guint64 done, guint64 all);

/* Reads books from one connection, writes to empty derived tables of another (or the same). */
bool rebuild_into(Db *from, Db *to, ViewsProgress progress, void *context,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
