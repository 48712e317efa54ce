/* receive.h: a bundle taken within a transaction that its caller began.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "exchange/exchange.h"

/* As bundle_receive. Takes the writing transaction, commits it when all is well and leaves *db NULL.
 * `opened`: copies of own books that the bundle brings back, with what opens them (copy_open.h);
 * NULL: none. `partial`: not all of them are opened; what covenants let come cannot be judged then,
 * so of others' books only the entries are taken, and their lines are asked for again. */
Arrival *receive_run(Office *office, Db **db, const void *bytes, gsize length,
                     const GPtrArray *opened, bool partial,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
