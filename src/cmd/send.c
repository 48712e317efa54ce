/* send.c: a bundle for a partner, as one file.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static bool
read_part(const Cmd *cmd, guint *ret_part, GError **error)
{
    const char *typed = cmd_option(cmd, "part");
    guint64 part = 1;
    if (typed != NULL && !g_ascii_string_to_unsigned(typed, 10, 1, G_MAXUINT16, &part, NULL))
        return fail(error, KN_INVALID, "--part is a number from 1.");
    if (typed != NULL && cmd_option(cmd, "back") == NULL)
        return fail(error, KN_INVALID, "--part goes with --back.");
    *ret_part = (guint)part;
    return true;
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *to = cmd_option(cmd, "to");
    if (to == NULL || cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "Say to whom with --to CODE.");
    g_autofree char *name = NULL;
    guint bundles = 1, wanted = 1;
    if (!read_part(cmd, &wanted, error))
        return false;
    g_autoptr(GBytes) bundle =
        cmd_option(cmd, "back") != NULL
            ? bundle_give_back(cmd->office, cmd->unit, &cmd->actor, to, wanted, &bundles, &name,
                               error)
            : bundle_write(cmd->office, cmd->unit, &cmd->actor, to, &name, error);
    if (bundle == NULL)
        return false;
    gsize length;
    const void *data = g_bytes_get_data(bundle, &length);
    const char *file = cmd_option(cmd, "output");
    g_autofree char *path = cmd_path(cmd, file != NULL ? file : name);
    if (!output_file(path, data, length, true, error))
        return false;
    if (cmd_wants_json(cmd))
        output_json(cmd->out, json_pack("{s:s, s:s, s:I, s:i}", "to", to, "file", path, "bytes",
                                        (json_int_t)length, "parts", (int)bundles));
    else
        output_print(
            cmd->out,
            _("The bundle for %s is in %s (%d kB). Take it there by stick, e-mail or Zalo.\n"), to,
            path, (int)(length / 1000 + 1));
    if (!cmd_wants_json(cmd) && bundles > 1)
        output_print(cmd->out,
                     _("It is part %d of %d: make the others with --part, and take all of them.\n"),
                     (int)wanted, (int)bundles);
    return true;
}

static const GOptionEntry options[] = {
    {"to", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the partner's code"), "CODE"},
    {"back", 0, 0, G_OPTION_ARG_NONE, NULL,
     N_("with all that we hold of their own book: their machine was lost, or its file is old"),
     NULL},
    {"part", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("with --back: which part, where it does not fit into one file"), "N"},
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_send = {
    "send",
    "--to CODE [--back [--part N]] [-o FILE]",
    N_("writes a bundle for a partner"),
    "ketnghia --unit KG-CD send --to HG-CD",
    COMMAND_READS,
    options,
    run,
};
