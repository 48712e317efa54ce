/* person.h: who asks: the session cookie, the account behind it, what it may do in the book at
 * hand, and whether a form really was sent from a page of ours. SPDX-License-Identifier: Apache-2.0
 */
#pragma once

#include "web/page.h"

/* Finds session, account and language from the cookie; none is an answer. */
bool person_find(Request *req, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Finds the own book of a code and the roles in it (also for administrators of the whole file). No
 * such own book: KN_MISSING. */
bool person_take_unit(Request *req, const char *code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether somebody has to be logged in: not where anyone may, nor where what is sent says who. */
bool allow_asks_login(Allow who);
/* Whether one of the person's roles in the unit's book lets them, whatever else is asked of them. */
bool person_may(const Request *req, Allow who);
/* Whether the person may; `ret_weak` is true when only the second step of login is missing. */
bool person_allowed(Request *req, Allow who, bool acts, bool *ret_allowed, bool *ret_weak,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The form came from a page of this server: Sec-Fetch-Site, Origin. */
bool origin_is_ours(const Request *req);
/* The form carries the session's own token. */
bool token_is_ours(const Request *req);

/* Cookies: `kn` on plain HTTP (loopback), `__Host-kn` with Secure on TLS. */
const char *cookie_name(const Web *web);
void cookie_set(const Web *web, Reply *reply, const char *token);
void cookie_drop(const Web *web, Reply *reply);

/* The first unit in which the account has a role, own books first; NULL without error when none. */
bool person_first_unit(Request *req, char **ret_code, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nobody has a book or an account yet. */
bool office_is_empty(Request *req, bool *ret_empty, GError **error) G_GNUC_WARN_UNUSED_RESULT;
