/* agreements.c: every agreement with its state and who has agreed.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

static bool
run(Cmd *cmd, GError **error)
{
    return agreements_print(cmd, NULL, error);
}

const Command cmd_agreements = {
    "agreements",
    "",
    N_("lists covenants, minutes and joint reports and who has agreed"),
    "ketnghia agreements",
    COMMAND_READS,
    NULL,
    run,
};
