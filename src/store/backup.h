/* backup.h: a consistent copy of an opened file under another name, also while it is in use.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Written beside the target and renamed, so the target is absent or whole; secret keys are left out
 * unless with_keys. An existing target is refused. The copy is opened and checked before the
 * rename. */
bool store_backup(Store *store, const char *target, bool with_keys,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
