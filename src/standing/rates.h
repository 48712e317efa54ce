/* rates.h: dated rules: rates, limits, norms, deadlines, granting bodies. The program brings along what laws and
 * decisions say (shipped_rates.c, each row with its source); a unit's own records of kind `rate` go before them.
 * Rules warn and explain; they never block what really happened.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "base/money.h"
#include "book/book.h"

/* One row in force. */
typedef struct {
    char *key;
    Day from, until; /* DAY_UNSET: open */
    bool has_amount, has_number;
    Money amount;
    gint64 number;
    char *words;    /* "" when none */
    char *decision; /* "Thông tư 20/2018/TT-BYT" */
    gint64 entry;   /* of the unit's own record; -1: brought along */
} Rate;
void rate_free(Rate *rate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rate, rate_free)

/* A row that the program brings along. */
typedef struct {
    const char *table, *key;
    const char *from, *until; /* ISO; until NULL: open */
    gint64 vnd, number;       /* -1: none */
    const char *words, *decision;
} ShippedRate;
extern const ShippedRate
    shipped_rates[]; /* all subjects but those that fill a file of their own: */
extern const gsize shipped_rates_count;
extern const ShippedRate shipped_blood[];
extern const gsize shipped_blood_count;
extern const ShippedRate shipped_privacy[];
extern const gsize shipped_privacy_count;
extern const ShippedRate shipped_holidays[];
extern const gsize shipped_holidays_count;

/* The row of a table for a key on a day: the unit's own newest one, else the newest brought along. *ret_rate NULL
 * without error when none is in force. */
bool rate_find(Db *db, const Book *book, const char *table, const char *key, Day day,
               Rate **ret_rate, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every key of a table with the row in force on that day: those brought along in their order, then the unit's own
 * further ones. (element-type Rate) */
GPtrArray *rates_list(Db *db, const Book *book, const char *table, Day day,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every row of a table that is in force on some day of the period, brought along ones first, each as it stands: nothing
 * is replaced by anything. (element-type Rate) */
GPtrArray *rates_between(Db *db, const Book *book, const char *table, Period period,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The newest row of a table for a key that had ended before that day, when none is in force on it. *ret_rate NULL
 * without error when there is none. */
bool rate_find_ended(Db *db, const Book *book, const char *table, const char *key, Day day,
                     Rate **ret_rate, GError **error) G_GNUC_WARN_UNUSED_RESULT;
