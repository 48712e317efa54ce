/* copy.h: the permanent tables of an office, row by row, whatever engine keeps them. Internal to
 * store/. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Into a store that has no tables yet. Without keys, those of units and of logins stay behind. */
bool copy_tables(Db *from, Db *to, bool with_keys, GError **error) G_GNUC_WARN_UNUSED_RESULT;
