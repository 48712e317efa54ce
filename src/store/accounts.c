/* accounts.c: reads and writes the rows of accounts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/accounts.h"

#include "base/error.h"
#include "store/side.h"

void
account_free(Account *account)
{
    if (account == NULL)
        return;
    g_free(account->name);
    g_free(account->display);
    g_free(account->lang);
    g_clear_pointer(&account->roles, g_ptr_array_unref);
    g_free(account);
}

static bool
read_roles(Db *db, Account *account, GError **error)
{
    account->roles = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(Query) q =
        db_query(db, "SELECT book, roles FROM account_role WHERE account = ? ORDER BY book");
    query_bind(q, "i", account->account);
    while (query_next(q)) {
        AccountRole role = {query_int(q, 0), (guint)query_int(q, 1)};
        g_ptr_array_add(account->roles, g_memdup2(&role, sizeof(role)));
    }
    return query_end(q, error);
}

/* The accounts of a query over the columns below, with their roles. */
static GPtrArray *
read_accounts(Db *db, Query *q, GError **error)
{
    g_autoptr(GPtrArray) accounts = g_ptr_array_new_with_free_func((GDestroyNotify)account_free);
    while (query_next(q)) {
        Account *account = g_new0(Account, 1);
        g_ptr_array_add(accounts, account);
        account->account = query_int(q, 0);
        account->name = g_strdup(query_text(q, 1));
        account->display = g_strdup(query_text(q, 2));
        account->lang = g_strdup(query_text(q, 3));
        account->disabled = query_int(q, 4) != 0;
        account->has_password = !query_is_null(q, 5);
        account->has_totp = !query_is_null(q, 6);
    }
    if (!query_end(q, error))
        return NULL;
    for (guint i = 0; i < accounts->len; i++)
        if (!read_roles(db, accounts->pdata[i], error))
            return NULL;
    return g_steal_pointer(&accounts);
}

GPtrArray *
accounts_list(Db *db, GError **error)
{
    g_autoptr(Query) q = db_query(
        db,
        "SELECT account, name, display, lang, disabled, password, totp FROM account ORDER BY name");
    return read_accounts(db, q, error);
}

bool
account_find(Db *db, const char *name, Account **ret_account, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_autoptr(Query) q = db_query(db, "SELECT account, name, display, lang, disabled, password, "
                                      "totp FROM account WHERE name = ?");
    query_bind(q, "s", lower);
    g_autoptr(GPtrArray) found = read_accounts(db, q, error);
    if (found == NULL)
        return false;
    *ret_account = found->len > 0 ? g_ptr_array_steal_index(found, 0) : NULL;
    return true;
}

Account *
account_get(Db *db, gint64 account, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT account, name, display, lang, disabled, password, "
                                      "totp FROM account WHERE account = ?");
    query_bind(q, "i", account);
    g_autoptr(GPtrArray) found = read_accounts(db, q, error);
    if (found == NULL)
        return NULL;
    if (found->len == 0)
        return fail_null(error, KN_MISSING, "There is no such account.");
    return g_ptr_array_steal_index(found, 0);
}

static bool
next_account(Db *db, gint64 *ret_account, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT coalesce(max(account), 0) + 1 FROM account");
    query_bind(q, "");
    if (query_next(q))
        *ret_account = query_int(q, 0);
    return query_end(q, error);
}

bool
account_add(Db *db, const char *name, const char *display, const char *lang, gint64 created,
            gint64 *ret_account, GError **error)
{
    return next_account(db, ret_account, error) &&
           db_run(db, error,
                  "INSERT INTO account (account, name, display, lang, totp_step, disabled, created)"
                  " VALUES (?, ?, ?, ?, 0, 0, ?)",
                  "isssi", *ret_account, name, display, lang, created) &&
           side_seal(db, "account", error);
}

bool
account_set_roles(Db *db, gint64 account, gint64 book, guint roles, GError **error)
{
    if (!db_run(db, error, "DELETE FROM account_role WHERE account = ? AND book = ?", "ii", account,
                book))
        return false;
    if (roles == 0)
        return true;
    return db_run(db, error, "INSERT INTO account_role (account, book, roles) VALUES (?, ?, ?)",
                  "iii", account, book, (gint64)roles) &&
           side_seal(db, "account_role", error);
}

bool
account_set_disabled(Db *db, gint64 account, bool disabled, GError **error)
{
    return db_run(db, error, "UPDATE account SET disabled = ?, seal = NULL WHERE account = ?", "ii",
                  (gint64)disabled, account) &&
           side_seal(db, "account", error);
}

bool
account_set_lang(Db *db, gint64 account, const char *lang, GError **error)
{
    return db_run(db, error, "UPDATE account SET lang = ?, seal = NULL WHERE account = ?", "si",
                  lang, account) &&
           side_seal(db, "account", error);
}

bool
account_set_password(Db *db, gint64 account, const char *hash, GError **error)
{
    return db_run(db, error, "UPDATE account SET password = ?, seal = NULL WHERE account = ?", "si",
                  hash, account) &&
           side_seal(db, "account", error);
}

bool
account_set_totp(Db *db, gint64 account, const char *secret, gint64 step, GError **error)
{
    return db_run(db, error,
                  "UPDATE account SET totp = ?, totp_step = ?, seal = NULL WHERE account = ?",
                  "sii", secret, step, account) &&
           side_seal(db, "account", error);
}

bool
account_use_totp(Db *db, gint64 account, gint64 step, bool *ret_taken, GError **error)
{
    gint64 changed = 0;
    if (!db_run_counting(
            db, error, &changed,
            "UPDATE account SET totp_step = ?, seal = NULL WHERE account = ? AND totp_step < ?",
            "iii", step, account, step))
        return false;
    *ret_taken = changed == 1;
    return side_seal(db, "account", error);
}

void
credentials_clear(Credentials *credentials)
{
    g_clear_pointer(&credentials->password, g_free);
    g_clear_pointer(&credentials->totp, g_free);
}

bool
credentials_find(Db *db, const char *name, Credentials *ret_credentials, GError **error)
{
    g_autoptr(Query) q = db_query(
        db,
        "SELECT account, password, totp, totp_step FROM account WHERE name = ? AND disabled = 0");
    query_bind(q, "s", name);
    *ret_credentials = (Credentials){0};
    if (query_next(q))
        *ret_credentials = (Credentials){query_int(q, 0), g_strdup(query_text(q, 1)),
                                         g_strdup(query_text(q, 2)), query_int(q, 3)};
    return query_end(q, error);
}
