/* link_rows.h: the rows of the link table. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "store/store.h"

/* Calls found(context, field, target) once for each different stored reference of each field. False as soon as
 * one says so. */
bool links_of(const Record *record, bool (*found)(void *context, int field, const char *target),
              void *context);
/* `put` is an insert prepared with LINK_INSERT. */
#define LINK_INSERT "INSERT INTO link(book, target, kind, field, entry) VALUES(?, ?, ?, ?, ?)"
bool links_put(Query *put, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool links_remove(Db *db, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
