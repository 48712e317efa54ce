/* fees.h: union fees: what each member owes for a month, what was paid, who is behind.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "standing/members.h"

/* The rule of a month: a share of the salary in hundredths of a percent, or one amount for all. */
typedef struct {
    bool has_share, has_amount;
    gint64 share;
    Money amount;
    char *decision; /* "" when none */
} FeeRule;
void fee_rule_clear(FeeRule *rule);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FeeRule, fee_rule_clear)

/* The newest row of the table `union_fee` in force on the first day of the month, the unit's own before those brought
 * along. */
bool fee_rule_find(Db *db, const Book *book, Day month, FeeRule *ret_rule,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a member owes by the rule: the fee of their own record, else the share of their salary (to the nearest đồng),
 * else the amount for all. false: nothing is known. */
bool fee_due(const FeeRule *rule, const Record *member, Money *ret_due);

/* The calendar month that a day lies in. */
Period month_of(Day day);

/* How one member stands over some months. */
typedef struct {
    Record *member;
    Money due, paid;
    gint64 behind;      /* đồng, of months that are over: what is due and was not paid */
    int months_behind;  /* in how many of them */
    Day behind_since;   /* first day of the oldest, DAY_UNSET: none */
    int months_unknown; /* months for which nothing says what is due */
} FeeLine;

/* Everyone who was in the union in some month of the period, by given name; months after `today` are left out. Within
 * a month whoever was in the union on some day of it owes the whole month. A fee record that says what was due is
 * believed before the rule. (element-type FeeLine) */
GPtrArray *fees_list(Db *db, const Book *book, Period period, Day today,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* One member in one month that nothing has been written for yet. */
typedef struct {
    Record *member;
    bool known; /* due says what is owed */
    Money due;
} FeeOpen;
/* Everyone who was in the union in that month and has no fee record for it, by given name. (element-type FeeOpen) */
GPtrArray *fees_open(Db *db, const Book *book, Period month,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
