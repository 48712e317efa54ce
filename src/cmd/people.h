/* people.h: what the commands on accounts share.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "cmd/command.h"
#include "rules/people.h"

/* The account named by the first argument; KN_MISSING when there is none. */
Account *people_named(Cmd *cmd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "chair,recorder"; KN_INVALID names what is none. */
bool people_read_roles(const char *typed, Role *ret_roles,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The own book that the command is about. */
bool people_book(Cmd *cmd, gint64 *ret_book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The address under which a one-time login link works. */
void people_print_link(Cmd *cmd, const char *token);
