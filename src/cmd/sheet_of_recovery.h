/* sheet_of_recovery.h: the recovery sheet on a terminal or a printer: groups and a QR code; where
 * somebody sits at the terminal, three of its groups are asked back.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"

bool recovery_sheet_print(Output *out, const char *code, const char *name, const char *recovery,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
