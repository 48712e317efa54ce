/* agreement.h: what the commands on covenants, minutes and joint reports share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"
#include "views/agreements.h"

/* By the id of its text in any book held here, or its body hash. KN_MISSING when there is none. */
Agreement *agreement_get(Cmd *cmd, Db *db, const char *typed,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool agreement_accept_run(Cmd *cmd, GError **error);
bool agreement_end_run(Cmd *cmd, GError **error);
bool agreements_print(Cmd *cmd, const Kind *kind, GError **error);
extern const GOptionEntry agreement_end_options[];
