/* backup.c: a safe copy of the office's file, also while it is served.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the file to write.");
    g_autofree char *path = cmd_path(cmd, cmd->arguments[0]);
    bool with_keys = cmd_option(cmd, "with-keys") != NULL;
    if (!office_backup(cmd->office, path, with_keys, error))
        return false;
    g_autofree char *shown = store_shown(path);
    output_print(cmd->out, _("The copy is in %s.\n"), shown);
    if (!with_keys)
        output_print(cmd->out, "%s\n",
                     _("The unit's secret keys are not in it; the recovery sheet replaces them."));
    return true;
}

static const GOptionEntry options[] = {
    {"with-keys", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("the unit's secret keys too: guard the copy well"), NULL},
    {NULL},
};

const Command cmd_backup = {
    "backup",
    "FILE|postgresql://... [--with-keys]",
    N_("writes a safe copy"),
    "ketnghia backup /media/usb/HG-2020-08-12.ketnghia",
    COMMAND_READS,
    options,
    run,
};
