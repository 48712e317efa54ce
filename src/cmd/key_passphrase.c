/* key_passphrase.c: sets, changes or takes away the passphrase over the keys of an office.
 * SPDX-License-Identifier: Apache-2.0 */
#include "rules/key_passphrase.h"

#include "base/error.h"
#include "book/key_lock.h"
#include "cmd/output.h"
#include "cmd/unlock.h"
#include <string.h>

/* What is asked twice must be the same. */
static bool
ask_fresh(Cmd *cmd, char **ret_fresh, GError **error)
{
    if (!output_can_ask(cmd->out))
        return fail(error, KN_INVALID,
                    "Say the file whose first line is the new passphrase with --new-from FILE.");
    *ret_fresh = output_ask(cmd->out, _("New passphrase of the keys:"), true);
    char *again = output_ask(cmd->out, _("The same again:"), true);
    bool same = *ret_fresh != NULL && g_strcmp0(*ret_fresh, again) == 0;
    passphrase_wipe(&again);
    return same || fail(error, KN_INVALID, "The two are not the same.");
}

/* Of a passphrase that is set: as it was given, or asked for. NULL is an answer too. */
static bool
read_before(Cmd *cmd, char **ret_before, GError **error)
{
    const char *from = cmd_option(cmd, "passphrase-from");
    if (key_lock_state(cmd->office->store) == LOCK_NONE)
        return true;
    if (from != NULL)
        *ret_before = passphrase_read(cmd, from, error);
    else if (output_can_ask(cmd->out))
        *ret_before = output_ask(cmd->out, _("Passphrase of the keys until now:"), true);
    else
        return fail(error, KN_INVALID,
                    "Say the file whose first line is the passphrase until now with "
                    "--passphrase-from FILE.");
    return *ret_before != NULL || from == NULL;
}

static bool
set(Cmd *cmd, char **before, char **fresh, GError **error)
{
    bool removes = cmd_option(cmd, "remove") != NULL;
    const char *from = cmd_option(cmd, "new-from");
    if (!read_before(cmd, before, error))
        return false;
    if (!removes && from != NULL)
        *fresh = passphrase_read(cmd, from, error);
    else if (!removes && !ask_fresh(cmd, fresh, error))
        return false;
    if (!removes && *fresh == NULL)
        return false;
    return office_set_passphrase(cmd->office, &cmd->actor, *before, *fresh, NULL, error);
}

static bool
run(Cmd *cmd, GError **error)
{
    char *before = NULL, *fresh = NULL;
    if (cmd->arguments[0] != NULL)
        return fail(error, KN_INVALID, "This command takes no words, only options.");
    bool done = set(cmd, &before, &fresh, error);
    passphrase_wipe(&before);
    passphrase_wipe(&fresh);
    if (!done)
        return false;
    output_print(cmd->out, "%s\n",
                 cmd_option(cmd, "remove") != NULL
                     ? _("The keys have no passphrase any more.")
                     : _("The keys are under the passphrase now. Nobody can bring it back: when it "
                         "is forgotten, the recovery sheet makes new keys."));
    return true;
}

static const GOptionEntry options[] = {
    {"new-from", 0, 0, G_OPTION_ARG_STRING, NULL,
     N_("a file whose first line is the new passphrase; asked for when not given"), "FILE"},
    {"remove", 0, 0, G_OPTION_ARG_NONE, NULL, N_("no passphrase any more"), NULL},
    {NULL},
};

const Command cmd_key_passphrase = {
    "key passphrase",
    "[--new-from FILE|--remove]",
    N_("puts the keys of the office under a passphrase, or takes it away"),
    "ketnghia key passphrase",
    COMMAND_READS,
    options,
    run,
};
