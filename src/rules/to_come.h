/* to_come.h: a day that has not come yet, under something that is said to have happened. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "records/record.h"

/* Adds a hint at the day; what is planned (a drive, a session, what was only pledged) may well lie ahead. */
void to_come_check(const Record *record, Day today, Problems *problems);
