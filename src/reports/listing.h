/* listing.h: lists, single records and blank forms as neutral documents, so that they print and export in every
 * format.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "formats/doc.h"
#include "views/list.h"

/* The query's columns (id, unit where several, in_list fields; all fields when `whole`), its rows, and a row of
 * sums. `signatures` adds an empty last column to sign in. */
Doc *listing_doc(Db *db, const ListQuery *query, bool whole, bool signatures, Lang lang,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One record, filled; record NULL: the blank form of the kind with lines to write on. */
Doc *form_doc(Db *db, const Book *book, const Kind *kind, const Record *record, Lang lang,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;
