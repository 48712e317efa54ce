/* rebuilt.h: what came back to an office that had lost everything, in lines and as JSON.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"
#include "exchange/rebuild.h"

void rebuilt_print(Cmd *cmd, const Rebuilt *rebuilt);
