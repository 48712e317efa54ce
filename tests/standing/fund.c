/* fund.c: tests what a fund's records say: dues, turns, places, what does not hold, what the next meeting starts from.
 * SPDX-License-Identifier: Apache-2.0 */
#include "standing/fund.h"

#include "../made.h"
#include "records/kinds.h"

typedef struct {
    Record *fund;
    GPtrArray *meetings, *contributions, *turns;
} Papers;

static Record *
record_of(const char *kind, gint64 entry, ...)
{
    Record *record = record_new(kind_get(kind));
    record->entry = entry;
    va_list pairs;
    va_start(pairs, entry);
    made_set(record, va_arg(pairs, const char *), pairs);
    va_end(pairs);
    return record;
}

/* Three members, 1,000 đồng a month, by the list 12, 11, 13. */
static void
papers_init(Papers *papers)
{
    papers->fund = record_of("fund", 1, "name", "Góp vốn", "started", "2020-01-31", "every",
                             "month", "order", "list", "members", "3", "contribution", "1000 1 eq",
                             "roster", "11\t2\n12\t1\n13\t3", NULL);
    papers->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    papers->contributions = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
    papers->turns = g_ptr_array_new_with_free_func((GDestroyNotify)record_free);
}

static void
papers_clear(Papers *papers)
{
    record_free(papers->fund);
    g_ptr_array_unref(papers->meetings);
    g_ptr_array_unref(papers->contributions);
    g_ptr_array_unref(papers->turns);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Papers, papers_clear)

static void
meeting(Papers *papers, const char *entry, const char *number, const char *held, ...)
{
    Record *record = record_of("meeting", g_ascii_strtoll(entry, NULL, 10), "fund", "1", "number",
                               number, "held", held, NULL);
    va_list pairs;
    va_start(pairs, held);
    made_set(record, va_arg(pairs, const char *), pairs);
    va_end(pairs);
    g_ptr_array_add(papers->meetings, record);
}

static void
pays(Papers *papers, const char *at, const char *member, const char *due, const char *paid)
{
    g_ptr_array_add(papers->contributions,
                    record_of("contribution", 500 + papers->contributions->len, "fund", "1",
                              "member", member, "held", "2020-01-31", "due", due, "paid", paid,
                              "meeting", at, NULL));
}

static void
all_pay(Papers *papers, const char *at)
{
    static const char *const members[] = {"11", "12", "13"};
    for (gsize i = 0; i < G_N_ELEMENTS(members); i++)
        pays(papers, at, members[i], "1000 1 eq", "1000 1 eq");
}

static void
receives(Papers *papers, const char *at, const char *member, const char *amount,
         const char *yielded_by)
{
    g_ptr_array_add(papers->turns,
                    record_of("turn", 800 + papers->turns->len, "fund", "1", "member", member,
                              "held", "2020-01-31", "amount", amount, "meeting", at, "yielded_by",
                              yielded_by, NULL));
}

static FundLedger *
ledger_of(const Papers *papers)
{
    return fund_ledger_new(papers->fund, papers->meetings, papers->contributions, papers->turns);
}

static guint
at(const FundLedger *ledger, const char *ref)
{
    int found = fund_member_find(ledger, ref);
    g_assert_cmpint(found, >=, 0);
    return (guint)found;
}

static bool
finds(const FundLedger *ledger, int sort, gint64 amount)
{
    for (guint i = 0; i < ledger->findings->len; i++) {
        const FundFinding *finding = &g_array_index(ledger->findings, FundFinding, i);
        g_autofree char *text = fund_finding_text(ledger, finding, "Mai Anh");
        g_assert_true(strlen(text) > 20);
        if ((int)finding->sort == sort && finding->amount == amount)
            return true;
    }
    return false;
}

static void
next_meeting(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    g_autoptr(FundLedger) fresh = ledger_of(&papers);
    g_assert_cmpint(fund_day_next(fresh), ==, day_of(2020, 1, 31));
    g_assert_cmpint(fund_by_list(fresh, 0), ==, (int)at(fresh, "12"));
    g_assert_cmpint(fund_due_next(fresh, at(fresh, "12")), ==, 1000);
    g_assert_cmpint(fund_turn_next(fresh, at(fresh, "12"), 1000, 3000), ==, 3000);
    g_assert_cmpint(fund_turn_next(fresh, at(fresh, "12"), 1000, 2500), ==, 2500);

    meeting(&papers, "20", "1", "2020-01-31", NULL);
    all_pay(&papers, "20");
    receives(&papers, "20", "13", "3000 1 eq", "12");
    g_autoptr(FundLedger) first = ledger_of(&papers);
    /* February has no 31st; whoever yielded has the last place now. */
    g_assert_cmpint(fund_day_next(first), ==, day_of(2020, 2, 29));
    g_assert_cmpint(fund_by_list(first, 0), ==, (int)at(first, "11"));
    g_assert_cmpint(((FundMember *)first->members->pdata[at(first, "12")])->place, ==, 3);
    g_assert_false(fund_is_waiting(first, at(first, "13")));
    g_assert_cmpint(fund_balance(first, FUND_BOX, FUND_ALL), ==, 0);
    g_assert_cmpint(fund_balance(first, FUND_STAKE, at(first, "13")), ==, 2000);
    g_assert_cmpuint(first->findings->len, ==, 0);

    meeting(&papers, "21", "2", "2020-02-29", "swaps", "11\t12", NULL);
    g_autoptr(FundLedger) swapped = ledger_of(&papers);
    g_assert_cmpint(fund_by_list(swapped, 0), ==, (int)at(swapped, "12"));
}

static void
leaver(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    meeting(&papers, "20", "1", "2020-01-31", NULL);
    all_pay(&papers, "20");
    receives(&papers, "20", "12", "3000 1 eq", "");
    meeting(&papers, "21", "2", "2020-02-29", "leavers", "13", NULL);
    pays(&papers, "21", "11", "1000 1 eq", "1000 1 eq");
    pays(&papers, "21", "12", "1000 1 eq", "500 1 eq");
    receives(&papers, "21", "11", "1500 1 eq", "");
    g_autoptr(FundLedger) ledger = ledger_of(&papers);
    /* 11 put in 2000 and got 1500, 12 owes 500 of the dues and got 1000 more than they came to, 13 gets 1000 back. */
    g_assert_cmpint(fund_balance(ledger, FUND_OWED, at(ledger, "12")), ==, 500);
    g_assert_cmpint(fund_due_next(ledger, at(ledger, "12")), ==, 1000);
    g_assert_cmpint(fund_due_next(ledger, at(ledger, "13")), ==, 0);
    g_assert_cmpint(-fund_balance(ledger, FUND_STAKE, at(ledger, "13")), ==, 1000);
    g_assert_cmpint(-fund_balance(ledger, FUND_STAKE, at(ledger, "11")), ==, 500);
    meeting(&papers, "22", "3", "2020-03-31", "payments",
            "13\trefund\t1000 1 eq\n11\tsupplement\t500 1 eq", NULL);
    pays(&papers, "22", "12", "1000 1 eq", "1500 1 eq");
    record_set(papers.fund, kind_field(papers.fund->kind, "ended"), "2020-03-31");
    g_autoptr(FundLedger) ended = ledger_of(&papers);
    g_assert_cmpuint(ended->findings->len, ==, 0);
    g_assert_cmpint(fund_balance(ended, FUND_BOX, FUND_ALL), ==, 0);
    g_assert_cmpint(fund_day_next(ended), ==, DAY_UNSET);
    g_assert_cmpint(fund_received(ended, at(ended, "13"), FUND_ALL), ==, 1000);
}

static void
findings(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    meeting(&papers, "20", "1", "2020-01-05", NULL);
    all_pay(&papers, "20");
    receives(&papers, "20", "12", "3500 1 eq", "");
    meeting(&papers, "21", "3", "2020-01-20", "leavers", "13", NULL);
    pays(&papers, "21", "99", "0 1 eq", "700 1 eq");
    receives(&papers, "21", "12", "100 1 eq", "");
    meeting(&papers, "22", "3", "2020-03-20", "corrections", "11\tpaid_less\t100 1 eq\t1", NULL);
    pays(&papers, "22", "13", "1000 1 eq", "");
    record_set(papers.fund, kind_field(papers.fund->kind, "ended"), "2020-03-31");
    g_autoptr(FundLedger) ledger = ledger_of(&papers);
    g_assert_true(finds(ledger, FUND_BOX_SHORT, 500));
    g_assert_true(finds(ledger, FUND_STRANGER, 0));
    g_assert_true(finds(ledger, FUND_TURN_AGAIN, 0));
    g_assert_true(finds(ledger, FUND_TURN_MISSING, 0));
    g_assert_true(finds(ledger, FUND_NUMBERS, 2));
    g_assert_true(finds(ledger, FUND_PERIOD_TWICE, 0));
    g_assert_true(finds(ledger, FUND_LEFT_TAKES_PART, 1000));
    g_assert_true(finds(ledger, FUND_NOT_EVEN, 2600));
    g_assert_false(finds(ledger, FUND_NOT_WHOLE, 0));
    g_assert_cmpint(fund_balance(ledger, FUND_OWED, at(ledger, "11")), ==, 0);
    g_assert_cmpint(-fund_balance(ledger, FUND_STAKE, at(ledger, "11")), ==, 900);
}

/* Contributions and turns written one by one, as from old sheets: the days are the meetings. */
static void
without_meetings(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    record_set(papers.fund, kind_field(papers.fund->kind, "roster"), "");
    all_pay(&papers, "");
    receives(&papers, "", "12", "3000 1 eq", "");
    g_autoptr(FundLedger) ledger = ledger_of(&papers);
    g_assert_cmpuint(ledger->members->len, ==, 3);
    g_assert_cmpuint(fund_meetings(ledger), ==, 1);
    g_assert_cmpuint(ledger->findings->len, ==, 0);
    g_assert_cmpint(fund_turns_left(ledger), ==, 2);
}

/* Whoever has two shares puts in twice as much and receives twice. */
static void
two_shares(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    record_set(papers.fund, kind_field(papers.fund->kind, "roster"), "11\t1\t2\n12\t2\n13\t3");
    g_autoptr(FundLedger) fresh = ledger_of(&papers);
    g_assert_cmpint(fund_due_next(fresh, at(fresh, "11")), ==, 2000);
    g_assert_cmpint(fund_turns_left(fresh), ==, 4);
    g_assert_cmpint(fund_turn_next(fresh, at(fresh, "11"), 2000, 4000), ==, 4000);
    meeting(&papers, "20", "1", "2020-01-31", NULL);
    pays(&papers, "20", "11", "2000 1 eq", "2000 1 eq");
    pays(&papers, "20", "12", "1000 1 eq", "1000 1 eq");
    pays(&papers, "20", "13", "1000 1 eq", "1000 1 eq");
    receives(&papers, "20", "11", "4000 1 eq", "");
    g_autoptr(FundLedger) first = ledger_of(&papers);
    g_assert_true(fund_is_waiting(first, at(first, "11")));
    g_assert_cmpint(fund_turn_next(first, at(first, "11"), 2000, 4000), ==, 4000);
}

static void
change(Papers *papers, const char *field, const char *value)
{
    record_set(papers->fund, kind_field(papers->fund->kind, field), value);
}

/* Every week or every two: a meeting may be some days early or late and stands for the planned day nearest to it. */
static void
weeks(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    change(&papers, "every", "week");
    g_autoptr(FundLedger) fresh = ledger_of(&papers);
    g_assert_cmpint(fund_day_next(fresh), ==, day_of(2020, 1, 31));
    g_assert_cmpint(fund_day_planned(fresh, 2), ==, day_of(2020, 2, 14));
    meeting(&papers, "20", "1", "2020-02-03", NULL);
    all_pay(&papers, "20");
    receives(&papers, "20", "12", "3000 1 eq", "");
    g_autoptr(FundLedger) late = ledger_of(&papers);
    g_assert_cmpint(fund_day_next(late), ==, day_of(2020, 2, 7));
    meeting(&papers, "21", "2", "2020-02-06", NULL);
    all_pay(&papers, "21");
    receives(&papers, "21", "11", "3000 1 eq", "");
    g_autoptr(FundLedger) early = ledger_of(&papers);
    g_assert_cmpint(fund_day_next(early), ==, day_of(2020, 2, 14));
    g_assert_cmpuint(early->findings->len, ==, 0);
    meeting(&papers, "22", "3", "2020-02-07", NULL);
    receives(&papers, "22", "13", "0 1 eq", "");
    receives(&papers, "22", "13", "10 1 eq", "");
    g_autoptr(FundLedger) twice = ledger_of(&papers);
    g_assert_true(finds(twice, FUND_PERIOD_TWICE, 0));
    change(&papers, "every", "fortnight");
    g_autoptr(FundLedger) fortnight = ledger_of(&papers);
    g_assert_cmpint(fund_day_next(fortnight), ==, day_of(2020, 2, 28));
}

/* Three members, two turns at each meeting: the round has two meetings, and a turn brings what one puts in at both. */
static void
turns_together(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    change(&papers, "turns", "2");
    g_autoptr(FundLedger) fresh = ledger_of(&papers);
    g_assert_cmpuint(fund_meetings_left(fresh), ==, 2);
    g_assert_cmpint(fund_by_list(fresh, 0), ==, (int)at(fresh, "12"));
    g_assert_cmpint(fund_by_list(fresh, 1), ==, (int)at(fresh, "11"));
    g_assert_cmpint(fund_by_list(fresh, 2), ==, (int)at(fresh, "13"));
    g_assert_cmpint(fund_by_list(fresh, 3), ==, -1);
    g_assert_cmpint(fund_turn_next(fresh, at(fresh, "12"), 1000, 3000), ==, 2000);
    g_assert_cmpint(fund_turn_next(fresh, at(fresh, "11"), 1000, 1000), ==, 1000);
    meeting(&papers, "20", "1", "2020-01-31", NULL);
    all_pay(&papers, "20");
    receives(&papers, "20", "12", "2000 1 eq", "");
    receives(&papers, "20", "11", "1000 1 eq", "");
    g_autoptr(FundLedger) first = ledger_of(&papers);
    g_assert_cmpuint(first->findings->len, ==, 0);
    g_assert_cmpuint(fund_meetings_left(first), ==, 1);
    g_assert_cmpint(fund_turn_next(first, at(first, "13"), 1000, 3000), ==, 2000);
    meeting(&papers, "21", "2", "2020-02-29", "payments", "11\tsupplement\t1000 1 eq", NULL);
    all_pay(&papers, "21");
    receives(&papers, "21", "13", "2000 1 eq", "");
    change(&papers, "ended", "2020-02-29");
    g_autoptr(FundLedger) ended = ledger_of(&papers);
    g_assert_cmpuint(ended->findings->len, ==, 0);
    g_assert_cmpint(fund_balance(ended, FUND_BOX, FUND_ALL), ==, 0);
}

static void
pays_goods(Papers *papers, const char *at, const char *member, const char *due, const char *paid)
{
    g_ptr_array_add(papers->contributions,
                    record_of("contribution", 500 + papers->contributions->len, "fund", "1",
                              "member", member, "held", "2020-01-31", "due_quantity", due,
                              "paid_quantity", paid, "meeting", at, NULL));
}

/* Twenty kilograms of rice each; money that gets in between is said and not counted. */
static void
goods(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    change(&papers, "contribution", "");
    change(&papers, "goods", "kg gạo");
    change(&papers, "contribution_quantity", "20");
    change(&papers, "deduction_quantity", "2");
    g_autoptr(FundLedger) fresh = ledger_of(&papers);
    g_assert_cmpint(fund_due_next(fresh, at(fresh, "12")), ==, 20);
    g_assert_cmpint(fresh->deduction, ==, 2);
    meeting(&papers, "20", "1", "2020-01-31", "payments_quantity", "11\tsupplement\t1",
            "corrections_quantity", "12\tpaid_less\t3\t1", NULL);
    pays_goods(&papers, "20", "11", "20", "20");
    pays_goods(&papers, "20", "12", "20", "25");
    g_ptr_array_add(papers.turns, record_of("turn", 801, "fund", "1", "member", "12", "held",
                                            "2020-01-31", "amount_quantity", "40",
                                            "deduction_quantity", "2", "meeting", "20", NULL));
    g_autoptr(FundLedger) ledger = ledger_of(&papers);
    g_assert_cmpint(fund_balance(ledger, FUND_BOX, FUND_ALL), ==, 20 + 25 - 3 - 1 - 40);
    g_assert_cmpint(fund_balance(ledger, FUND_GIFT, FUND_ALL), ==, 2);
    g_assert_cmpint(fund_balance(ledger, FUND_OWED, at(ledger, "12")), ==, -2);
    g_assert_cmpuint(ledger->findings->len, ==, 0);
    g_autofree char *text = fund_amount_text(ledger->fund, 1250, LANG_VI);
    g_assert_cmpstr(text, ==, "1.250 kg gạo");
    pays(&papers, "20", "13", "1000 1 eq", "1000 1 eq");
    g_autoptr(FundLedger) mixed = ledger_of(&papers);
    g_assert_true(finds(mixed, FUND_OTHER_UNIT, 0));
    g_assert_cmpint(fund_sum(mixed, FUND_PAID, FUND_ALL, FUND_ALL), ==, 42);
}

/* The guarantor is asked once the member has received; what they pay is paid for the member. */
static void
guarantor(void)
{
    g_auto(Papers) papers;
    papers_init(&papers);
    change(&papers, "roster", "11\t2\n12\t1\t\t99\n13\t3\t\t11");
    meeting(&papers, "20", "1", "2020-01-31", NULL);
    pays(&papers, "20", "11", "1000 1 eq", "1000 1 eq");
    pays(&papers, "20", "12", "1000 1 eq", "");
    pays(&papers, "20", "13", "1000 1 eq", "");
    g_autoptr(FundLedger) before = ledger_of(&papers);
    g_assert_cmpstr(((FundMember *)before->members->pdata[at(before, "12")])->guarantor, ==, "99");
    g_assert_false(fund_asks_guarantor(before, at(before, "12")));
    receives(&papers, "20", "12", "1000 1 eq", "");
    g_autoptr(FundLedger) after = ledger_of(&papers);
    g_assert_true(fund_asks_guarantor(after, at(after, "12")));
    g_assert_false(fund_asks_guarantor(after, at(after, "13"))); /* owes, but has not received */
    meeting(&papers, "21", "2", "2020-02-29", NULL);
    pays(&papers, "21", "12", "1000 1 eq", "2000 1 eq");
    record_set(papers.contributions->pdata[3], kind_field(kind_get("contribution"), "substitute"),
               "99");
    pays(&papers, "21", "13", "1000 1 eq", "500 1 eq");
    record_set(papers.contributions->pdata[4], kind_field(kind_get("contribution"), "substitute"),
               "12");
    g_autoptr(FundLedger) paid = ledger_of(&papers);
    const FundMember *one = paid->members->pdata[at(paid, "12")];
    const FundMember *other = paid->members->pdata[at(paid, "13")];
    g_assert_cmpint(one->paid_by_guarantor, ==, 2000);
    g_assert_cmpint(one->paid_by_other, ==, 2000);
    g_assert_cmpint(other->paid_by_guarantor, ==, 0);
    g_assert_cmpint(other->paid_by_other, ==, 500);
    g_assert_false(fund_asks_guarantor(paid, at(paid, "12")));
    /* 99 stands surety and does not take part. */
    g_assert_cmpint(fund_member_find(paid, "99"), ==, -1);
    g_assert_cmpuint(paid->findings->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fund/next-meeting", next_meeting);
    g_test_add_func("/fund/leaver", leaver);
    g_test_add_func("/fund/findings", findings);
    g_test_add_func("/fund/without-meetings", without_meetings);
    g_test_add_func("/fund/two-shares", two_shares);
    g_test_add_func("/fund/weeks", weeks);
    g_test_add_func("/fund/turns-together", turns_together);
    g_test_add_func("/fund/goods", goods);
    g_test_add_func("/fund/guarantor", guarantor);
    return g_test_run();
}
