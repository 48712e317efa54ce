/* parties.h: who the parties of an agreement are. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"

/* Codes or origins typed as parties become origin, verifier key, code and name of the day, sorted by origin; a party that is not known
 * here, or given twice, is a problem. */
bool parties_complete(Db *db, Record *text, Day today, Problems *problems,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The verifier key of a book held or pinned here; NULL without error when it is not known. Yours to free. */
bool party_key(Db *db, const Book *book, char **ret_key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the text, its parties completed, names this origin as one. */
bool parties_have(const Record *text, const char *origin);
/* Whether the text names this book, with its present key. */
bool parties_name(Db *db, const Record *text, const Book *book, bool *ret_named,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
