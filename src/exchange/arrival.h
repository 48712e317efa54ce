/* arrival.h: the account of what a bundle brought, while it is written.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/bundle_read.h"

Arrival *arrival_new(const Incoming *incoming);
/* Adds a finding; takes the sentence. */
void arrival_say(Arrival *arrival, const char *where, char *sentence);
