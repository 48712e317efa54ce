/* sheet_check.h: the recovery secret between its making and the moment three of its groups were
 * typed back. It stands in memory only, and is wiped then. SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "web/request.h"

#define SHEET_GROUPS 3 /* asked back */

typedef struct SheetChecks SheetChecks;
SheetChecks *sheet_checks_new(void);
void sheet_checks_free(SheetChecks *checks);

void sheet_check_begin(Web *web, const char *unit, const char *recovery);
/* The secret of a unit that waits, NULL when none does (any more). Yours: wipe it. `ret_groups` are
 * the numbers, from 1, of the groups that are asked back. */
char *sheet_check_find(Web *web, const char *unit, guint ret_groups[SHEET_GROUPS]);
/* Whether the groups fit, read as a hand writes them (0 for O, 1 for I, 8 for B, small letters); if
 * so the secret is forgotten. */
bool sheet_check_end(Web *web, const char *unit, const char *const typed[SHEET_GROUPS]);
