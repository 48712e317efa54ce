/* logins.c: reads and writes the rows of logging in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/logins.h"

#include "store/side.h"

bool
session_row_add(Db *db, const guint8 *digest, const SessionRow *row, GError **error)
{
    return db_run(db, error,
                  "INSERT INTO session_web (token, account, csrf, by_link, strong, created, seen)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?)",
                  "bisiiii", digest, (gsize)LOGIN_DIGEST_SIZE, row->account, row->csrf,
                  (gint64)row->by_link, (gint64)row->strong, row->created, row->seen) &&
           side_seal(db, "session_web", error);
}

bool
session_row_find(Db *db, const guint8 *digest, SessionRow *ret_row, bool *ret_found, GError **error)
{
    g_autoptr(Query) q =
        db_query(db, "SELECT session_web.account, csrf, by_link, strong, session_web.created, seen"
                     " FROM session_web JOIN account ON account.account = session_web.account"
                     " WHERE token = ? AND disabled = 0");
    query_bind(q, "b", digest, (gsize)LOGIN_DIGEST_SIZE);
    *ret_found = query_next(q);
    if (*ret_found) {
        *ret_row = (SessionRow){query_int(q, 0),      "",
                                query_int(q, 2) != 0, query_int(q, 3) != 0,
                                query_int(q, 4),      query_int(q, 5)};
        g_strlcpy(ret_row->csrf, query_text(q, 1), sizeof(ret_row->csrf));
    }
    return query_end(q, error);
}

bool
session_row_see(Db *db, const guint8 *digest, gint64 now, GError **error)
{
    return db_run(db, error, "UPDATE session_web SET seen = ?, seal = NULL WHERE token = ?", "ib",
                  now, digest, (gsize)LOGIN_DIGEST_SIZE) &&
           side_seal(db, "session_web", error);
}

bool
session_row_remove(Db *db, const guint8 *digest, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE token = ?", "b", digest,
                  (gsize)LOGIN_DIGEST_SIZE);
}

bool
session_rows_clean(Db *db, gint64 seen, gint64 created, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE seen < ? OR created < ?", "ii", seen,
                  created);
}

bool
session_rows_remove(Db *db, gint64 account, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE account = ?", "i", account);
}

bool
session_rows_remove_known(Db *db, gint64 account, GError **error)
{
    return db_run(db, error, "DELETE FROM session_web WHERE account = ? AND by_link = 0", "i",
                  account) &&
           db_run(db, error, "UPDATE session_web SET by_link = 0, seal = NULL WHERE account = ?",
                  "i", account) &&
           side_seal(db, "session_web", error);
}

bool
link_row_add(Db *db, const guint8 *digest, gint64 account, gint64 expires, GError **error)
{
    return db_run(db, error, "INSERT INTO login_link (token, account, expires) VALUES (?, ?, ?)",
                  "bii", digest, (gsize)LOGIN_DIGEST_SIZE, account, expires) &&
           side_seal(db, "login_link", error);
}

bool
link_row_take(Db *db, const guint8 *digest, gint64 now, gint64 *ret_account, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT login_link.account FROM login_link JOIN account"
                                      " ON account.account = login_link.account"
                                      " WHERE token = ? AND expires > ? AND disabled = 0");
    query_bind(q, "bi", digest, (gsize)LOGIN_DIGEST_SIZE, now);
    *ret_account = query_next(q) ? query_int(q, 0) : 0;
    return query_end(q, error) &&
           (*ret_account == 0 || db_run(db, error, "DELETE FROM login_link WHERE token = ?", "b",
                                        digest, (gsize)LOGIN_DIGEST_SIZE));
}

bool
link_rows_remove(Db *db, gint64 account, gint64 now, GError **error)
{
    return db_run(db, error, "DELETE FROM login_link WHERE account = ? OR expires <= ?", "ii",
                  account, now);
}

bool
attempt_row_find(Db *db, const char *subject, gint64 *ret_tries, gint64 *ret_last, GError **error)
{
    g_autoptr(Query) q = db_query(db, "SELECT failures, last FROM attempt WHERE subject = ?");
    query_bind(q, "s", subject);
    *ret_tries = *ret_last = 0;
    if (query_next(q)) {
        *ret_tries = query_int(q, 0);
        *ret_last = query_int(q, 1);
    }
    return query_end(q, error);
}

bool
attempt_row_set(Db *db, const char *subject, gint64 tries, gint64 now, GError **error)
{
    return attempt_row_remove(db, subject, error) &&
           db_run(db, error, "INSERT INTO attempt (subject, failures, last) VALUES (?, ?, ?)",
                  "sii", subject, tries, now) &&
           side_seal(db, "attempt", error);
}

bool
attempt_row_remove(Db *db, const char *subject, GError **error)
{
    return db_run(db, error, "DELETE FROM attempt WHERE subject = ?", "s", subject);
}

bool
attempt_rows_clean(Db *db, gint64 last, GError **error)
{
    return db_run(db, error, "DELETE FROM attempt WHERE last <= ?", "i", last);
}
