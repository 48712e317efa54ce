/* shim.h: a file system in front of SQLite's own that tells the order of writing and fails on
 * demand. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What was done to the office's files since shim_start: "W" write, "S" sync, lower case on the file
 * itself, upper case on the log beside it. */
extern GString *shim_done;

/* Becomes the default for files opened from now on. */
void shim_start(void);
/* The n-th call from now on (1: the next) of this letter fails with SQLite's code, and all after
 * it. 0: none does. */
void shim_fail(char letter, int n, int code);
