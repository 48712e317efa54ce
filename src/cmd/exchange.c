/* exchange.c: both directions with a partner over the network.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/arrival.h"
#include "cmd/output.h"
#include "exchange/live.h"

static bool
on_progress(void *context, guint64 done, guint64 all)
{
    Cmd *cmd = context;
    output_progress(cmd->out, _("Exchanging"), done, all);
    return !output_failed(cmd->out);
}

static bool
run(Cmd *cmd, GError **error)
{
    if (cmd->arguments[0] != NULL && cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say one address, for example https://192.168.1.20:8443.");
    if (cmd->arguments[0] == NULL && cmd_option(cmd, "with") == NULL)
        return fail(error, KN_INVALID, "Say the address, or with whom: --with CODE.");
    LiveAsk ask = {.unit = cmd->unit,
                   .with = cmd_option(cmd, "with"),
                   .address = cmd->arguments[0],
                   .progress = on_progress,
                   .context = cmd};
    int rounds = 0;
    g_autoptr(Arrival) arrival = exchange_live(cmd->office, &cmd->actor, &ask, &rounds, error);
    if (arrival == NULL)
        return false;
    if (cmd_wants_json(cmd)) {
        json_t *document = arrival_document(arrival);
        json_object_set_new(document, "rounds", json_integer(rounds));
        output_json(cmd->out, document);
        return true;
    }
    arrival_print(cmd->out, arrival);
    output_print(cmd->out, "%s\n", _("Ours went to them in the same call."));
    return true;
}

static const GOptionEntry options[] = {
    {"with", 0, 0, G_OPTION_ARG_STRING, NULL, N_("the partner's code"), "CODE"},
    {NULL},
};

const Command cmd_exchange = {
    "exchange",
    "[URL] [--with CODE]",
    N_("exchanges with a partner's machine, both directions"),
    "ketnghia --unit KG-CD exchange https://192.168.1.20:8443 --with HG-CD",
    COMMAND_READS,
    options,
    run,
};
