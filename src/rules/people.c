/* people.c: accounts and their rights.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/people.h"

#include "base/error.h"
#include "base/text.h"
#include "rules/password.h"
#include "rules/totp.h"
#include "store/logins.h"

#include <sodium.h>

#define NAME_CHARS 40
#define DISPLAY_CHARS 100

/* Whether the actor looks after accounts in that book: what the caller says and what the file says.
 */
static bool
may_administer(Db *db, const Actor *actor, gint64 book, GError **error)
{
    if (!actor_require(actor, ROLE_ADMINISTRATOR, error))
        return false;
    if (actor->account == 0)
        return true;
    g_autoptr(Account) self = account_get(db, actor->account, error);
    if (self == NULL)
        return false;
    for (guint i = 0; i < self->roles->len; i++) {
        const AccountRole *role = self->roles->pdata[i];
        if (role->book == book && (role->roles & ROLE_ADMINISTRATOR) != 0 && !self->disabled)
            return true;
    }
    return fail(error, KN_DENIED, N_("You do not look after the accounts of that unit."));
}

static bool
name_is_valid(const char *name)
{
    gsize length = strlen(name);
    if (length < 2 || length > NAME_CHARS || !g_ascii_isalnum(name[0]))
        return false;
    for (const char *c = name; *c != '\0'; c++)
        if (!g_ascii_islower(*c) && !g_ascii_isdigit(*c) && strchr("._-", *c) == NULL)
            return false;
    return true;
}

bool
people_check(const char *name, const char *display, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (!name_is_valid(lower))
        return fail(error, KN_INVALID,
                    N_("A login name has 2 to %d small letters without accents, digits, full "
                       "stops, hyphens or underscores."),
                    NAME_CHARS);
    g_autofree char *shown = text_clean(display, -1, DISPLAY_CHARS, error);
    return shown != NULL;
}

bool
people_add(Office *office, const Actor *actor, const char *name, const char *display, gint64 book,
           Role roles, gint64 *ret_account, GError **error)
{
    if (!people_check(name, display, error))
        return false;
    g_autofree char *lower = g_ascii_strdown(name, -1);
    g_autofree char *shown = text_clean(display, -1, DISPLAY_CHARS, error);
    if (shown == NULL)
        return false;
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Book) unit = NULL;
    g_autoptr(Account) taken = NULL;
    gint64 account = 0;
    if (db == NULL || !may_administer(db, actor, book, error) ||
        !account_find(db, lower, &taken, error))
        return false;
    if (taken != NULL)
        return fail(error, KN_CONFLICT, N_("There is an account %s already."), lower);
    unit = book_get(db, book, error);
    if (unit == NULL ||
        !account_add(db, lower, *shown != '\0' ? shown : lower, lang_code(LANG_VI),
                     office_now(office), &account, error) ||
        !account_set_roles(db, account, book, roles, error) || !db_commit(db, error))
        return false;
    *ret_account = account;
    return true;
}

bool
people_set_roles(Office *office, const Actor *actor, gint64 account, gint64 book, Role roles,
                 GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !may_administer(db, actor, book, error))
        return false;
    g_autoptr(Account) person = account_get(db, account, error);
    g_autoptr(Book) unit = person == NULL ? NULL : book_get(db, book, error);
    if (unit == NULL)
        return false;
    if (account == actor->account && (roles & ROLE_ADMINISTRATOR) == 0)
        return fail(error, KN_CONFLICT, N_("Another administrator must take this right from you."));
    return account_set_roles(db, account, book, roles, error) &&
           session_rows_remove(db, account, error) && db_commit(db, error);
}

bool
people_disable(Office *office, const Actor *actor, gint64 account, bool disabled, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Account) person = db == NULL ? NULL : account_get(db, account, error);
    if (person == NULL || !actor_require(actor, ROLE_ADMINISTRATOR, error))
        return false;
    if (account == actor->account)
        return fail(error, KN_CONFLICT,
                    N_("You cannot close your own account; another administrator can."));
    for (guint i = 0; i < person->roles->len; i++)
        if (!may_administer(db, actor, ((const AccountRole *)person->roles->pdata[i])->book, error))
            return false;
    return account_set_disabled(db, account, disabled, error) &&
           session_rows_remove(db, account, error) &&
           link_rows_remove(db, account, office_now(office), error) && db_commit(db, error);
}

/* What a guesser of this office tries first. */
static char **
password_context(Db *db, const Account *account, GError **error)
{
    g_autoptr(GPtrArray) books = book_list(db, error);
    if (books == NULL)
        return NULL;
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    g_strv_builder_add(words, account->name);
    g_strv_builder_add(words, account->display);
    for (guint i = 0; i < books->len; i++) {
        const Book *book = books->pdata[i];
        g_strv_builder_add(words, book->code);
        if (book->name != NULL)
            g_strv_builder_add(words, book->name);
    }
    return g_strv_builder_end(words);
}

static bool
password_allowed(Office *office, gint64 account, const char *password, GError **error)
{
    g_autoptr(Db) db = store_read(office->store, error);
    g_autoptr(Account) person = db == NULL ? NULL : account_get(db, account, error);
    g_auto(GStrv) context = person == NULL ? NULL : password_context(db, person, error);
    return context != NULL && password_check(password, (const char *const *)context, error);
}

bool
people_set_password(Office *office, gint64 account, const char *password, GError **error)
{
    if (!password_allowed(office, account, password, error))
        return false;
    g_autofree char *hash = password_hash(password, error);
    g_autoptr(Db) db = hash == NULL ? NULL : store_write(office->store, error);
    return db != NULL && account_set_password(db, account, hash, error) &&
           session_rows_remove_known(db, account, error) && db_commit(db, error);
}

bool
people_set_lang(Office *office, gint64 account, const char *lang, GError **error)
{
    if (lang_from_code(lang) == LANG_UNSET)
        return fail(error, KN_INVALID, N_("The languages are: %s."), "vi, en");
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && account_set_lang(db, account, lang_code(lang_from_code(lang)), error) &&
           db_commit(db, error);
}

char *
people_totp_draw(void)
{
    guint8 secret[TOTP_SECRET_SIZE];
    randombytes_buf(secret, sizeof(secret));
    char *text = base32_write(secret, sizeof(secret));
    sodium_memzero(secret, sizeof(secret));
    return text;
}

bool
people_totp_set(Office *office, gint64 account, const char *secret, const char *code,
                GError **error)
{
    gint64 step = 0;
    if (!totp_fits(secret, code, office_now(office), -1, &step))
        return fail(error, KN_INVALID,
                    N_("This code does not fit. Check that the clock of the telephone is right, "
                       "then give the "
                       "newest code."));
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && account_set_totp(db, account, secret, step, error) && db_commit(db, error);
}
