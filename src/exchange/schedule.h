/* schedule.h: the exchanges that the office asked for by the clock, in a thread of the serving
 * process. What fell due while the program did not run is made up for when it starts.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

/* One pass: every partner whose rhythm asks for it now. `go_on` (may be NULL) is asked in between
 * and while the network is waited for. *ret_count is how many were tried. */
bool schedule_run(Office *office, bool (*go_on)(void *context, guint64 done, guint64 all),
                  void *context, guint *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct Schedule Schedule;
Schedule *schedule_start(Office *office);
/* Breaks off what is running and waits for it. NULL is fine. */
void schedule_stop(Schedule *schedule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schedule, schedule_stop)
