/* people_add.c: an account for an officer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "cmd/people.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *name = cmd->arguments[0], *roles_typed = cmd_option(cmd, "role");
    if (name == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say one login name.");
    Role roles;
    if (!people_read_roles(roles_typed != NULL ? roles_typed : "recorder", &roles, error))
        return false;
    gint64 book;
    if (!people_book(cmd, &book, error))
        return false;
    const char *display = cmd_option(cmd, "name");
    gint64 account;
    if (!people_add(cmd->office, &cmd->actor, name, display != NULL ? display : name, book, roles,
                    &account, error))
        return false;
    g_autofree char *token = people_link(cmd->office, name, error);
    if (token == NULL)
        return false;
    output_print(cmd->out, _("The account \"%s\" is made. To set a password, open:\n"), name);
    people_print_link(cmd, token);
    return true;
}

static const GOptionEntry options[] = {
    {"name", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the person's full name"), "NAME"},
    {"role", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("reader, recorder, treasurer, chair, administrator"), "ROLE,..."},
    {NULL},
};

const Command cmd_people_add = {
    "people add",
    "LOGIN [--name NAME] [--role ROLE,...]",
    N_("makes an account for an officer"),
    "ketnghia --unit HG people add lan --name \"Nguyễn Thị Lan\" --role recorder,treasurer",
    COMMAND_READS,
    options,
    run,
};
