/* fund_next.c: what the next meeting of a fund starts from: who owes what, whose turn it is, what the turn brings.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_build.h"

#include "records/kinds.h"

static const FundMember *
member_at(const FundLedger *ledger, guint member)
{
    return ledger->members->pdata[member];
}

int
fund_rhythm(const FundLedger *ledger)
{
    static const struct {
        const char *code;
        int months;
    } rhythms[] = {
        {"month", 1}, {"quarter", 3}, {"four_months", 4}, {"half_year", 6}, {"year", 12}};
    const char *every = record_value(ledger->fund, kind_field(ledger->fund->kind, "every"));
    for (gsize i = 0; i < G_N_ELEMENTS(rhythms); i++)
        if (g_str_equal(rhythms[i].code, every))
            return rhythms[i].months;
    return 1;
}

guint
fund_meetings(const FundLedger *ledger)
{
    guint count = ledger->sittings->len;
    return ledger->ended ? count - 1 : count;
}

bool
fund_is_waiting(const FundLedger *ledger, guint member)
{
    const FundMember *one = member_at(ledger, member);
    return one->left < 0 && one->on_roster && one->turns < one->shares;
}

gint64
fund_turns_left(const FundLedger *ledger)
{
    gint64 left = 0;
    for (guint i = 0; i < ledger->members->len; i++)
        if (fund_is_waiting(ledger, i))
            left += member_at(ledger, i)->shares - member_at(ledger, i)->turns;
    return left;
}

gint64
fund_due_next(const FundLedger *ledger, guint member)
{
    const FundMember *one = member_at(ledger, member);
    if (one->left >= 0 || !one->on_roster || ledger->ended)
        return 0;
    if (fund_turns_left(ledger) > 0)
        return ledger->contribution * one->shares;
    /* All have received: whoever received more than fell due pays the rest. */
    return MAX(0, fund_balance(ledger, FUND_STAKE, member));
}

gint64
fund_turn_next(const FundLedger *ledger, guint member, gint64 due, gint64 paid_in)
{
    const FundMember *one = member_at(ledger, member);
    gint64 turns = MAX(1, one->shares - one->turns), after = MAX(0, fund_turns_left(ledger) - 1);
    gint64 stake = due - fund_balance(ledger, FUND_STAKE, member);
    gint64 fair = (stake + ledger->contribution * one->shares * after) / turns;
    return CLAMP(fair, 0, MAX(0, fund_balance(ledger, FUND_BOX, FUND_ALL) + paid_in));
}

Day
fund_day_next(const FundLedger *ledger)
{
    Day started = record_day(ledger->fund, kind_field(ledger->fund->kind, "started"));
    if (ledger->ended || started == DAY_UNSET)
        return DAY_UNSET;
    guint held = fund_meetings(ledger);
    if (held == 0)
        return started;
    const FundSitting *last = ledger->sittings->pdata[held - 1];
    int rhythm = fund_rhythm(ledger);
    for (int months = 0; months <= 400 * 12; months += rhythm) {
        Day day = day_later(started, months);
        int year, month, of_month, last_year, last_month;
        day_parts(day, &year, &month, &of_month);
        day_parts(last->day, &last_year, &last_month, &of_month);
        if (year * 12 + month > last_year * 12 + last_month)
            return day;
    }
    return DAY_UNSET;
}

int
fund_by_list(const FundLedger *ledger)
{
    int next = -1;
    if (!record_choice_is(ledger->fund, kind_field(ledger->fund->kind, "order"), "list"))
        return -1;
    for (guint i = 0; i < ledger->members->len; i++)
        if (fund_is_waiting(ledger, i) &&
            (next < 0 || member_at(ledger, i)->place < member_at(ledger, (guint)next)->place))
            next = (int)i;
    return next;
}
