/* fund_accounts.c: the chart of accounts of a rotating fund, what each act posts, and the balances.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_build.h"

const FundAccountRow fund_accounts[FUND_ACCOUNTS] = {
    [FUND_BOX] = {"box", N_("Box of the fund"), "Assets", false},
    [FUND_OWED] = {"owed", N_("Still to pay"), "Assets", true},
    [FUND_STAKE] = {"stake", N_("Still to get"), "Liabilities", true},
    [FUND_GIFT] = {"gift", N_("Gift box"), "Assets", false},
    [FUND_DEDUCTED] = {"deducted", N_("Deducted from turns"), "Income", false},
    [FUND_WAIVED] = {"waived", N_("Waived"), "Equity", false},
};

const FundActRow fund_acts[FUND_ACTS] = {
    [FUND_DUE] = {"due", N_("Contribution due"), FUND_OWED, FUND_STAKE},
    [FUND_PAID] = {"paid", N_("Paid in"), FUND_BOX, FUND_OWED},
    [FUND_TURN] = {"turn", N_("Turn received"), FUND_STAKE, FUND_BOX},
    [FUND_DEDUCTION] = {"deduction", N_("Given to the gift box"), FUND_GIFT, FUND_DEDUCTED},
    [FUND_SUPPLEMENT] = {"supplement", N_("Rest of the turn"), FUND_STAKE, FUND_BOX},
    [FUND_REFUND] = {"refund", N_("Refund on leaving"), FUND_STAKE, FUND_BOX},
    [FUND_CLAIM_WAIVED] = {"claim_waived", N_("Waived by the member"), FUND_STAKE, FUND_WAIVED},
    [FUND_DEBT_WAIVED] = {"debt_waived", N_("Forgiven by all"), FUND_WAIVED, FUND_OWED},
    [FUND_OFFSET] = {"offset", N_("Set off against each other"), FUND_STAKE, FUND_OWED},
};

gint64
fund_balance_after(const FundLedger *ledger, FundAccount account, guint member, guint sitting)
{
    gint64 balance = 0;
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        if ((member != FUND_ALL && posting->member != member) || posting->sitting > sitting)
            continue;
        if (fund_acts[posting->act].debit == account)
            balance += posting->amount;
        if (fund_acts[posting->act].credit == account)
            balance -= posting->amount;
    }
    return balance;
}

void
fund_post(FundLedger *ledger, FundPosting posting)
{
    if (posting.amount == 0)
        return;
    FundMember *member = ledger->members->pdata[posting.member];
    member->balances[fund_acts[posting.act].debit] += posting.amount;
    member->balances[fund_acts[posting.act].credit] -= posting.amount;
    g_array_append_val(ledger->postings, posting);
}

gint64
fund_balance(const FundLedger *ledger, FundAccount account, guint member)
{
    gint64 balance = 0;
    for (guint i = 0; i < ledger->members->len; i++)
        if (member == FUND_ALL || member == i)
            balance += ((const FundMember *)ledger->members->pdata[i])->balances[account];
    return balance;
}

gint64
fund_sum(const FundLedger *ledger, FundAct act, guint member, guint sitting)
{
    gint64 sum = 0;
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        if (posting->act == act && (member == FUND_ALL || posting->member == member) &&
            (sitting == FUND_ALL || posting->sitting == sitting))
            sum += posting->amount;
    }
    return sum;
}

gint64
fund_received(const FundLedger *ledger, guint member, guint sitting)
{
    return fund_sum(ledger, FUND_TURN, member, sitting) +
           fund_sum(ledger, FUND_SUPPLEMENT, member, sitting) +
           fund_sum(ledger, FUND_REFUND, member, sitting);
}

int
fund_member_find(const FundLedger *ledger, const char *ref)
{
    for (guint i = 0; i < ledger->members->len; i++)
        if (g_str_equal(((const FundMember *)ledger->members->pdata[i])->ref, ref))
            return (int)i;
    return -1;
}
