/* partner_watch.c: makes a book of ours the witness of a partner's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "cmd/output.h"
#include "exchange/watch.h"
#include "store/side.h"

/* Where the partner's program asks for our cosignature, as far as it is known. */
static void
print_address(Cmd *cmd)
{
    g_autoptr(Db) db = store_read(cmd->office->store, NULL);
    g_autofree char *address = db != NULL ? setting_get(db, "address", NULL) : NULL;
    if (address != NULL)
        output_print(cmd->out, _("Tell them our address: %s\n"), address);
    else
        output_print(cmd->out, "%s\n",
                     _("They reach us over the network while `ketnghia serve` runs; by file every "
                       "bundle of theirs is confirmed as before."));
}

static bool
run(Cmd *cmd, GError **error)
{
    const char *code = cmd->arguments[0];
    bool off = cmd_option(cmd, "off") != NULL;
    if (code == NULL || cmd->arguments[1] != NULL)
        return fail(error, KN_INVALID, "Say the partner's code.");
    if (!watch_set(cmd->office, cmd->unit, &cmd->actor, code, !off, error))
        return false;
    if (cmd_wants_json(cmd)) {
        output_json(cmd->out, json_pack("{s:s, s:b}", "unit", code, "watched", !off));
        return true;
    }
    output_print(cmd->out,
                 off ? _("We no longer watch over the book of %s.\n")
                     : _("We watch over the book of %s now: we confirm each of its states that "
                         "continues the one before, and none that does not.\n"),
                 code);
    if (!off)
        print_address(cmd);
    return true;
}

static const GOptionEntry options[] = {
    {"off", 0, 0, G_OPTION_ARG_NONE, NULL, N_("watch no longer"), NULL},
    {NULL},
};

const Command cmd_partner_watch = {
    "partner watch",
    "CODE [--off]",
    N_("watches over a partner's book as its witness"),
    "ketnghia partner watch KG",
    COMMAND_READS,
    options,
    run,
};
