/* logins.h: the rows of logging in: sessions of browsers, one-time links, counted tries. Of a token
 * only its SHA-256 is kept. How long each lasts and what a try costs is said in rules/people.h and
 * rules/throttle.h. Times are unix seconds.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

#define LOGIN_DIGEST_SIZE 32

typedef struct {
    gint64 account;
    char csrf[44];
    bool by_link; /* came by a login link */
    bool strong;  /* a code of the authenticator app was given */
    gint64 created, seen;
} SessionRow;
/* `digest` has LOGIN_DIGEST_SIZE bytes everywhere. */
bool session_row_add(Db *db, const guint8 *digest, const SessionRow *row,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of an open account; *ret_found false without error when there is none. */
bool session_row_find(Db *db, const guint8 *digest, SessionRow *ret_row, bool *ret_found,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Nothing when it was ended meanwhile. */
bool session_row_see(Db *db, const guint8 *digest, gint64 now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool session_row_remove(Db *db, const guint8 *digest, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those last seen before `seen` or made before `created`. */
bool session_rows_clean(Db *db, gint64 seen, gint64 created,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool session_rows_remove(Db *db, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those that came by a password; one that came by a link counts as any other from now on. */
bool session_rows_remove_known(Db *db, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool link_row_add(Db *db, const guint8 *digest, gint64 account, gint64 expires,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Uses the link up: *ret_account is 0 when it is unknown, used, expired or of a closed account. */
bool link_row_take(Db *db, const guint8 *digest, gint64 now, gint64 *ret_account,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* An account's, and all that expired by now. */
bool link_rows_remove(Db *db, gint64 account, gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Tries of a subject (a name, an address); *ret_tries 0: none. */
bool attempt_row_find(Db *db, const char *subject, gint64 *ret_tries, gint64 *ret_last,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool attempt_row_set(Db *db, const char *subject, gint64 tries, gint64 now,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool attempt_row_remove(Db *db, const char *subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those whose last try was then or before. */
bool attempt_rows_clean(Db *db, gint64 last, GError **error) G_GNUC_WARN_UNUSED_RESULT;
