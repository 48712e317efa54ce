/* throttle.h: login tries are counted before they are judged, so that many at once count as many. Used inside
 * rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Takes one try of an account's name and of an address (NULL: at this machine), in the caller's writing transaction (which must be
 * committed also when it is refused). *ret_wait_s > 0: not now. */
bool throttle_take(Db *db, const char *name, const char *address, gint64 now, gint64 *ret_wait_s,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The name was let in. The address keeps its count, or an attacker's own account would clear it. */
bool throttle_forget(Db *db, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* IPv6 hosts change their last 64 bits at will. Yours to free. */
char *throttle_address(const char *address);
