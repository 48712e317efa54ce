/* people_link.c: a one-time login address, also for a lost password.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"
#include "cmd/people.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Account) account = people_named(cmd, error);
    g_autofree char *token =
        account != NULL ? people_link(cmd->office, account->name, error) : NULL;
    if (token == NULL)
        return false;
    people_print_link(cmd, token);
    return true;
}

const Command cmd_people_link = {
    "people link",
    "LOGIN",
    N_("makes a one-time login address"),
    "ketnghia people link lan",
    COMMAND_READS,
    NULL,
    run,
};
