/* send.c: a bundle for a partner, as one file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static bool
run(Cmd *cmd, GError **error)
{
    const char *to = cmd_option(cmd, "to");
    if (to == NULL || cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "Say to whom with --to CODE.");
    if (cmd_option(cmd, "back") != NULL &&
        !bundle_give_back(cmd->office, cmd->unit, &cmd->actor, to, error))
        return false;
    g_autofree char *name = NULL;
    g_autoptr(GBytes) bundle = bundle_write(cmd->office, cmd->unit, &cmd->actor, to, &name, error);
    if (bundle == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    const char *file = cmd_option(cmd, "output");
    g_autofree char *path = cmd_path(cmd, file != NULL ? file : name);
    if (!output_file(path, data, length, true, error))
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:I}", "to", to, "file", path, "bytes",
                                        (json_int_t)length));
    else
        output_print(
            cmd->out,
            _("The bundle for %s is in %s (%d kB). Take it there by stick, e-mail or Zalo.\n"), to,
            path, (int)(length / 1000 + 1));
    return true;
}

static const GOptionEntry options[] = {
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the partner's code"), "CODE"},
    {"back", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("with all that we hold of their own book: their machine was lost, or its file is old"),
     NULL},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_send = {
    "send",
    "--to CODE [--back] [-o FILE]",
    N_("writes a bundle for a partner"),
    "ketnghia --unit KG-CD send --to HG-CD",
    COMMAND_READS,
    options,
    run,
};
