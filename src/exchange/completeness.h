/* completeness.h: a partner's book against what the covenants say: nothing more than agreed comes in, what was agreed
 * and is missing is named, what the partner erased is erased here.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/keys.h"
#include "exchange/scope.h"
#include "rules/office.h"

/* Refuses (KN_INVALID) a body with more open lines than any covenant in force opens to us. */
bool completeness_allows(Db *db, const Book *own, const Book *partner, const Entry *entry, const char *body, gsize length,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Strikes what the partner's erase/1 entries from `first` on name. */
bool completeness_erase(Db *db, Book *partner, gint64 first, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Projects the new entries from `first` on, and again the earlier ones. */
bool completeness_project(Db *db, Book *partner, gint64 first, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names entries of opened kinds that came without their content. */
bool completeness_findings(Office *office, Db *db, const Book *own, const Book *partner, GPtrArray *findings, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* A head of our own book with the partner's cosignature: kept when it is of our book. KN_BROKEN when our log key signed
 * it and this file never held it: an old copy. */
bool completeness_own_head(Db *db, Book *book, const PublicKeys *partner, const char *note, gsize length, bool *ret_counted,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
