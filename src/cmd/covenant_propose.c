/* covenant_propose.c: writes the text of a covenant into our book, for the partners to agree.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/propose.h"
#include "records/kinds.h"

static bool
run(Cmd *cmd, GError **error)
{
    return propose_typed(cmd, kind_get("covenant"), cmd->arguments, error);
}

const Command cmd_covenant_propose = {
    "covenant propose",
    "FILE|field=value ...",
    N_("proposes a covenant"),
    "ketnghia covenant propose giao-uoc.txt",
    COMMAND_READS,
    NULL,
    run,
};
