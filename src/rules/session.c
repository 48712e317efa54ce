/* session.c: logging in, staying in, leaving.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/sessions.h"

#include "base/error.h"
#include "base/lang.h"
#include "rules/password.h"
#include "rules/people.h"
#include "rules/throttle.h"
#include "rules/totp.h"
#include "store/side.h"

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

bool
sessions_end(Db *db, gint64 account, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE account = ?", "i", account);
}

bool
sessions_end_known(Db *db, gint64 account, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE account = ? AND by_link = 0", "i",
                  account) &&
           db_run(db, error, "UPDATE session_web SET by_link = 0, seal = NULL WHERE account = ?",
                  "i", account) &&
           side_seal(db, "session_web", error);
}

static char *
session_begin(Db *db, gint64 account, bool by_link, bool strong, gint64 now, GError **error)
{
    g_autofree char *token = token_draw();
    g_autofree char *csrf = token_draw();
    Hash digest = token_digest(token);
    if (!db_run(db, error, "DELETE FROM session_web WHERE seen < ? OR created < ?", "ii",
                now - IDLE_S, now - WHOLE_S) ||
        !db_run(db, error,
                "INSERT INTO session_web (token, account, csrf, by_link, strong, created, seen)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                "bisiiii", digest.bytes, (gsize)HASH_SIZE, account, csrf, (gint64)by_link,
                (gint64)strong, now, now) ||
        !side_seal(db, "session_web", error))
        return NULL;
    return g_steal_pointer(&token);
}

/* What an account's row says about logging in. */
typedef struct {
    gint64 account; /* 0: unknown or closed */
    char *password, *totp;
    gint64 totp_step;
} Secrets;

static void
secrets_clear(Secrets *secrets)
{
    g_clear_pointer(&secrets->password, g_free);
    g_clear_pointer(&secrets->totp, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Secrets, secrets_clear)

static bool
read_secrets(Db *db, const char *name, Secrets *secrets, GError **error)
{
    g_autoptr(Query) q = db_query(
        db,
        "SELECT account, password, totp, totp_step FROM account WHERE name = ? AND disabled = 0");
    query_bind(q, "s", name);
    if (query_next(q)) {
        secrets->account = query_int(q, 0);
        secrets->password = g_strdup(query_text(q, 1));
        secrets->totp = g_strdup(query_text(q, 2));
        secrets->totp_step = query_int(q, 3);
    }
    return query_end(q, error);
}

/* Counts the try; what must be known to judge it. */
static bool
login_try(Office *office, const char *name, const char *address, Secrets *secrets, GError **error)
{
    gint64 wait = 0;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !throttle_take(db, name, address, office_now(office), &wait, error) ||
        !read_secrets(db, name, secrets, error) || !db_commit(db, error))
        return false;
    if (wait > 90)
        return fail(error, KN_LIMIT, N_("Too many tries. Try again in %d minutes."),
                    (int)((wait + 59) / 60));
    if (wait > 0)
        return fail(error, KN_LIMIT, N_("Too many tries. Try again in %d seconds."), (int)wait);
    return true;
}

/* The code is used up in the same transaction that lets its owner in. */
static bool
take_code(Db *db, const Secrets *secrets, gint64 step, bool *ret_taken, GError **error)
{
    gint64 changed = 0;
    if (!db_run_counting(
            db, error, &changed,
            "UPDATE account SET totp_step = ?, seal = NULL WHERE account = ? AND totp_step < ?",
            "iii", step, secrets->account, step))
        return false;
    *ret_taken = changed == 1;
    return side_seal(db, "account", error);
}

/* A hash made with older costs is replaced while the password is at hand. */
static bool
renew_hash(Db *db, const Secrets *secrets, const char *fresh, GError **error)
{
    return fresh == NULL ||
           (db_run(db, error, "UPDATE account SET password = ?, seal = NULL WHERE account = ?",
                   "si", fresh, secrets->account) &&
            side_seal(db, "account", error));
}

static bool
let_in(Office *office, const char *name, const char *password, const Secrets *secrets, gint64 step,
       char **ret_token, GError **error)
{
    g_autofree char *fresh =
        password_hash_is_old(secrets->password) ? password_hash(password, error) : NULL;
    g_autoptr(Db) db = store_write(office->store, error);
    bool strong = secrets->totp != NULL, taken = true;
    g_auto(Secrets) now = {0};
    if (db == NULL || !read_secrets(db, name, &now, error))
        return false;
    /* Closed, or given another password, while the old one was being judged. */
    if (now.account != secrets->account || g_strcmp0(now.password, secrets->password) != 0 ||
        g_strcmp0(now.totp, secrets->totp) != 0)
        return true;
    if (strong && !take_code(db, secrets, step, &taken, error))
        return false;
    if (!taken)
        return true;
    if (!renew_hash(db, secrets, fresh, error) || !throttle_forget(db, name, error))
        return false;
    g_autofree char *token =
        session_begin(db, secrets->account, false, strong, office_now(office), error);
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
    g_auto(Secrets) secrets = {0};
    *ret_token = NULL;
    if (!login_try(office, lower, address == NULL ? "" : address, &secrets, error))
        return false;
    gint64 step = 0;
    bool password_right = password_fits(password, secrets.password);
    bool code_right =
        secrets.totp == NULL || totp_fits(secrets.totp, code == NULL ? "" : code,
                                          office_now(office), secrets.totp_step, &step);
    if (secrets.account == 0 || !password_right || !code_right)
        return true;
    return let_in(office, lower, password, &secrets, step, ret_token, error);
}

char *
people_link(Office *office, const char *name, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    g_autoptr(Account) account = NULL;
    if (db == NULL || !people_find(db, name, &account, error))
        return NULL;
    if (account == NULL)
        return fail_null(error, KN_MISSING, N_("There is no account %s."), name);
    if (account->disabled)
        return fail_null(error, KN_CONFLICT, N_("The account %s is closed."), account->name);
    gint64 now = office_now(office);
    g_autofree char *link = token_draw();
    Hash digest = token_digest(link);
    if (!db_run(db, error, "DELETE FROM login_link WHERE account = ? OR expires <= ?", "ii",
                account->account, now) ||
        !db_run(db, error, "INSERT INTO login_link (token, account, expires) VALUES (?, ?, ?)",
                "bii", digest.bytes, (gsize)HASH_SIZE, account->account, now + LINK_S) ||
        !side_seal(db, "login_link", error) || !throttle_forget(db, account->name, error) ||
        !db_commit(db, error))
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
    {
        g_autoptr(Query) q = db_query(db, "SELECT login_link.account FROM login_link JOIN account"
                                          " ON account.account = login_link.account"
                                          " WHERE token = ? AND expires > ? AND disabled = 0");
        query_bind(q, "bi", digest.bytes, (gsize)HASH_SIZE, now);
        if (query_next(q))
            account = query_int(q, 0);
        if (!query_end(q, error))
            return false;
    }
    if (account == 0)
        return true;
    if (!db_run(db, error, "DELETE FROM login_link WHERE token = ?", "b", digest.bytes,
                (gsize)HASH_SIZE))
        return false;
    g_autofree char *token = session_begin(db, account, true, false, now, error);
    if (token == NULL || !db_commit(db, error))
        return false;
    *ret_token = g_steal_pointer(&token);
    return true;
}

static bool
read_session(Db *db, const Hash *digest, gint64 now, Session *ret_session, gint64 *ret_seen,
             bool *ret_found, GError **error)
{
    g_autoptr(Query) q = db_query(
        db, "SELECT session_web.account, csrf, by_link, strong, seen FROM session_web"
            " JOIN account ON account.account = session_web.account"
            " WHERE token = ? AND seen >= ? AND session_web.created >= ? AND disabled = 0");
    query_bind(q, "bii", digest->bytes, (gsize)HASH_SIZE, now - IDLE_S, now - WHOLE_S);
    *ret_found = query_next(q);
    if (*ret_found) {
        *ret_session = (Session){query_int(q, 0), "", query_int(q, 2) != 0, query_int(q, 3) != 0};
        g_strlcpy(ret_session->csrf, query_text(q, 1), sizeof(ret_session->csrf));
        *ret_seen = query_int(q, 4);
    }
    return query_end(q, error);
}

/* Only if it is still there: it may have been ended meanwhile. */
static bool
write_seen(Office *office, const Hash *digest, gint64 now, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL &&
           db_run(db, error, "UPDATE session_web SET seen = ?, seal = NULL WHERE token = ?", "ib",
                  now, digest->bytes, (gsize)HASH_SIZE) &&
           side_seal(db, "session_web", error) && db_commit(db, error);
}

bool
session_find(Office *office, const char *token, Session *ret_session, bool *ret_found,
             GError **error)
{
    gint64 now = office_now(office), seen = 0;
    Session session = {0};
    bool found = false;
    Hash digest = token_digest(token);
    {
        g_autoptr(Db) db = store_read(office->store, error);
        if (db == NULL || !read_session(db, &digest, now, &session, &seen, &found, error))
            return false;
    }
    if (found && now - seen >= SEEN_EVERY_S && !write_seen(office, &digest, now, error))
        return false;
    if (found)
        *ret_session = session;
    *ret_found = found;
    return true;
}

bool
session_end(Office *office, const char *token, GError **error)
{
    Hash digest = token_digest(token);
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL &&
           db_run(db, error, "DELETE FROM session_web WHERE token = ?", "b", digest.bytes,
                  (gsize)HASH_SIZE) &&
           db_commit(db, error);
}

bool
session_end_all(Office *office, gint64 account, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && sessions_end(db, account, error) && db_commit(db, error);
}
