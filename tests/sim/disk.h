/* disk.h: the disk of a simulation: SQLite writes through it, and the high-water mark is renamed
 * through it. It fails once or goes dark at a chosen operation, and after that it shows what a power
 * cut may have left: what was synced, and of what was not any part.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "chance.h"

typedef enum {
    DISK_SOUND,
    DISK_FULL,  /* one write finds no room */
    DISK_FAILS, /* one write, sync or cut fails */
    DISK_DARK,  /* from one operation on nothing reaches the disk any more */
} DiskFault;

/* Once, before the first file is opened. */
void disk_install(void);
/* The operation after `after` others meets the fault; DISK_SOUND: none will. */
void disk_plan(DiskFault fault, guint after);
/* Whether it was met; forgets the plan. */
bool disk_met(void);
/* The office's files as a power cut leaves them; it was closed before. */
void disk_cut_power(const char *file, Chance *chance);
/* The files were put there by another hand, or are gone. */
void disk_forget(const char *file);
