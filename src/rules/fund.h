/* fund.h: the acts of a rotating fund. A meeting is one batch of entries (the meeting, a contribution for each member, the
 * turn), so that one undo takes it back. Rules warn and explain; they stop only what cannot be.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"
#include "standing/fund.h"

/* A meeting with what hangs on it. */
typedef struct {
    Record *meeting;
    GPtrArray *contributions; /* (element-type Record), at most one for each member */
    GPtrArray *turns;         /* (element-type Record) */
} FundSheet;
FundSheet *fund_sheet_new(void);
void fund_sheet_free(FundSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FundSheet, fund_sheet_free)
Record *fund_sheet_contribution(FundSheet *sheet, const char *member); /* added when missing */

/* What the next meeting begins with: its number and day, everyone present, what is due and as if paid, and what the
 * turn brings; whose it is only where the order is a list. A turn without a member is not written. */
FundSheet *fund_sheet_next(const FundLedger *ledger, Day today);
/* What stands in the book of a meeting. */
FundSheet *fund_sheet_read(Db *db, const Book *book, gint64 meeting,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Holds a meeting of the fund: fund, day and meeting of what hangs on it are filled in here. With problems that are
 * errors nothing is written and *ret_batch is -1. record_undo takes the batch. */
bool fund_meeting_add(Office *office, const char *unit, const Actor *actor, gint64 fund,
                      FundSheet *sheet, Problems *problems, gint64 *ret_batch, gint64 *ret_meeting,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the last meeting right: what differs is amended, what is new is added, what is gone is undone, as one batch.
 * KN_CONFLICT for an older one: that takes a counter-entry in the next meeting. */
bool fund_meeting_correct(Office *office, const char *unit, const Actor *actor, gint64 meeting,
                          FundSheet *sheet, const char *why, Problems *problems, gint64 *ret_batch,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ends the round on a day: only when the box is empty and everyone is even. */
bool fund_close(Office *office, const char *unit, const Actor *actor, gint64 fund, Day day,
                Problems *problems, gint64 *ret_entry, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The next round as a fund to be looked through: the same members without those who left, the same amounts. */
Record *fund_next_round(const FundLedger *ledger, Day today);

/* Seals a seed for the draw of the next meeting among those who wait. */
bool fund_draw_seal(Office *office, const char *unit, const Actor *actor, gint64 fund, Day day,
                    gint64 *ret_draw, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Opens it with the words of those present, in the order they were said, and draws. (element-type utf8) */
bool fund_draw_open(Office *office, const char *unit, const Actor *actor, gint64 draw,
                    const GPtrArray *words, GError **error) G_GNUC_WARN_UNUSED_RESULT;
