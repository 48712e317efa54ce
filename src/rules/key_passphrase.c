/* key_passphrase.c: gives, sets and takes away the passphrase over an office's keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/key_passphrase.h"

#include "base/error.h"
#include "book/key_lock.h"
#include "rules/password.h"
#include "rules/throttle.h"

#define SUBJECT "the keys" /* no login name has a space */

static bool
take_try(Office *office, const char *address, GError **error)
{
    gint64 wait_s = 0;
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !throttle_take(db, SUBJECT, address, office_now(office), &wait_s, error) ||
        !db_commit(db, error))
        return false;
    return wait_s == 0 ||
           fail(error, KN_LIMIT, N_("Too many wrong passphrases; try again in %d seconds."),
                (int)wait_s);
}

static bool
forget_tries(Office *office, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    return db != NULL && throttle_forget(db, SUBJECT, error) && db_commit(db, error);
}

bool
office_unlock(Office *office, const char *passphrase, const char *address, bool *ret_right,
              GError **error)
{
    *ret_right = false;
    if (!take_try(office, address, error) ||
        !key_lock_open(office->store, passphrase, ret_right, error))
        return false;
    return !*ret_right || forget_tries(office, error);
}

static bool
renew(Office *office, const char *fresh, GError **error)
{
    g_autoptr(Db) db = store_write(office->store, error);
    if (db == NULL || !key_lock_set(db, fresh, error) || !db_commit(db, error))
        return false;
    key_lock_renewed(office->store);
    g_clear_pointer(&db, db_free);
    /* The bare secrets must not stand in the store's log either. */
    return store_checkpoint_truncate(office->store, error);
}

bool
office_set_passphrase(Office *office, const Actor *actor, const char *before, const char *fresh,
                      const char *address, GError **error)
{
    bool right = true;
    LockState state = key_lock_state(office->store);
    if (!actor_require(actor, ROLE_CHAIR | ROLE_ADMINISTRATOR, error))
        return false;
    if (state == LOCK_NONE && fresh == NULL)
        return fail(error, KN_CONFLICT, N_("The keys of this office have no passphrase."));
    if (fresh != NULL && !password_check(fresh, NULL, error))
        return false;
    if (state != LOCK_NONE &&
        !office_unlock(office, before != NULL ? before : "", address, &right, error))
        return false;
    return right ? renew(office, fresh, error)
                 : fail(error, KN_DENIED, N_("The passphrase is not right."));
}
