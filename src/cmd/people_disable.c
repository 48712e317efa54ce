/* people_disable.c: closes an account at once, or opens it again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"
#include "cmd/people.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Account) account = people_named(cmd, error);
    bool disabled = cmd_option(cmd, "enable") == NULL;
    if (account == NULL ||
        !people_disable(cmd->office, &cmd->actor, account->account, disabled, error))
        return false;
    output_print(cmd->out,
                 disabled ? _("The account \"%s\" is closed; it is logged out everywhere.\n")
                          : _("The account \"%s\" is open again.\n"),
                 account->name);
    return true;
}

static const GOptionEntry options[] = {
    {"enable", 0, 0, G_OPTION_ARG_NONE, NULL, N_("open it again"), NULL},
    {NULL},
};

const Command cmd_people_disable = {
    "people disable",
    "LOGIN [--enable]",
    N_("closes an account at once"),
    "ketnghia people disable lan",
    COMMAND_READS,
    options,
    run,
};
