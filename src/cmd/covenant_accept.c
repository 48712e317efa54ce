/* covenant_accept.c: agrees to a covenant, minutes or a joint report.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cmd/agreement.h"

const Command cmd_covenant_accept = {
    "covenant accept",
    "ID",
    N_("agrees to a covenant, minutes or a joint report"),
    "ketnghia --unit HG covenant accept KG-CD-12",
    COMMAND_READS,
    NULL,
    agreement_accept_run,
};
