/* forward.h: a command that finds its file in use hands its words, folder and three descriptors over FILE.sock
 * (owner only) to the server that holds the file, and waits for the exit status.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "rules/office.h"

/* The exit status the server gives; 4 when it does not answer; -1 when there is no socket at all. */
int forward_to_server(const char *file, int argument_count, char **arguments, const char *folder);

/* The server's side: listens until forward_close. Each command runs in a thread of its own. */
typedef struct Forward Forward;
Forward *forward_listen(Office *office, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void forward_close(Forward *forward);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forward, forward_close)
