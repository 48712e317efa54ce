/* agree.c: agrees to minutes, a joint report or any other text of agreement.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

const Command cmd_agree = {
    "agree",
    "ID",
    N_("agrees to minutes, a joint report or a covenant"),
    "ketnghia --unit KG-CD agree HG-CD-31",
    COMMAND_READS,
    NULL,
    agreement_accept_run,
};
