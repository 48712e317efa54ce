/* init.c: makes an office's file and a unit's book in it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "base/text.h"
#include "cmd/output.h"
#include "cmd/sheet_of_recovery.h"

static bool
run(Cmd *cmd, GError **error)
{
    OfficeUnit unit = {
        .code = cmd->unit,
        .name = cmd_option(cmd, "name"),
        .unit_kind = cmd_option(cmd, "kind"),
        .parent = cmd_option(cmd, "parent"),
        .origin = cmd_option(cmd, "origin"),
    };
    if (unit.code == NULL || unit.name == NULL || unit.unit_kind == NULL)
        return fail(error, KN_INVALID,
                    "A new book needs --unit CODE, --name NAME and --kind chapter, union, cluster "
                    "or national.");
    g_autofree char *name = text_clean(unit.name, -1, 200, error);
    if (name == NULL)
        return false;
    unit.name = name;
    g_autofree char *recovery = NULL, *vkey = NULL;
    if (!office_init_book(cmd->office, &unit, &cmd->actor, &recovery, &vkey, error))
        return false;
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out, json_pack("{s:s, s:s, s:s}", "unit", unit.code, "vkey", vkey,
                                        "recovery", recovery));
        return true;
    }
    output_print(cmd->out, _("The book of %s (%s) is made in %s.\n"), name, unit.code, cmd->shown);
    output_print(cmd->out, _("Its verifier key: %s\n"), vkey);
    return recovery_sheet_print(cmd->out, unit.code, name, recovery, error);
}

static const GOptionEntry options[] = {
    {"name", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the unit's name"), "NAME"},
    {"kind", 0, 0, G_OPTION_ARG_STRING, NULL, N_("chapter, union, cluster or national"), "KIND"},
    {"parent", 0, 0, G_OPTION_ARG_STRING, NULL, N_("code of the unit above"), "CODE"},
    {"origin", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("the book's name in the world; drawn when not given"), "ORIGIN"},
    {NULL},
};

const Command cmd_init = {
    "init",
    "--unit CODE --name NAME --kind KIND [--parent CODE]",
    N_("makes a unit's book, and the file if there is none"),
    "ketnghia init --unit HG --name \"Hội Chữ thập đỏ tỉnh Hậu Giang\" --kind chapter",
    COMMAND_MAKES,
    options,
    run,
};
