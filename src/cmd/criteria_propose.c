/* criteria_propose.c: writes a table of emulation criteria into our book, for the partners to agree.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/propose.h"
#include "records/kinds.h"

static bool
run(Cmd *cmd, GError **error)
{
    return propose_typed(cmd, kind_get("criterion"), cmd->arguments, error);
}

const Command cmd_criteria_propose = {
    "criteria propose",
    "FILE|field=value ...",
    N_("proposes a table of emulation criteria"),
    "ketnghia criteria propose tieu-chi.txt",
    COMMAND_READS,
    NULL,
    run,
};
