/* covenant_end.c: ends a covenant, or withdraws a proposal.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

const Command cmd_covenant_end = {
    "covenant end",
    "ID --why TEXT",
    N_("ends a covenant, or withdraws a proposal"),
    "ketnghia covenant end KG-CD-12 --why \"hết hạn\"",
    COMMAND_READS,
    agreement_end_options,
    agreement_end_run,
};
