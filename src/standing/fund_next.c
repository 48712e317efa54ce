/* fund_next.c: what the next meeting of a fund starts from: who owes what, whose turn it is, what the turn brings.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund_build.h"

#include "records/kinds.h"

static const FundMember *
member_at(const FundLedger *ledger, guint member)
{
    return ledger->members->pdata[member];
}

/* Either whole months or whole days lie between two meetings. */
typedef struct {
    const char *code;
    int months, days;
} Rhythm;

static const Rhythm *
rhythm_of(const FundLedger *ledger)
{
    static const Rhythm rhythms[] = {{"month", 1, 0},     {"quarter", 3, 0}, {"four_months", 4, 0},
                                     {"half_year", 6, 0}, {"year", 12, 0},   {"week", 0, 7},
                                     {"fortnight", 0, 14}};
    const char *every = record_value(ledger->fund, kind_field(ledger->fund->kind, "every"));
    for (gsize i = 0; i < G_N_ELEMENTS(rhythms); i++)
        if (g_str_equal(rhythms[i].code, every))
            return &rhythms[i];
    return &rhythms[0];
}

static int
month_of(Day day)
{
    int year, month, of_month;
    day_parts(day, &year, &month, &of_month);
    return year * 12 + month - 1;
}

/* Weeks have no calendar of their own: a meeting may be some days early or late. */
bool
fund_same_period(const FundLedger *ledger, Day before, Day day)
{
    const Rhythm *rhythm = rhythm_of(ledger);
    if (rhythm->days > 0)
        return day - before < rhythm->days / 2;
    return month_of(before) / rhythm->months == month_of(day) / rhythm->months;
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

guint
fund_meetings_left(const FundLedger *ledger)
{
    return (guint)((fund_turns_left(ledger) + ledger->turns_each - 1) / ledger->turns_each);
}

bool
fund_asks_guarantor(const FundLedger *ledger, guint member)
{
    const FundMember *one = member_at(ledger, member);
    return one->guarantor != NULL && fund_balance(ledger, FUND_OWED, member) > 0 &&
           (one->turns > 0 || one->left >= 0);
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
    gint64 turns = MAX(1, one->shares - one->turns);
    gint64 after = MAX(1, (gint64)fund_meetings_left(ledger)) - 1;
    gint64 stake = due - fund_balance(ledger, FUND_STAKE, member);
    gint64 fair = (stake + ledger->contribution * one->shares * after) / turns;
    return CLAMP(fair, 0, MAX(0, fund_balance(ledger, FUND_BOX, FUND_ALL) + paid_in));
}

/* The first planned day whose month is later than that of the last meeting. */
static Day
planned_by_months(Day started, int months, Day last, guint ahead)
{
    int step = 0;
    while (last != DAY_UNSET && step <= 400 * 12 &&
           month_of(day_later(started, step)) <= month_of(last))
        step += months;
    return step > 400 * 12 ? DAY_UNSET : day_later(started, step + months * (int)ahead);
}

/* The last meeting stands for the planned day nearest to it. */
static Day
planned_by_days(Day started, int days, Day last, guint ahead)
{
    int held =
        last == DAY_UNSET || last + days / 2 < started ? -1 : (last - started + days / 2) / days;
    return started + (held + 1 + (int)ahead) * days;
}

Day
fund_day_planned(const FundLedger *ledger, guint ahead)
{
    Day started = record_day(ledger->fund, kind_field(ledger->fund->kind, "started"));
    const Rhythm *rhythm = rhythm_of(ledger);
    guint held = fund_meetings(ledger);
    if (ledger->ended || started == DAY_UNSET)
        return DAY_UNSET;
    Day last = held > 0 ? ((const FundSitting *)ledger->sittings->pdata[held - 1])->day : DAY_UNSET;
    return rhythm->days > 0 ? planned_by_days(started, rhythm->days, last, ahead)
                            : planned_by_months(started, rhythm->months, last, ahead);
}

Day
fund_day_next(const FundLedger *ledger)
{
    return fund_day_planned(ledger, 0);
}

static bool
stands_before(const FundLedger *ledger, guint one, guint other)
{
    gint64 place = member_at(ledger, one)->place, other_place = member_at(ledger, other)->place;
    return place != other_place ? place < other_place : one < other;
}

/* Whoever has several turns takes them one after the other. */
int
fund_by_list(const FundLedger *ledger, guint nth)
{
    int last = -1;
    gint64 before = nth;
    if (!record_choice_is(ledger->fund, kind_field(ledger->fund->kind, "order"), "list"))
        return -1;
    do {
        int next = -1;
        for (guint i = 0; i < ledger->members->len; i++)
            if (fund_is_waiting(ledger, i) && (last < 0 || stands_before(ledger, (guint)last, i)) &&
                (next < 0 || stands_before(ledger, i, (guint)next)))
                next = (int)i;
        last = next;
        if (last >= 0)
            before -=
                member_at(ledger, (guint)last)->shares - member_at(ledger, (guint)last)->turns;
    } while (last >= 0 && before >= 0);
    return last;
}
