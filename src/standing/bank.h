/* bank.h: lines of the bank beside receipts and distributions: which are matched, what could match, what a rule says. Every
 * question walks lines and receipts once, whatever their number.
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "book/book.h"
#include "records/record.h"

typedef enum {
    BANK_OPEN = 1, /* nothing names it yet */
    BANK_MATCHED,  /* a receipt or a distribution names it */
    BANK_ASIDE,    /* not a donation */
} BankState;

typedef struct {
    gint64 count, paid_in, paid_out; /* đồng */
} BankSums;

typedef struct {
    Record *line;
    GPtrArray
        *records; /* (element-type Record): what names it, or the few that could, likeliest first */
    Record *rule; /* the rule whose words stand in it, or NULL */
} BankRow;

typedef struct {
    BankSums sums[BANK_ASIDE + 1]; /* by state */
    GPtrArray *rows; /* (element-type BankRow): of the state asked for, newest first */
    gint64 ruled;    /* open incoming lines that a rule speaks of and nothing could match */
} BankView;
void bank_view_free(BankView *view);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BankView, bank_view_free)

/* One page of the lines in a state. limit 0: all. */
BankView *bank_view(Db *db, const Book *book, BankState state, gint64 offset, gint64 limit,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Open incoming lines that a rule speaks of and that no receipt could match, oldest first. (element-type BankRow) */
GPtrArray *bank_ruled(Db *db, const Book *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether all words stand in the text, with or without accents and spaces between them. */
bool bank_words_in(const char *words, const char *text);
/* đồng paid in (or out); 0: none. */
gint64 bank_paid(const Record *line, bool in);

#define BANK_PROPOSALS 3  /* as many as a person compares at a glance */
#define BANK_DAYS_APART 3 /* a receipt is written within so many days of its transfer */
