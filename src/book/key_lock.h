/* key_lock.h: a passphrase over the secret keys of an office, where it wants one. Each secret is
 * sealed in the store under a key of the office, and that one under argon2id of the passphrase;
 * opened, it stands in locked memory beside the store until it is closed or locked again.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef enum {
    LOCK_NONE,   /* no passphrase is set */
    LOCK_LOCKED, /* what signs has to wait */
    LOCK_OPEN,
} LockState;

/* Looks whether there is a passphrase: after the store was opened, and after key_lock_drop_unused. */
bool key_lock_begin(Store *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
LockState key_lock_state(const Store *store);
/* Opens it; *ret_right false without error: a wrong passphrase. Slow on purpose. */
bool key_lock_open(Store *store, const char *passphrase, bool *ret_right,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void key_lock_close(Store *store);

/* Another passphrase (NULL: none any more) over every secret; it must not be locked. Counts from
 * key_lock_renewed on, after the caller's transaction was committed. KN_LOCKED, KN_IO. */
bool key_lock_set(Db *db, const char *passphrase, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void key_lock_renewed(Store *store);

/* Takes the passphrase away when no secret is sealed under it any more. */
bool key_lock_drop_unused(Db *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The secrets of a book that are keys of its unit; others of its secrets are left alone. For SQL. */
#define KEY_NAMES                                                                                  \
    "(name IN ('log', 'mirror', 'witness', 'box') OR name LIKE 'log-%' OR name LIKE 'box-%')"

#define KEY_SEALED_MOST 72
/* What goes into the store for a secret: itself, or sealed. KN_LOCKED. */
bool key_seal(Db *db, const guint8 secret[32], guint8 ret_data[KEY_SEALED_MOST], gsize *ret_length,
              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* KN_LOCKED, KN_BROKEN. */
bool key_unseal(Db *db, const void *data, gsize length, guint8 ret_secret[32],
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
