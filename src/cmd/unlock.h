/* unlock.h: the passphrase over the keys, from --passphrase-from or from whoever sits at the
 * terminal.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

/* The first line of a file, of the standard input ("-"). Yours: wipe it. */
char *passphrase_read(Cmd *cmd, const char *from, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void passphrase_wipe(char **passphrase);
/* Opens the keys where --passphrase-from says with what; else nothing. */
bool unlock_as_told(Cmd *cmd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After a command found the keys locked: asks, where somebody can answer. *ret_open: run it again. */
bool unlock_by_asking(Cmd *cmd, bool *ret_open, GError **error) G_GNUC_WARN_UNUSED_RESULT;
