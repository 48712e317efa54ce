/* people.h: accounts of one office and what they may do. Passwords are argon2id; login links work once, for
 * ten minutes; TOTP is RFC 6238.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"
#include "store/accounts.h"

/* What people_add refuses in a login name and a full name, before anything is made. */
bool people_check(const char *name, const char *display, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool people_add(Office *office, const Actor *actor, const char *name, const char *display,
                gint64 book, Role roles, gint64 *ret_account,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool people_set_roles(Office *office, const Actor *actor, gint64 account, gint64 book, Role roles,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool people_disable(Office *office, const Actor *actor, gint64 account, bool disabled,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT; /* ends all its sessions */
bool people_set_password(Office *office, gint64 account, const char *password, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* 12 to 1,024 characters, not a common one */
bool people_set_lang(Office *office, gint64 account, const char *lang,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A secret for the authenticator app (base32), in force once a code of it was given. */
char *people_totp_draw(void);
bool people_totp_set(Office *office, gint64 account, const char *secret, const char *code,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A one-time login token (43 base64url characters). */
char *people_link(Office *office, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sessions. Tokens are kept as SHA-256 only. *ret_token is for the cookie. A wrong name, password or code is the
 * same answer (*ret_token NULL) after the same work; too many tries: KN_LIMIT with the time to wait. */
bool session_login(Office *office, const char *name, const char *password, const char *code,
                   const char *address, char **ret_token, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool session_login_link(Office *office, const char *link, char **ret_token,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
    gint64 account;
    char csrf[44];
    bool fresh_link; /* came by a login link: asked to set a password */
    bool strong;     /* TOTP was given */
} Session;
/* 30 minutes idle, 12 hours in all. False without error: no such session. */
bool session_find(Office *office, const char *token, Session *ret_session, bool *ret_found,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool session_end(Office *office, const char *token, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool session_end_all(Office *office, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
