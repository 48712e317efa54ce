/* people_role.c: what an account may do in a unit's book.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "cmd/people.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *typed = cmd->arguments[0] != NULL ? cmd->arguments[1] : NULL;
    if (typed == NULL || cmd->arguments[2] != NULL)
        return fail(error, KN_INVALID, "Say a login name and its roles, or none.");
    Role roles = ROLE_UNSET;
    gint64 book;
    if (!g_str_equal(typed, "none") && !people_read_roles(typed, &roles, error))
        return false;
    g_autoptr(Account) account = people_named(cmd, error);
    if (account == NULL || !people_book(cmd, &book, error) ||
        !people_set_roles(cmd->office, &cmd->actor, account->account, book, roles, error))
        return false;
    output_print(cmd->out,
                 roles == ROLE_UNSET ? _("The account \"%s\" may do nothing in this unit now.\n")
                                     : _("The account \"%s\" has these roles in this unit now.\n"),
                 account->name);
    return true;
}

const Command cmd_people_role = {
    "people role",
    "LOGIN ROLE,...|none",
    N_("says what an account may do in a unit"),
    "ketnghia --unit HG-CD people role lan recorder,treasurer",
    COMMAND_READS,
    NULL,
    run,
};
