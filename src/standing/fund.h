/* fund.h: how a round of a rotating fund stands, computed from its live records and from nothing else. Double-entry: every
 * act is one posting from one account of a const chart to another; all that is said of a fund reads the postings.
 * Amounts are whole numbers of what the fund counts in (fund_unit.h).
 * SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "base/date.h"
#include "book/book.h"
#include "records/record.h"
#include "standing/fund_unit.h"

typedef enum {
    FUND_BOX,  /* cash in the holder's hands */
    FUND_OWED, /* what a member has to pay still (negative: paid ahead); one for each member */
    FUND_STAKE, /* what the fund has to give a member back: due contributions less what was received */
    FUND_GIFT,     /* the union's gift box, as far as deductions filled it */
    FUND_DEDUCTED, /* ... and where that came from */
    FUND_WAIVED,   /* what members waived, less what they were forgiven */
    FUND_ACCOUNTS,
} FundAccount;

typedef struct {
    const char *code;  /* "box" */
    const char *label; /* msgid */
    const char *group; /* of plain-text accounting: "Assets" ... */
    bool of_member;    /* one for each member */
} FundAccountRow;
extern const FundAccountRow fund_accounts[FUND_ACCOUNTS];

typedef enum {
    FUND_DUE,
    FUND_PAID,
    FUND_TURN,
    FUND_DEDUCTION,
    FUND_SUPPLEMENT,
    FUND_REFUND,
    FUND_CLAIM_WAIVED,
    FUND_DEBT_WAIVED,
    FUND_OFFSET, /* what one owes against what one has to get, on leaving and at the end */
    FUND_ACTS,
} FundAct;

typedef struct {
    const char *code;  /* "paid" */
    const char *label; /* msgid */
    FundAccount debit, credit;
} FundActRow;
extern const FundActRow fund_acts[FUND_ACTS];

typedef struct {
    FundAct act;
    guint sitting; /* index */
    guint member;  /* index */
    gint64 amount; /* negative where an older one is put right */
    bool corrects; /* a counter-entry */
} FundPosting;

typedef struct {
    char *ref;                      /* of the member's record */
    gint64 place;                   /* in the list, after swaps and yields */
    gint64 shares;                  /* turns one has */
    gint64 turns;                   /* taken */
    bool on_roster;                 /* named by the fund; without a roster everyone is */
    int left;                       /* the sitting at which they left, -1: still in */
    char *guarantor;                /* ref of the member who stands surety for them, or NULL */
    gint64 paid_by_other;           /* of what was paid, by a substitute */
    gint64 paid_by_guarantor;       /* ... who is the guarantor */
    gint64 balances[FUND_ACCOUNTS]; /* debits less credits of all postings */
} FundMember;

/* A meeting, or the day of contributions and turns that name none. */
typedef struct {
    gint64 entry; /* of the meeting, -1: none */
    gint64 number;
    Day day;
    bool closing; /* the end of the round: no meeting, only offsets */
} FundSitting;

typedef struct {
    enum {
        FUND_STRANGER = 1,    /* paid or received without being of the fund */
        FUND_BOX_SHORT,       /* more went out than the box held */
        FUND_TURN_AGAIN,      /* received more often than their shares */
        FUND_TURN_MISSING,    /* the round ended and a turn was not taken */
        FUND_NOT_EVEN,        /* the round ended and someone still owes or has to get */
        FUND_BOX_LEFT,        /* the round ended and the box is not empty */
        FUND_LEFT_TAKES_PART, /* dues or a turn after leaving */
        FUND_NUMBERS,         /* meetings are not numbered 1, 2, 3 ... by their days */
        FUND_PERIOD_TWICE,    /* two meetings in one period */
        FUND_NOT_WHOLE, /* what came in is not what went out and what is in the box: a fault of the program */
        FUND_OTHER_UNIT, /* money in a fund of goods, goods in one of money: it is not counted */
    } sort;
    int sitting; /* -1: none */
    int member;  /* -1: none */
    gint64 amount;
} FundFinding;

typedef struct {
    Record *fund;
    gint64 contribution, deduction;
    gint64 turns_each; /* at one meeting, as agreed; 1 or more */
    bool ended;
    GPtrArray *members;  /* (element-type FundMember), by place, then by record */
    GPtrArray *sittings; /* (element-type FundSitting), by day */
    GArray *postings;    /* (element-type FundPosting), in order */
    GArray *findings;    /* (element-type FundFinding) */
} FundLedger;

/* The records are those that name the fund; all are copied from. (element-type Record) */
FundLedger *fund_ledger_new(const Record *fund, const GPtrArray *meetings,
                            const GPtrArray *contributions, const GPtrArray *turns);
FundLedger *fund_ledger_read(Db *db, const Book *book, gint64 fund,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a fund's record as it would be. */
FundLedger *fund_ledger_of(Db *db, const Book *book, const Record *fund,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void fund_ledger_free(FundLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FundLedger, fund_ledger_free)

#define FUND_ALL G_MAXUINT /* all members, or all sittings */

/* Debits less credits of an account; stakes, deductions and what is waived are credits, and negative therefore. */
gint64 fund_balance(const FundLedger *ledger, FundAccount account, guint member);
/* The same after that sitting. */
gint64 fund_balance_after(const FundLedger *ledger, FundAccount account, guint member,
                          guint sitting);
/* What the postings of one act make up. */
gint64 fund_sum(const FundLedger *ledger, FundAct act, guint member, guint sitting);
/* What went out of the box to a member: turns, supplements and refunds. */
gint64 fund_received(const FundLedger *ledger, guint member, guint sitting);
int fund_member_find(const FundLedger *ledger, const char *ref); /* -1: not of this fund */
/* Whether the guarantor has to be asked: a member who has received, or left, owes the fund. */
bool fund_asks_guarantor(const FundLedger *ledger, guint member);
/* What it means, in a whole sentence of the current language. `name` is what the member is called. Yours to free. */
char *fund_finding_text(const FundLedger *ledger, const FundFinding *finding, const char *name);

/* What the next meeting starts from (fund_next.c). */
guint fund_meetings(const FundLedger *ledger);    /* held so far, days without a meeting as well */
gint64 fund_turns_left(const FundLedger *ledger); /* of those still in */
guint
fund_meetings_left(const FundLedger *ledger); /* that give turns, the last one perhaps fewer */
bool fund_is_waiting(const FundLedger *ledger, guint member); /* still to receive */
gint64 fund_due_next(const FundLedger *ledger, guint member);
/* What the turn of this member should bring, so that all are even at the end; `due` is what the meeting asks of them.
 * Never more than the box holds after `paid_in` came in; turns before it at this meeting are taken from that. */
gint64 fund_turn_next(const FundLedger *ledger, guint member, gint64 due, gint64 paid_in);
Day fund_day_next(const FundLedger *ledger); /* DAY_UNSET when nothing comes any more */
/* The same for the meetings after it: 1 is the one after the next. */
Day fund_day_planned(const FundLedger *ledger, guint ahead);
/* Whose turn it is by the list, the `nth` from 0; -1: nobody's, or the order is another. */
int fund_by_list(const FundLedger *ledger, guint nth);
