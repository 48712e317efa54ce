/* covenant_list.c: covenants with their state and who has agreed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"
#include "records/kinds.h"

static bool
run(Cmd *cmd, GError **error)
{
    return agreements_print(cmd, kind_get("covenant"), error);
}

const Command cmd_covenant_list = {
    "covenant list",
    "",
    N_("lists covenants and who has agreed"),
    "ketnghia covenant list",
    COMMAND_READS,
    NULL,
    run,
};
