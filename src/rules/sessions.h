/* sessions.h: what people.c asks of session.c inside its transactions. Used inside rules/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "store/store.h"

/* Ends every session of an account; those that came by a password, keeping one that came by a login link and
 * has just set its password. */
bool sessions_end(Db *db, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
bool sessions_end_known(Db *db, gint64 account, GError **error) G_GNUC_WARN_UNUSED_RESULT;
