/* address.h: where another office's machine is reached: scheme, host and port, nothing else.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#define ADDRESS_BYTES 255

/* The one spelling of an address as typed: "https://host[:port]", and http only to this machine.
 * A final "/" or "/exchange" and the case of scheme and host do not matter; no scheme is https.
 * NULL for anything else. Yours to free. */
char *address_clean(const char *typed);
/* Whether a clean address leads to this machine itself. */
bool address_is_loopback(const char *address);
