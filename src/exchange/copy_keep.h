/* copy_keep.h: sealed copies of partners' books that this office keeps for them: taken as their
 * signed lists say, given back whole, deleted after their term. Nobody here can open them.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/bundle_read.h"
#include "rules/office.h"

/* Takes what the bundle brings to keep, in the caller's transaction, once its covenants are here. A
 * list that is not its book's or does not fit what came: KN_INVALID. What is not kept, and why, is
 * said in the arrival. *ret_gone: something was replaced or deleted. */
bool copies_keep(Office *office, Db *db, const Incoming *incoming, Arrival *arrival, bool *ret_gone,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Deletes what is older than its term; writes only when there is something. */
bool copies_expire(Office *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* kept/<hex>/...: what we keep of the books of a partner's office. A copy that is larger than one
 * bundle goes in several, `bundle` from 1; the keys are in each. */
bool copies_give(Db *db, GPtrArray *members, const Book *to, guint bundle, guint *ret_bundles,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What we keep for a partner's office. */
typedef struct {
    guint books, bundles; /* bundles: how many it takes to give it back */
    gint64 bytes, since, newest;
} CopiesKept;
bool copies_kept(Db *db, const Book *partner, CopiesKept *ret_kept,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
