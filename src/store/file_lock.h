/* file_lock.h: one process per file. FILE.lock is held for as long as the file is open.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

typedef struct FileLock FileLock;

/* Descriptors 0 to 2 are open afterwards, so that nothing printed can land in a file or in a
 * connection. */
bool keep_standard_descriptors(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* KN_BUSY when another process has it; KN_MISSING when the file is not there and may not be made;
 * refuses file systems that do not keep promises (network, FAT) and files with a second name.
 * *ret_real is the file's real path, yours to free. */
FileLock *file_lock_take(const char *where, StoreFlags flags, char **ret_real,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void file_lock_drop(FileLock *lock);
