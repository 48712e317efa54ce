/* key_lock.c: an office that is being served forgets the passphrase of its keys.
 * SPDX-License-Identifier: Apache-2.0 */
#include "book/key_lock.h"

#include "base/error.h"
#include "cmd/output.h"

static bool
run(Cmd *cmd, GError **error)
{
    if (key_lock_state(cmd->office->store) == LOCK_NONE)
        return fail(error, KN_CONFLICT, "The keys of this office have no passphrase.");
    key_lock_close(cmd->office->store);
    output_print(cmd->out, "%s\n",
                 _("The keys are locked. Everything that needs no signature goes on."));
    return true;
}

const Command cmd_key_lock = {
    "key lock",
    "",
    N_("locks the keys of an office that is being served"),
    "ketnghia key lock",
    COMMAND_READS,
    NULL,
    run,
};
