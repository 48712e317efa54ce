/* file_lock.h: one process per file. FILE.lock is held for as long as the file is open.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct FileLock FileLock;

/* KN_BUSY when another process has it; KN_MISSING when the file is not there and may not be made; refuses file systems
 * that do not keep promises (network, FAT) and files with a second name. *ret_made: the file is new. */
FileLock *file_lock_take(const char *where, bool make, bool *ret_made, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void file_lock_drop(FileLock *lock);
