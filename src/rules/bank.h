/* bank.h: acts on lines of the bank: match, take the match back, set aside, write receipts out of lines. Each is an entry that
 * can be undone.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"

/* The receipt (or distribution) names the line from now on. KN_CONFLICT when another one does, or it names another line. */
bool bank_match(Office *office, const char *unit, const Actor *actor, gint64 line, gint64 record,
                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Undoes the amendment by which something names the line. KN_CONFLICT when it was written with the line at once: then it is
 * the record itself that has to be undone. */
bool bank_unmatch(Office *office, const char *unit, const Actor *actor, gint64 line,
                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Says that a line is no donation, or that it may be one after all. */
bool bank_set_aside(Office *office, const char *unit, const Actor *actor, gint64 line, bool aside,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Receipts out of every open incoming line that a rule speaks of, as one batch: *ret_batch undoes them all; -1: none. No
 * donor is named in public by it. */
bool bank_apply_rules(Office *office, const char *unit, const Actor *actor, gint64 *ret_batch,
                      gint64 *ret_count, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The receipt that a line could become: day, amount, donor as the bank names it, campaign and purpose of the rule (NULL:
 * none). */
Record *bank_receipt(const Record *line, const Record *rule);
