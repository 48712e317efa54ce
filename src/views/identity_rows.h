/* identity_rows.h: the rows of the identity table. Used inside views/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "store/store.h"

/* `put` is an insert prepared with IDENTITY_INSERT. */
#define IDENTITY_INSERT "INSERT INTO identity(book, kind, name, value, entry) VALUES(?, ?, ?, ?, ?)"
bool identities_put(Query *put, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool identities_remove(Db *db, const Record *record, GError **error) G_GNUC_WARN_UNUSED_RESULT;
