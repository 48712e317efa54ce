/* accounts.h: the rows of accounts and of what each may do in a book. The rules about them stand in
 * rules/people.h; a read needs no rule.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct {
    gint64 account;
    char *name;    /* login name, small letters */
    char *display; /* full name */
    char *lang;    /* code */
    bool disabled, has_password, has_totp;
    GPtrArray *roles; /* (element-type AccountRole), in the order of the books */
} Account;
typedef struct {
    gint64 book;
    guint roles; /* flags: Role (rules/office.h) */
} AccountRole;
void account_free(Account *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Account, account_free)

/* (element-type Account), in the order of the login names. */
GPtrArray *accounts_list(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* By login name; *ret_account NULL without error when there is none. */
bool account_find(Db *db, const char *name, Account **ret_account,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* KN_MISSING when there is none. */
Account *account_get(Db *db, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An open account without password and roles; *ret_account is its number. */
bool account_add(Db *db, const char *name, const char *display, const char *lang, gint64 created,
                 gint64 *ret_account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* 0: none in this book. */
bool account_set_roles(Db *db, gint64 account, gint64 book, guint roles,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool account_set_disabled(Db *db, gint64 account, bool disabled,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool account_set_lang(Db *db, gint64 account, const char *lang,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool account_set_password(Db *db, gint64 account, const char *hash,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* step: the newest that was used up. */
bool account_set_totp(Db *db, gint64 account, const char *secret, gint64 step,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *ret_taken false: this step or a later one was used up already. */
bool account_use_totp(Db *db, gint64 account, gint64 step, bool *ret_taken,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a row says about logging in. */
typedef struct {
    gint64 account; /* 0: unknown or closed */
    char *password; /* its hash, may be NULL */
    char *totp;     /* may be NULL */
    gint64 totp_step;
} Credentials;
void credentials_clear(Credentials *credentials);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Credentials, credentials_clear)
bool credentials_find(Db *db, const char *name, Credentials *ret_credentials,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
