/* backup.h: a consistent copy of an opened office under another name, also while it is in use; from
 * a file to a server and back too. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Makes the derived tables of a copy that was made row by row; its permanent ones are there. */
typedef bool (*StoreDerive)(Db *to, GError **error);

/* A file is written beside the target and renamed, an office on a server is one transaction: the
 * target is absent or whole. Secret keys are left out unless with_keys. A target that holds
 * anything is refused. A file's copy is opened and checked before the rename. */
bool store_backup(Store *store, const char *target, bool with_keys, StoreDerive derive,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
