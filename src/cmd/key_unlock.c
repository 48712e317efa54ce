/* key_unlock.c: gives the passphrase to the office that is being served.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/error.h"
#include "book/key_lock.h"
#include "cmd/output.h"

static bool
run(Cmd *cmd, GError **error)
{
    switch (key_lock_state(cmd->office->store)) {
    case LOCK_NONE:
        return fail(error, KN_CONFLICT, "The keys of this office have no passphrase.");
    case LOCK_LOCKED: /* it was not given: whoever sits at the terminal is asked */
        return fail(error, KN_LOCKED, "The keys are locked: say --passphrase-from FILE.");
    default:
        output_print(cmd->out, "%s\n",
                     _("The keys are unlocked, until the program is stopped or they are locked "
                       "again."));
        return true;
    }
}

const Command cmd_key_unlock = {
    "key unlock",
    "[--passphrase-from FILE]",
    N_("unlocks the keys of an office that is being served"),
    "ketnghia key unlock",
    COMMAND_READS,
    NULL,
    run,
};
