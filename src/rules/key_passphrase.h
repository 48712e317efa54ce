/* key_passphrase.h: the passphrase over an office's keys (book/key_lock.h): set, changed, taken away,
 * given after a start.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

/* A wrong passphrase (*ret_right false) makes the next tries wait: KN_LIMIT then. `address` is whence
 * it comes, NULL for a terminal. */
bool office_unlock(Office *office, const char *passphrase, const char *address, bool *ret_right,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Chair or administrator. `before` is the passphrase until now (NULL where there was none), `fresh`
 * the new one, NULL: none any more. Wrong: KN_DENIED. */
bool office_set_passphrase(Office *office, const Actor *actor, const char *before,
                           const char *fresh, const char *address,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
