/* arrival.h: the account of what came from a partner, as a command says it.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/output.h"
#include "exchange/exchange.h"

json_t *arrival_document(const Arrival *arrival);
void arrival_print(Output *out, const Arrival *arrival);
