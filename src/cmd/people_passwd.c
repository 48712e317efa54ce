/* people_passwd.c: sets an account's password, read from the first line of the standard input's file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "cmd/people.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autoptr(Account) account = people_named(cmd, error);
    if (account == NULL)
        return false;
    const char *file = cmd_option(cmd, "from");
    if (file == NULL)
        return fail(error, KN_INVALID,
                    "Say the file whose first line is the password with --from FILE; "
                    "`ketnghia people link %s` lets the person set it in the browser.",
                    account->name);
    g_autofree char *path = cmd_path(cmd, file);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, error))
        return fail_at(error, "Reading %s", path);
    text[strcspn(text, "\r\n")] = '\0';
    if (!people_set_password(cmd->office, account->account, text, error))
        return false;
    output_print(cmd->out, _("The password of \"%s\" is set.\n"), account->name);
    return true;
}

static const GOptionEntry options[] = {
    {"from", 0, 0, G_OPTION_ARG_STRING, NULL, N_("a file whose first line is the password"),
     "FILE"},
    {NULL},
};

const Command cmd_people_passwd = {
    "people passwd",
    "LOGIN --from FILE",
    N_("sets an account's password"),
    "ketnghia people passwd lan --from mat-khau.txt",
    COMMAND_READS,
    options,
    run,
};
