/* fund_findings.c: what must hold of a round and does not: each member receives once for each share, no more goes out than
 * came in, and at the end all are even.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_build.h"

#include "base/lang.h"
#include "records/kinds.h"

void
fund_found(FundLedger *ledger, int sort, int sitting, int member, gint64 amount)
{
    FundFinding finding = {.sort = sort, .sitting = sitting, .member = member, .amount = amount};
    g_array_append_val(ledger->findings, finding);
}

/* After each payout, not only at the end of the meeting: what comes in is counted first. */
static void
find_short_box(FundLedger *ledger)
{
    gint64 box = 0;
    int told = -1;
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        if (fund_acts[posting->act].debit == FUND_BOX)
            box += posting->amount;
        if (fund_acts[posting->act].credit == FUND_BOX)
            box -= posting->amount;
        if (box < 0 && told != (int)posting->sitting) {
            told = (int)posting->sitting;
            fund_found(ledger, FUND_BOX_SHORT, told, -1, -box);
        }
    }
}

static void
find_of_members(FundLedger *ledger)
{
    for (guint i = 0; i < ledger->members->len; i++) {
        const FundMember *member = ledger->members->pdata[i];
        int index = (int)i;
        if (!member->on_roster)
            fund_found(ledger, FUND_STRANGER, -1, index, 0);
        if (member->turns > member->shares && member->on_roster)
            fund_found(ledger, FUND_TURN_AGAIN, -1, index, 0);
        if (!ledger->ended)
            continue;
        if (member->turns < member->shares && member->left < 0 && member->on_roster)
            fund_found(ledger, FUND_TURN_MISSING, -1, index, 0);
        gint64 owed = fund_balance(ledger, FUND_OWED, i),
               stake = -fund_balance(ledger, FUND_STAKE, i);
        if (owed != 0 || stake != 0)
            fund_found(ledger, FUND_NOT_EVEN, -1, index, owed - stake);
    }
}

/* A turn or a due after one left; what is paid back then is what one owes. */
static void
find_after_leaving(FundLedger *ledger)
{
    for (guint i = 0; i < ledger->postings->len; i++) {
        const FundPosting *posting = &g_array_index(ledger->postings, FundPosting, i);
        const FundMember *member = ledger->members->pdata[posting->member];
        if (member->left >= 0 && (int)posting->sitting > member->left && !posting->corrects &&
            (posting->act == FUND_DUE || posting->act == FUND_TURN))
            fund_found(ledger, FUND_LEFT_TAKES_PART, (int)posting->sitting, (int)posting->member,
                       posting->amount);
    }
}

static void
find_of_meetings(FundLedger *ledger)
{
    gint64 number = 0;
    Day before = DAY_UNSET;
    for (guint i = 0; i < ledger->sittings->len; i++) {
        const FundSitting *sitting = ledger->sittings->pdata[i];
        if (sitting->entry < 0)
            continue;
        if (sitting->number != ++number)
            fund_found(ledger, FUND_NUMBERS, (int)i, -1, number);
        /* A meeting without contributions puts right or settles; it may come at any time. */
        if (fund_sum(ledger, FUND_TURN, FUND_ALL, i) == 0)
            continue;
        if (before != DAY_UNSET && fund_same_period(ledger, before, sitting->day))
            fund_found(ledger, FUND_PERIOD_TWICE, (int)i, -1, 0);
        before = sitting->day;
    }
}

void
fund_find(FundLedger *ledger)
{
    find_of_members(ledger);
    find_short_box(ledger);
    find_after_leaving(ledger);
    find_of_meetings(ledger);
    gint64 box = fund_balance(ledger, FUND_BOX, FUND_ALL);
    if (ledger->ended && box != 0)
        fund_found(ledger, FUND_BOX_LEFT, -1, -1, box);
    gint64 out = fund_received(ledger, FUND_ALL, FUND_ALL);
    gint64 in = fund_sum(ledger, FUND_PAID, FUND_ALL, FUND_ALL);
    if (in != out + box)
        fund_found(ledger, FUND_NOT_WHOLE, -1, -1, in - out - box);
}

/* "meeting 3 (3/3/2020)" or "3/3/2020". */
static char *
sitting_label(const FundLedger *ledger, int index)
{
    const FundSitting *sitting = ledger->sittings->pdata[index];
    g_autofree char *day = day_print(sitting->day, lang_current());
    if (sitting->entry < 0)
        return g_steal_pointer(&day);
    return g_strdup_printf(_("meeting %d, %s"), (int)sitting->number, day);
}

char *
fund_finding_text(const FundLedger *ledger, const FundFinding *finding, const char *name)
{
    g_autofree char *amount = fund_amount_text(ledger->fund, ABS(finding->amount), lang_current());
    g_autofree char *at =
        finding->sitting >= 0 ? sitting_label(ledger, finding->sitting) : g_strdup("");
    switch (finding->sort) {
    case FUND_STRANGER:
        return g_strdup_printf(_("%s paid or received without standing in the list of the fund."),
                               name);
    case FUND_BOX_SHORT:
        return g_strdup_printf(_("At %s more was paid out than the box held: %s too much."), at,
                               amount);
    case FUND_TURN_AGAIN:
        return g_strdup_printf(_("%s received more turns than they have shares."), name);
    case FUND_TURN_MISSING:
        return g_strdup_printf(_("The round has ended and %s has not received their turn."), name);
    case FUND_NOT_EVEN:
        if (finding->amount > 0)
            return g_strdup_printf(_("The round has ended and %s still has to pay %s."), name,
                                   amount);
        return g_strdup_printf(_("The round has ended and %s still has to get %s."), name, amount);
    case FUND_BOX_LEFT:
        return g_strdup_printf(_("The round has ended and the box is not empty: %s."), amount);
    case FUND_LEFT_TAKES_PART:
        return g_strdup_printf(_("%s has left the fund and still takes part at %s."), name, at);
    case FUND_NUMBERS:
        return g_strdup_printf(_("By its day, %s is meeting number %d."), at, (int)finding->amount);
    case FUND_PERIOD_TWICE:
        return g_strdup_printf(_("%s pays out a second turn in the same period."), at);
    case FUND_NOT_WHOLE:
        return g_strdup_printf(
            _("What came in is not what went out and what is in the box: %s differ."), amount);
    case FUND_OTHER_UNIT: {
        g_autofree char *unit = fund_unit(ledger->fund);
        return g_strdup_printf(
            _("At %s an amount was written that is not in %s; it is not counted."), at, unit);
    }
    }
    return g_strdup("");
}
