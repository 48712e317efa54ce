/* reads.h: opening personal data. Each opening is written down; each account has a daily budget (dated table reads_per_day);
 * rows older than the table reads_kept_months go. Past the budget the chair alone may go on, with a reason.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "records/record.h"
#include "rules/office.h"
#include "store/reads.h"

/* How long an opened record stays open for who opened it, in seconds. */
#define READ_OPEN_S 600

/* Sensitive fields, and in a private kind every personal field but the one it is called by. */
bool field_is_closed(const Kind *kind, int field);
/* Whether the record holds a value of such a field. */
bool record_has_closed(const Record *record);

/* Opens a record of the book for the actor. The budget is used up: KN_LIMIT, or for the chair a reason is asked: KN_INVALID. */
bool read_open(Office *office, const char *unit, const Actor *actor, gint64 entry,
               const char *reason, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the account opened it a short while ago. */
bool read_is_open(Db *db, const Book *book, gint64 account, gint64 entry, gint64 now,
                  bool *ret_open, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A list, a print or a report that names persons leaves the screen. Counts as one opening; it is written down and never
 * refused: `what` says which. */
bool read_note(Office *office, const Book *book, const Actor *actor, gint64 entry, const char *what,
               GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
    gint64 used, allowed; /* allowed 0: without limit */
} ReadBudget;
bool read_budget(Db *db, const Book *book, gint64 account, gint64 now, ReadBudget *ret_budget,
                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Accounts that used up their budget on one of the last `days` days. */
typedef struct {
    gint64 account, count;
    Day day;
} ReadAlarm;
GArray *read_alarms(Db *db, const Book *book, gint64 now, int days,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
