/* draw.h: what the commands of a draw share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"
#include "views/views.h"

/* The record of that kind which the first argument names, with its book. */
Record *draw_of(Cmd *cmd, Db *db, const char *kind, Book **ret_book,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
