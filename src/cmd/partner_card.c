/* partner_card.c: our keys as a small signed card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/exchange.h"

static bool
run(Cmd *cmd, GError **error)
{
    g_autofree char *card = partner_card(cmd->office, cmd->unit, error);
    if (card == NULL)
        return false;
    const char *file = cmd_option(cmd, "output");
    if (file == NULL) {
        output_write(cmd->out, card, strlen(card));
        return true;
    }
    g_autofree char *path = cmd_path(cmd, file);
    if (!output_file(path, card, strlen(card), true, error))
        return false;
    output_print(cmd->out,
                 _("The card is in %s: give it to your partner, and compare the six words.\n"),
                 path);
    return true;
}

static const GOptionEntry options[] = {
    {"output", 0, 0, G_OPTION_ARG_STRING, NULL, N_("write into a file (also -o)"), "FILE"},
    {NULL},
};

const Command cmd_partner_card = {
    "partner card",
    "[-o FILE]",
    N_("writes our keys as a small signed card"),
    "ketnghia partner card -o HG.the",
    COMMAND_READS,
    options,
    run,
};
