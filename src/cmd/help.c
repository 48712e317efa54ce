/* help.c: what the program can do, and how a command is used.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "cmd/run.h"

static bool
run(Cmd *cmd, GError **error)
{
    int count = (int)g_strv_length(cmd->arguments), used;
    if (count == 0) {
        commands_help(cmd->out);
        return true;
    }
    const Command *command = command_find(cmd->arguments, count, &used);
    if (command == NULL)
        return fail(error, KN_MISSING, "There is no command \"%s\".", cmd->arguments[0]);
    command_help(command, cmd->out);
    return true;
}

const Command cmd_help = {
    "help", "[COMMAND]", N_("says what the program can do"), "ketnghia help add", COMMAND_ALONE,
    NULL,   run,
};
