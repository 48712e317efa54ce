/* feed.h: the secret address under which a calendar program reads what falls due in one book. It shows nothing
 * about persons; a new address ends the old one.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

/* The token of a book's address, NULL without error while there is none. Yours to free. */
bool feed_token(Db *db, const Book *book, char **ret_token,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Makes one, or another in its place. Chair or administrator. */
bool feed_renew(Office *office, const char *unit, const Actor *actor,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The book whose token this is: NULL without error when it is none. */
bool feed_find(Db *db, const char *token, Book **ret_book,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;
