/* session.c: logging in, staying in, leaving.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/people.h"

#include "base/error.h"
#include "base/lang.h"
#include "rules/password.h"
#include "rules/throttle.h"
#include "rules/totp.h"
#include "store/logins.h"

#include <sodium.h>

#define TOKEN_CHARS 43 /* base64url of 32 random bytes */
#define LINK_S (10 * 60)
#define IDLE_S (30 * 60)
#define WHOLE_S (12 * 60 * 60)
#define SEEN_EVERY_S 60 /* being seen is written down at most once a minute */
#define NAME_BYTES_MOST 64

static char *
token_draw(void)
{
    guint8 random[32];
    char text[TOKEN_CHARS + 1];
    randombytes_buf(random, sizeof(random));
    sodium_bin2base64(text, sizeof(text), random, sizeof(random),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(random, sizeof(random));
    return g_strdup(text);
}

/* What is kept of a token: whoever reads the file cannot use it. */
static Hash
token_digest(const char *token)
{
    Hash digest;
    sha_of(token, strlen(token), &digest);
    return digest;
}

static char *
session_begin(Db *db, gint64 account, bool by_link, bool strong, gint64 now, GError **error)
{
    g_autofree char *token = token_draw();
    g_autofree char *csrf = token_draw();
    Hash digest = token_digest(token);
    SessionRow row = {account, "", by_link, strong, now, now};
    g_strlcpy(row.csrf, csrf, sizeof(row.csrf));
    if (!session_rows_clean(db, now - IDLE_S, now - WHOLE_S, error) ||
        !session_row_add(db, digest.bytes, &row, error))
        return NULL;
    return g_steal_pointer(&token);
}

/* Counts the try; what must be known to judge it. */
static bool
login_try(Office *office, const char *name, const char *address, Credentials *known, GError **error)
{
    gint64 wait = 0;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !throttle_take(db, name, address, office_now(office), &wait, error) ||
        !credentials_find(db, name, known, error) || !db_commit(db, error))
        return false;
    if (wait > 90)
        return fail(error, KN_LIMIT, N_("Too many tries. Try again in %d minutes."),
                    (int)((wait + 59) / 60));
    if (wait > 0)
        return fail(error, KN_LIMIT, N_("Too many tries. Try again in %d seconds."), (int)wait);
    return true;
}

/* A hash made with older costs is replaced while the password is at hand. */
static bool
renew_hash(Db *db, const Credentials *known, const char *fresh, GError **error)
{
    return fresh == NULL || account_set_password(db, known->account, fresh, error);
}

static bool
let_in(Office *office, const char *name, const char *password, const Credentials *known,
       gint64 step, char **ret_token, GError **error)
{
    g_autofree char *fresh =
        password_hash_is_old(known->password) ? password_hash(password, error) : NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    bool strong = known->totp != NULL, taken = true;
    g_auto(Credentials) now = {0};
    if (db == NULL || !credentials_find(db, name, &now, error))
        return false;
    /* Closed, or given another password, while the old one was being judged. */
    if (now.account != known->account || g_strcmp0(now.password, known->password) != 0 ||
        g_strcmp0(now.totp, known->totp) != 0)
        return true;
    /* The code is used up in the same transaction that lets its owner in. */
    if (strong && !account_use_totp(db, known->account, step, &taken, error))
        return false;
    if (!taken)
        return true;
    if (!renew_hash(db, known, fresh, error) || !throttle_forget(db, name, error))
        return false;
    g_autofree char *token =
        session_begin(db, known->account, false, strong, office_now(office), error);
    if (token == NULL || !db_commit(db, error))
        return false;
    *ret_token = g_steal_pointer(&token);
    return true;
}

bool
session_login(Office *office, const char *name, const char *password, const char *code,
              const char *address, char **ret_token, GError **error)
{
    g_autofree char *tried = g_strndup(name, NAME_BYTES_MOST);
    g_autofree char *valid = g_utf8_make_valid(tried, -1);
    g_autofree char *lower = g_ascii_strdown(valid, -1);
    g_auto(Credentials) known = {0};
    *ret_token = NULL;
    if (!login_try(office, lower, address == NULL ? "" : address, &known, error))
        return false;
    gint64 step = 0;
    bool password_right = password_fits(password, known.password);
    bool code_right = known.totp == NULL || totp_fits(known.totp, code == NULL ? "" : code,
                                                      office_now(office), known.totp_step, &step);
    if (known.account == 0 || !password_right || !code_right)
        return true;
    return let_in(office, lower, password, &known, step, ret_token, error);
}

char *
people_link(Office *office, const char *name, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Account) account = NULL;
    if (db == NULL || !account_find(db, name, &account, error))
        return NULL;
    if (account == NULL)
        return fail_null(error, KN_MISSING, N_("There is no account %s."), name);
    if (account->disabled)
        return fail_null(error, KN_CONFLICT, N_("The account %s is closed."), account->name);
    gint64 now = office_now(office);
    g_autofree char *link = token_draw();
    Hash digest = token_digest(link);
    if (!link_rows_remove(db, account->account, now, error) ||
        !link_row_add(db, digest.bytes, account->account, now + LINK_S, error) ||
        !throttle_forget(db, account->name, error) || !db_commit(db, error))
        return NULL;
    return g_steal_pointer(&link);
}

bool
session_login_link(Office *office, const char *link, char **ret_token, GError **error)
{
    *ret_token = NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL)
        return false;
    gint64 now = office_now(office), account = 0;
    Hash digest = token_digest(link);
    if (!link_row_take(db, digest.bytes, now, &account, error))
        return false;
    if (account == 0)
        return true;
    g_autofree char *token = session_begin(db, account, true, false, now, error);
    if (token == NULL || !db_commit(db, error))
        return false;
    *ret_token = g_steal_pointer(&token);
    return true;
}

/* Only if it is still there: it may have been ended meanwhile. */
static bool
write_seen(Office *office, const Hash *digest, gint64 now, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && session_row_see(db, digest->bytes, now, error) && db_commit(db, error);
}

bool
session_find(Office *office, const char *token, Session *ret_session, bool *ret_found,
             GError **error)
{
    gint64 now = office_now(office);
    SessionRow row = {0};
    bool found = false;
    Hash digest = token_digest(token);
    {
        g_autoptr(Db) db = store_read(office->store, error);
        if (db == NULL || !session_row_find(db, digest.bytes, &row, &found, error))
            return false;
    }
    found = found && row.seen >= now - IDLE_S && row.created >= now - WHOLE_S;
    if (found && now - row.seen >= SEEN_EVERY_S && !write_seen(office, &digest, now, error))
        return false;
    if (found) {
        *ret_session = (Session){row.account, "", row.by_link, row.strong};
        g_strlcpy(ret_session->csrf, row.csrf, sizeof(ret_session->csrf));
    }
    *ret_found = found;
    return true;
}

bool
session_end(Office *office, const char *token, GError **error)
{
    Hash digest = token_digest(token);
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && session_row_remove(db, digest.bytes, error) && db_commit(db, error);
}

bool
session_end_all(Office *office, gint64 account, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && session_rows_remove(db, account, error) && db_commit(db, error);
}
