/* propose.h: what the commands that propose an agreement share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

/* Writes a text into the book for the parties to agree to, and says so. */
bool propose_text(Cmd *cmd, const Book *book, Record *text, Problems *problems,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of what was typed: field=value words, or a file that holds them one a line. */
bool propose_typed(Cmd *cmd, const Kind *kind, char **arguments,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
