/* identities.h: records about the same person, household or thing, found by exact look-up: the time does not grow
 * with the book.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "views/views.h"

/* The live records of `kind` in `book` with this value of an identity (records/identity.h), oldest first.
 * (element-type Record) */
GPtrArray *identities_find(Db *db, const Book *book, const Kind *kind, const Identity *identity,
                           const char *value, gint64 limit,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
